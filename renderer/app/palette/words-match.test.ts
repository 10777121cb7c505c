import { describe, expect, it } from 'vitest';
import * as pinyin from '../../../shared/text/pinyin.ts';
import { wordsMatch } from './words-match.ts';

describe('words that are looked for', () => {
  it.each([
    ['主题', '切换主题', true],
    ['zhuti', '切换主题', true],
    ["zhu'ti", '切换主题', true],
    ['zhu ti', '切换主题', true],
    ['qhzt', '切换主题', true],
    ['huti', '切换主题', false],
    ['liuhe', '六合区', true],
    ['luhe', '六合区', true],
    ['theme', 'Change the theme', true],
    ['ZHUTI', '切换主题', true],
    ['1号', '切换主题', false],
    ['', '切换主题', true],
  ])('%s in %s: %s', (text, words, isFound) => {
    expect(wordsMatch(text, pinyin)(words)).toBe(isFound);
  });

  it('are found as they stand before the readings are here', () => {
    expect(['主题', 'zhuti'].map((text) => wordsMatch(text, null)('切换主题'))).toEqual([true, false]);
  });
});
