import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../../../shared/contract/errors.ts';
import { FILE_FAULTS } from '../../../shared/contract/import-preview.ts';
import { SAMPLE_STATES } from '../../../shared/contract/replication-history.ts';
import { SOURCE_STEPS, TLS_CHOICES } from '../../../shared/contract/source-settings.ts';
import { QUARANTINE_REASONS, SOURCE_KINDS, SOURCE_TROUBLE_CODES } from '../../../shared/contract/source-status.ts';
import { ALERT_KINDS, ALERT_LEVELS, ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { DATA_CATEGORIES } from '../../../shared/domain/data-categories.ts';
import { TASK_OUTCOMES, TASK_STATES } from '../../../shared/domain/screening.ts';
import { FRESHNESS_SOURCES } from '../../../shared/domain/sources.ts';
import { WORK_ORDER_CATEGORIES, WORK_ORDER_SOURCES, WORK_ORDER_STATES } from '../../../shared/domain/work-orders.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

type Words = { readonly [key: string]: string | Words };

function flatten(words: Words, prefix = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') flat.set(`${prefix}${key}`, value);
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) flat.set(inner, text);
  }
  return flat;
}

const placeholders = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();

describe('the catalogues', () => {
  const chinese = flatten(zhCN);
  const english = flatten(en);

  it('have the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('say something under every key and fill in the same values', () => {
    for (const [key, text] of chinese) {
      const translated = english.get(key) ?? '';
      expect(text.trim() + translated.trim(), key).not.toBe('');
      expect(placeholders(translated), key).toEqual(placeholders(text));
    }
  });

  it('keep Chinese out of the English catalogue, but for the switch that must be found by both', () => {
    const foreign = [...english].filter(([key, text]) => /\p{Script=Han}/u.test(text) && key !== 'command.switchLanguage');
    expect(foreign).toEqual([]);
  });

  it.each([
    ['error', ERROR_CODES],
    ['alertKind', ALERT_KINDS],
    ['alertLevel', ALERT_LEVELS],
    ['alertState', ALERT_STATES],
    ['taskState', TASK_STATES],
    ['outcome', TASK_OUTCOMES],
    ['dataCategory', DATA_CATEGORIES],
    ['source', FRESHNESS_SOURCES],
    ['workOrderState', WORK_ORDER_STATES],
    ['workOrderSource', WORK_ORDER_SOURCES],
    ['workOrderCategory', WORK_ORDER_CATEGORIES],
    ['table', TABLE_NAMES],
    ['replication.kind', SOURCE_KINDS],
    ['importFiles.refused', FILE_FAULTS],
    ['sourceSettings.step', SOURCE_STEPS],
    ['sourceSettings.tlsChoice', TLS_CHOICES],
    ['replication.quarantine.reasonOf', QUARANTINE_REASONS],
    ['replication.lag.stateOf', SAMPLE_STATES],
  ] as const)('name every %s that the backend can answer', (group, codes) => {
    for (const code of codes) expect(chinese.has(`${group}.${code}`), `${group}.${code}`).toBe(true);
  });

  it.each(SOURCE_TROUBLE_CODES)('say of %s what happened and what to do', (code) => {
    for (const words of ['title', 'text']) expect(chinese.has(`replication.trouble.${code}.${words}`)).toBe(true);
    expect(chinese.get(`replication.trouble.${code}.title`)?.length).toBeLessThanOrEqual(12);
  });
});
