import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { loadCity } from '../city/load-city.ts';
import { type FoundEntry, SearchIndex } from './search-index.ts';

let city: City;
let index: SearchIndex;

beforeAll(async () => {
  city = await loadCity(join(import.meta.dirname, '../../../resources/city'));
  index = new SearchIndex(city);
  await index.prepare();
}, 60_000);

function nameOf({ kind, index: row }: FoundEntry): string {
  return kind === 'compound' ? (city.compounds.name[row] ?? '') : areaName(city, { level: kind, index: row });
}

async function namesFound(text: string, limit = 20): Promise<string[]> {
  return (await index.find(text, limit, () => true)).map(nameOf);
}

describe('search', () => {
  it.each(['六合', '六合区', 'luhe', 'lh', 'lhq', 'LuHe', 'lu he', "lu'he", 'luhequ', 'liuhe', '320116'])(
    'finds 六合区 first by %s',
    async (text) => {
      expect((await namesFound(text))[0]).toBe('六合区');
    },
  );

  it.each([
    ['鼓楼', '鼓楼区'],
    ['gulou', '鼓楼区'],
    ['gul', '鼓楼区'],
    ['nanjing', '南京市'],
    ['nj', '南京市'],
    ['320106', '鼓楼区'],
    ['新街口', '新街口街道'],
    ['xinjiekou', '新街口街道'],
  ])('finds by %s first %s', async (text, name) => {
    expect((await namesFound(text))[0]).toBe(name);
  });

  it('finds what lies in the middle of a name, from the start of a syllable on only', async () => {
    expect(await namesFound('新村', 100)).toContain('梅园新村街道');
    expect(await namesFound('xincun', 100)).toContain('梅园新村街道');
    const found = await namesFound('uan', 100);
    expect(found).not.toContain('梅园新村街道');
  });

  it('puts the whole name before its beginnings, these before the rest, and the higher level first', async () => {
    const found = await index.find('320106', 5, () => true);
    expect(found.map(({ kind }) => kind)).toEqual(['district', 'street', 'street', 'street', 'street']);
    const names = await namesFound('梅园新村', 10);
    expect(names.slice(0, 3)).toEqual(['梅园新村街道', '梅园新村社区', '梅园新村社区01网格']);
  });

  it('finds every grid by its code and every compound by its name', async () => {
    for (const grid of [0, 5000, city.grids.count - 1]) {
      expect(await index.find(city.grids.code[grid] ?? '', 5, () => true)).toContainEqual({ kind: 'grid', index: grid });
    }
    for (const compound of [0, 2700, city.compounds.count - 1]) {
      const found = await index.find(city.compounds.name[compound] ?? '', 200, ({ kind }) => kind === 'compound');
      expect(found).toContainEqual({ kind: 'compound', index: compound });
    }
  });

  it('finds nothing by nothing, by nonsense and by signs that mean something in a pattern', async () => {
    for (const text of ['', '   ', 'zzzz', '.*', '(', '[a', '%', "'"]) expect(await namesFound(text), text).toEqual([]);
  });
});
