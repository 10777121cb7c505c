import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deedOf, PLACE_KEYS, type Place } from './place-keys.ts';

const places = Object.keys(PLACE_KEYS) as Place[];

describe.each(places)('keys in the place %s', (place) => {
  it('mean one thing each', () => {
    const keys: string[] = PLACE_KEYS[place].flatMap((row) => [...row.keys]);
    expect(new Set(keys).size).toBe(keys.length);
    for (const row of PLACE_KEYS[place]) for (const key of row.keys) expect(deedOf(place, key)).toBe(row.deed);
  });

  it('mean nothing when Ctrl or Alt is held, which belong to the whole window', () => {
    for (const row of PLACE_KEYS[place]) for (const key of row.keys) expect(deedOf(place, `Ctrl+${key}`)).toBeNull();
  });
});

describe('the list of keys', () => {
  const renderer = join(import.meta.dirname, '..');
  const paths = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'));
  const sourceOf = (path: string): string => readFileSync(join(renderer, path), 'utf8');

  it('is where every key is looked up: nothing reads one from an event otherwise', () => {
    const readsKey = /\b(event|press|pressed|nativeEvent)\.(key|keyCode)\b|\(\{[^)}]*\bkey\b[^)}]*\}: (Keyboard|React\.Keyboard)/;
    expect(paths.filter((path) => readsKey.test(sourceOf(path)))).toEqual(['lib/key-press.ts']);
  });

  it('has no place that nothing asks for', () => {
    const all = paths.map(sourceOf).join('\n');
    // The keys of a wall are heeded by its host.
    for (const place of places.filter((name) => name !== 'wall')) expect(all).toContain(`deedOf('${place}'`);
  });
});
