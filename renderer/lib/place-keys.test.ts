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
