import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { BatchSummary } from '../../../shared/contract/topics.ts';
import { wordsOf } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { smallCity } from '../../testing/small-city.ts';
import { startI18n } from '../i18n/i18n.ts';
import type { ChoiceGroup } from './choice.ts';
import { choiceGroups } from './choice-groups.ts';

const RENDERER = join(import.meta.dirname, '..', '..');
const HERE = 'app/choices/';

const batch = (id: number): BatchSummary => ({
  id,
  code: `批${id}`,
  pushedAtMs: id,
  dueAtMs: id,
  day: 20_000 + id,
  agency: '',
  originArea: '',
  listVersion: 1,
});

function groups(): readonly ChoiceGroup[] {
  return choiceGroups(wordsOf(i18next.t, 'zh-CN'), {
    city: smallCity(),
    batches: [batch(1), batch(2), batch(3)],
    breaks: [1, 2, 3, 4],
    nowMs: () => 0,
  });
}

function sourcesUnder(folders: readonly string[]): readonly (readonly [path: string, source: string])[] {
  return readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.') && folders.some((folder) => path.startsWith(folder)))
    .map((path) => [path, readFileSync(join(RENDERER, path), 'utf8')]);
}

startI18n();
beforeEach(() => {
  vi.stubGlobal('window', { innerWidth: 1920 });
  for (const store of [useLayersStore, useSecondMapStore, useTimeStore]) Reflect.apply(store.setState, store, [store.getInitialState()]);
  // So that there is something to compare a batch with.
  useLayersStore.getState().actions.setCoverage({ scope: { kind: 'batch', batchId: 3 } });
});

describe('the values of settings that the palette offers', () => {
  it('are named and valued once in each setting', () => {
    for (const { title, choices } of groups()) {
      expect(choices.length, title).toBeGreaterThan(1);
      for (const key of ['value', 'label'] as const) expect(new Set(choices.map((choice) => choice[key])).size, title).toBe(choices.length);
    }
  });

  it('are set by choosing them, each of them', () => {
    for (const [at, { title, choices }] of groups().entries()) {
      for (const { value } of choices) {
        const now = () => groups()[at]?.choices.find((choice) => choice.value === value);
        const before = now()?.isChosen;
        now()?.choose();
        // Of a list, the chosen one stays it; a check mark is taken off. Another scope than a batch has nothing to be compared with.
        expect(now()?.isChosen, `${title} ${value}`).toBe(choices.filter(({ isChosen }) => isChosen).length > 1 ? !before : true);
        if (title === '范围') useLayersStore.getState().actions.setCoverage({ scope: { kind: 'batch', batchId: 3 } });
      }
    }
  });

  it('are those that stand on screen: no list of the map, its layers or its time axis is made otherwise', () => {
    for (const [path, source] of sourcesUnder(['panels/layers/', 'panels/time/', 'app/second-map/', 'app/tools/']))
      expect(source, path).not.toMatch(/<HTMLSelect|<select\b|type="radio"/);
    const all = sourcesUnder(['panels/', 'app/']).filter(([path]) => !path.startsWith(HERE));
    const made = all.flatMap(([, source]) => [...source.matchAll(/\b(\w+Choices)\(/g)].map((match) => match[1] ?? ''));
    const offered = readFileSync(join(RENDERER, HERE, 'choice-groups.ts'), 'utf8');
    expect(made.length).toBeGreaterThan(8);
    for (const name of made) expect(offered).toContain(`${name}(`);
  });
});
