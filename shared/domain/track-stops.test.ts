import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyPath, CENTER, METER_UNITS, pathFrom, STARTED_AT_MS } from './testing/track-paths.ts';
import { metersBetween, pathRow, TRACK_LINK, type TrackPath } from './track-path.ts';
import { gapsOf, STOP_LEAST_MS, STOP_RADIUS_METERS, stopsOf } from './track-stops.ts';
import { MINUTE_MS } from './time.ts';

function rowsWithin(path: TrackPath, fromMs: number, untilMs: number) {
  return Array.from(path.atMs, (_, index) => pathRow(path, index)).filter(({ atMs }) => atMs >= fromMs && atMs <= untilMs);
}

describe('stops', () => {
  it('are where somebody stood at a door, for as long as that, and not on the way', () => {
    const path = pathFrom([
      { afterMs: 0, eastMeters: 0 },
      { afterMs: 20 * MINUTE_MS, eastMeters: 0 },
      { afterMs: 4 * MINUTE_MS, eastMeters: 300 },
      { afterMs: 5 * MINUTE_MS, eastMeters: 308, northMeters: 6 },
      { afterMs: 5 * MINUTE_MS, eastMeters: 300 },
      { afterMs: 4 * MINUTE_MS, eastMeters: 0 },
    ]);
    const stops = stopsOf(path);
    expect(stops.map(({ fromMs, untilMs }) => [fromMs - STARTED_AT_MS, untilMs - fromMs])).toEqual([
      [0, 20 * MINUTE_MS],
      [24 * MINUTE_MS, 10 * MINUTE_MS],
    ]);
    expect(stops[0]).toMatchObject(CENTER);
    expect((stops[1]?.longitude ?? 0) - CENTER.longitude).toBe(304 * METER_UNITS);
  });

  it('do not reach over a gap, though somebody is in the same place after it', () => {
    const path = pathFrom([
      { afterMs: 0, eastMeters: 0 },
      { afterMs: 10 * MINUTE_MS, eastMeters: 0 },
      { afterMs: 15 * MINUTE_MS, eastMeters: 0, link: TRACK_LINK.gap },
      { afterMs: 10 * MINUTE_MS, eastMeters: 0 },
    ]);
    expect(stopsOf(path).map(({ fromMs, untilMs }) => untilMs - fromMs)).toEqual([10 * MINUTE_MS, 10 * MINUTE_MS]);
  });

  it('come in order, last long enough, hold fixes near their first alone, and end where the next one is not', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        let before = Number.NEGATIVE_INFINITY;
        for (const { fromMs, untilMs, longitude, latitude } of stopsOf(path)) {
          expect(fromMs).toBeGreaterThan(before);
          expect(untilMs - fromMs).toBeGreaterThanOrEqual(STOP_LEAST_MS);
          const [first, ...rest] = rowsWithin(path, fromMs, untilMs);
          if (first === undefined) throw new Error('a stop without a fix');
          for (const row of rest) {
            expect(row.link).toBe(TRACK_LINK.way);
            expect(metersBetween(first, row)).toBeLessThanOrEqual(STOP_RADIUS_METERS);
          }
          expect(metersBetween(first, { longitude, latitude })).toBeLessThanOrEqual(STOP_RADIUS_METERS + 1);
          const next = Array.from(path.atMs, (_, index) => pathRow(path, index)).find(({ atMs }) => atMs > untilMs);
          if (next?.link === TRACK_LINK.way) expect(metersBetween(first, next)).toBeGreaterThan(STOP_RADIUS_METERS);
          before = untilMs;
        }
      }),
    );
  });
});

describe('gaps', () => {
  const path = pathFrom([
    { afterMs: 20 * MINUTE_MS, eastMeters: 0 },
    { afterMs: 10 * MINUTE_MS, eastMeters: 0 },
    { afterMs: 15 * MINUTE_MS, eastMeters: 0, link: TRACK_LINK.gap },
  ]);
  const at = (minutes: number): number => STARTED_AT_MS + minutes * MINUTE_MS;

  it('are told with their length, also before the first fix and behind the last one', () => {
    expect(gapsOf(path, { fromMs: at(0), untilMs: at(70) }, 10 * MINUTE_MS)).toEqual([
      { fromMs: at(0), untilMs: at(20) },
      { fromMs: at(30), untilMs: at(45) },
      { fromMs: at(45), untilMs: at(70) },
    ]);
  });

  it('are not made of what was not written yet', () => {
    expect(gapsOf(path, { fromMs: at(15), untilMs: at(50) }, 10 * MINUTE_MS)).toEqual([{ fromMs: at(30), untilMs: at(45) }]);
  });

  it('are the whole of a shift of which nothing was heard', () => {
    expect(gapsOf(pathFrom([]), { fromMs: at(0), untilMs: at(30) }, 10 * MINUTE_MS)).toEqual([{ fromMs: at(0), untilMs: at(30) }]);
  });
});
