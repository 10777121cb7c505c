import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heardMs, metersBetween, partsInside, pathAt, pathOfShift, SAMPLE_METERS, TRACK_LINK, type TrackPoint } from './track-path.ts';
import { anyPath, CENTER, METER_UNITS, pathFrom } from './testing/track-paths.ts';

const EAST_EDGE = CENTER.longitude + 200 * METER_UNITS;
const isWest = ({ longitude }: TrackPoint): boolean => longitude < EAST_EDGE;

describe('a path', () => {
  it('begins with its shift, and tells gaps from ways', () => {
    const fixes = { atMs: new Float64Array([1, 2, 3]), longitude: new Int32Array(3), latitude: new Int32Array(3) };
    expect([...pathOfShift({ ...fixes, isAfterGap: new Uint8Array([1, 0, 1]) }).link]).toEqual([
      TRACK_LINK.start,
      TRACK_LINK.way,
      TRACK_LINK.gap,
    ]);
  });

  it('measures a minute of latitude as 1,853 metres', () => {
    const north = { longitude: CENTER.longitude, latitude: CENTER.latitude + 1e7 / 60 };
    expect(metersBetween(CENTER, north)).toBeGreaterThan(1850);
    expect(metersBetween(CENTER, north)).toBeLessThan(1856);
  });

  it('has parts inside of an area that hold nothing of outside, in order of time, and are whole where all is inside', () => {
    fc.assert(
      fc.property(anyPath, (path) => {
        const inside = partsInside(path, isWest);
        for (let index = 0; index < inside.atMs.length; index += 1) {
          expect(isWest({ longitude: inside.longitude[index] ?? 0, latitude: inside.latitude[index] ?? 0 })).toBe(true);
          if (index > 0) expect(inside.atMs[index] ?? 0).toBeGreaterThanOrEqual(inside.atMs[index - 1] ?? 0);
        }
        expect(heardMs(inside)).toBeLessThanOrEqual(heardMs(path));
        expect(partsInside(path, () => true)).toEqual(path);
        expect(partsInside(path, () => false).atMs).toHaveLength(0);
      }),
    );
  });

  it('ends and begins at the border to the step in which ways are looked at', () => {
    const path = pathFrom([
      { afterMs: 0, eastMeters: 0 },
      { afterMs: 400_000, eastMeters: 400 },
      { afterMs: 400_000, eastMeters: 0 },
    ]);
    const inside = partsInside(path, isWest);
    expect([...inside.link]).toEqual([TRACK_LINK.start, TRACK_LINK.way, TRACK_LINK.start, TRACK_LINK.way]);
    expect(Math.abs(heardMs(inside) - 400_000)).toBeLessThanOrEqual(2 * SAMPLE_METERS * 1000);
  });

  it('places nobody between its parts, and at the last word in a gap', () => {
    fc.assert(
      fc.property(anyPath, fc.nat(20_000_000), (path, afterMs) => {
        const momentMs = (path.atMs[0] ?? 0) + afterMs;
        const place = pathAt(path, momentMs);
        const next = path.atMs.findIndex((atMs) => atMs > momentMs);
        const before = path.atMs[(next < 0 ? path.atMs.length : next) - 1] ?? 0;
        if (next < 0 || path.link[next] === TRACK_LINK.start) expect(place?.atMs ?? momentMs).toBe(momentMs);
        else if (path.link[next] === TRACK_LINK.gap) expect(place?.atMs).toBe(before);
        else expect(place?.atMs).toBe(momentMs);
      }),
    );
  });
});
