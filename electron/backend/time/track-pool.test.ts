import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodedFixes, type Fix, STARTED_AT_MS } from '../../../shared/domain/track-fixes.fixture.ts';
import { TrackPool } from './track-pool.ts';

const LAST_MS = STARTED_AT_MS + 40_000_000;

/** Ways within some degrees of a place; coordinates in 1e-7 degrees. */
function ways(reachDegrees: number): fc.Arbitrary<Fix[]> {
  const offset = fc.integer({ min: -reachDegrees * 1e6, max: reachDegrees * 1e6 });
  return fc
    .array(fc.record({ afterSeconds: fc.integer({ min: 1, max: 3_600 }), east: offset, north: offset, isAfterGap: fc.boolean() }), {
      minLength: 1,
      maxLength: 30,
    })
    .map((steps) => {
      let atMs = STARTED_AT_MS;
      return steps.map(({ afterSeconds, east, north, isAfterGap }) => ({
        atMs: (atMs += afterSeconds * 1000),
        longitude: 1_187_800_000 + east * 10,
        latitude: 320_600_000 + north * 10,
        isAfterGap,
      }));
    });
}

function put(pool: TrackPool, id: number, written: readonly Fix[], knownUntilMs = written.at(-1)?.atMs ?? 0): void {
  const span = { startedAtMs: STARTED_AT_MS, endsAtMs: LAST_MS, knownUntilMs };
  pool.put({ id, worker: id, ...span, role: 0, grid: 0, fixes: encodedFixes(written) });
}

/** Between two fixes on the straight way, else where the last word was; null before the first. */
function expected(written: readonly Fix[], momentMs: number) {
  const from = written.findLast(({ atMs }) => atMs <= momentMs);
  const to = written.find(({ atMs }) => atMs > momentMs);
  if (from === undefined) return null;
  if (to === undefined || to.isAfterGap) return { longitude: from.longitude, latitude: from.latitude, locatedAtMs: from.atMs };
  const share = (momentMs - from.atMs) / (to.atMs - from.atMs);
  const along = (one: number, other: number): number => Math.round(one + (other - one) * share);
  return { longitude: along(from.longitude, to.longitude), latitude: along(from.latitude, to.latitude), locatedAtMs: momentMs };
}

const moment = fc.nat(40_000_000).map((sinceMs) => STARTED_AT_MS + sinceMs);

describe('tracks in flat arrays', () => {
  it('place everybody between two fixes, exactly, where a way stays within a few kilometres', () => {
    fc.assert(
      fc.property(fc.array(ways(0.03), { minLength: 1, maxLength: 12 }), moment, (tracks, momentMs) => {
        const pool = new TrackPool();
        for (const [id, written] of tracks.entries()) put(pool, id, written);
        pool.trim();
        for (const [row, written] of tracks.entries()) expect(pool.positionAt(row, momentMs)).toEqual(expected(written, momentMs));
      }),
    );
  });

  it('place whoever rides across a country to within a unit of the way', () => {
    fc.assert(
      fc.property(ways(20), moment, (written, momentMs) => {
        const pool = new TrackPool();
        put(pool, 1, written);
        const [position, exact] = [pool.positionAt(0, momentMs), expected(written, momentMs)];
        // 40 degrees in 65,534 steps.
        const most = 10 * 2 ** Math.ceil(Math.log2(20e6 / 32_767));
        expect(position?.locatedAtMs).toBe(exact?.locatedAtMs);
        expect(Math.abs((position?.longitude ?? 0) - (exact?.longitude ?? 0))).toBeLessThanOrEqual(most);
        expect(Math.abs((position?.latitude ?? 0) - (exact?.latitude ?? 0))).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('are those that were put last, whatever was put, put again and removed before, in whatever order', () => {
    const step = fc.record({ id: fc.integer({ min: 1, max: 9 }), way: fc.option(ways(0.03)) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), moment, (steps, momentMs) => {
        const pool = new TrackPool();
        const last = new Map<number, readonly Fix[]>();
        for (const { id, way } of steps) {
          if (way === null) {
            pool.remove(id);
            last.delete(id);
          } else {
            put(pool, id, way);
            last.set(id, way);
          }
        }
        const onDuty = Array.from({ length: pool.count }, (_, row) => row).filter((row) => momentMs < (pool.tracks.endsAtMs[row] ?? 0));
        expect(onDuty.map((row) => pool.tracks.id[row]).sort()).toEqual(momentMs < LAST_MS ? [...last.keys()].sort() : []);
        for (const row of onDuty)
          expect(pool.positionAt(row, momentMs)).toEqual(expected(last.get(pool.tracks.id[row] ?? 0) ?? [], momentMs));
      }),
    );
  });

  it('let the last word stand as long as the platform has written', () => {
    const pool = new TrackPool();
    const fix = { atMs: STARTED_AT_MS + 60_000, longitude: 1_187_800_000, latitude: 320_600_000, isAfterGap: false };
    put(pool, 1, [fix], STARTED_AT_MS + 900_000);
    expect(pool.positionAt(0, STARTED_AT_MS + 600_000)?.locatedAtMs).toBe(STARTED_AT_MS + 600_000);
    expect(pool.positionAt(0, STARTED_AT_MS + 1_800_000)?.locatedAtMs).toBe(STARTED_AT_MS + 900_000);
    expect(pool.positionAt(0, STARTED_AT_MS + 59_000)).toBeNull();
  });

  it('take some ten bytes a fix, also when they are read again and again', () => {
    const pool = new TrackPool();
    const walked = Array.from({ length: 40 }, (_, step) => ({
      atMs: STARTED_AT_MS + step * 600_000,
      longitude: 1_187_800_000 + (step % 7) * 40_000,
      latitude: 320_600_000 - (step % 5) * 40_000,
      isAfterGap: false,
    }));
    for (let id = 0; id < 1000; id += 1) put(pool, id, walked);
    pool.trim();
    expect(pool.byteLength / (1000 * walked.length)).toBeLessThan(10);
    for (let again = 0; again < 5000; again += 1) put(pool, again % 1000, walked);
    expect(pool.byteLength / (1000 * walked.length)).toBeLessThan(24);
  });
});
