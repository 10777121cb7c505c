import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../shared/domain/time.ts';
import { canContinue, formatCursor, parseCursor, type CityIdentity } from './cursor.ts';
import { at } from './testing/city-run.ts';

const IDENTITY: CityIdentity = { seed: 7, preset: 'city', cityVersion: '0a1b2c3d4e5f' };
const CURSOR = { atMs: at('2026-11-23 18:00'), demonstrationDay: 20_780 };

describe('a position of the simulated city', () => {
  it('comes back from its text', () => {
    expect(parseCursor(IDENTITY, formatCursor(IDENTITY, CURSOR))).toEqual(CURSOR);
  });

  it.each<[string, Partial<CityIdentity>]>([
    ['another seed', { seed: 8 }],
    ['another preset', { preset: 'full' }],
    ['another city file', { cityVersion: '1a1b2c3d4e5f' }],
  ])('says nothing to a city of %s', (_, other) => {
    expect(parseCursor({ ...IDENTITY, ...other }, formatCursor(IDENTITY, CURSOR))).toBeNull();
  });

  it('can be continued while no row has left that came after it', () => {
    expect(canContinue(CURSOR, CURSOR.atMs + 13 * DAY_MS)).toBe(true);
    expect(canContinue(CURSOR, CURSOR.atMs + 15 * DAY_MS)).toBe(false);
    expect(canContinue(CURSOR, CURSOR.atMs - HOUR_MS)).toBe(true);
    expect(canContinue(CURSOR, CURSOR.atMs - HOUR_MS - 1)).toBe(false);
  });
});
