import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COORDINATE_SCALE } from '../../shared/city/city.ts';
import { DAY_MS } from '../../shared/domain/time.ts';
import { latticeCity } from './lattice-city.fixture.ts';
import { RowCheck, usableBounds } from './usable-rows.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 9, 58);
const bounds = usableBounds(latticeCity(4));
const middle = [(bounds.west + bounds.east) / 2, (bounds.south + bounds.north) / 2].map((degrees) => degrees * COORDINATE_SCALE);
const [longitude = 0, latitude = 0] = middle;

const anyNumber = fc.oneof(fc.double(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0, -1, 1e9), fc.integer());

describe('rows that reach the map', () => {
  it('are shown, or counted once by what is wrong with them, whatever they hold', () => {
    const row = fc.tuple(
      fc.oneof(anyNumber, fc.constant(longitude)),
      fc.oneof(anyNumber, fc.constant(latitude)),
      fc.oneof(anyNumber, fc.constant(NOW_MS)),
    );
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const check = new RowCheck(bounds, NOW_MS);
        const columns = { longitude: rows.map(([east]) => east), latitude: rows.map(([, north]) => north) };
        const times = rows.map(([, , timeMs]) => timeMs);
        const shown = rows.filter((_, index) => check.passes(columns, times, index));
        const { position, time } = check.leftOut;
        expect(shown.length + position + time).toBe(rows.length);
        for (const [east, north, timeMs] of shown) {
          expect(east / COORDINATE_SCALE).toBeGreaterThanOrEqual(bounds.west);
          expect(east / COORDINATE_SCALE).toBeLessThanOrEqual(bounds.east);
          expect(north / COORDINATE_SCALE).toBeGreaterThanOrEqual(bounds.south);
          expect(north / COORDINATE_SCALE).toBeLessThanOrEqual(bounds.north);
          expect(timeMs).toBeGreaterThan(0);
          expect(timeMs).toBeLessThanOrEqual(NOW_MS + DAY_MS);
        }
      }),
    );
  });

  it('may come from a clock that goes a little ahead, and from none that goes days ahead or was never set', () => {
    const check = new RowCheck(bounds, NOW_MS);
    const times = [NOW_MS + 5 * 60_000, NOW_MS + 3 * DAY_MS, 0, Number.NaN];
    const columns = { longitude: times.map(() => longitude), latitude: times.map(() => latitude) };
    expect(times.map((_, row) => check.passes(columns, times, row))).toEqual([true, false, false, false]);
    expect(check.leftOut).toEqual({ position: 0, time: 3 });
  });

  it('without a position are counted for it, not for their time as well', () => {
    const check = new RowCheck(bounds, NOW_MS);
    expect(check.passes({ longitude: [0], latitude: [0] }, [Number.NaN], 0)).toBe(false);
    expect(check.leftOut).toEqual({ position: 1, time: 0 });
  });
});
