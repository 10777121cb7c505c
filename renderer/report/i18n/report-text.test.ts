import { describe, expect, it } from 'vitest';
import { reportEn } from './en.ts';
import { reportText } from './report-text.ts';
import { reportZhCN } from './zh-CN.ts';

function leaves(catalogue: object, prefix = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null ? leaves(value, `${prefix}${key}.`) : [[`${prefix}${key}`, String(value)]],
  );
}
const placeholders = (words: string): string[] => (words.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the words of the report', () => {
  it('are the same keys with the same placeholders in both languages', () => {
    const english = new Map(leaves(reportEn));
    const chinese = leaves(reportZhCN);
    expect([...english.keys()].sort()).toEqual(chinese.map(([key]) => key).sort());
    for (const [key, words] of chinese) expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(words)]);
  });

  it('come in the language of the report, those of the console included', () => {
    expect(reportText('zh-CN')('title', { area: '鼓楼区' })).toBe('鼓楼区排查覆盖日报');
    expect(reportText('en')('console:alertLevel.red')).not.toBe(reportText('zh-CN')('console:alertLevel.red'));
  });
});
