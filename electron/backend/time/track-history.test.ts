import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import { sql } from '../db/sql.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { TrackHistory } from './track-history.ts';

/** Two offices of the same city: one whose replica holds the positions of a moment, one that looks back to it by tracks. */
const THEN_MS = startOfDay(20_780) + 16 * HOUR_MS;
const NOW_MS = THEN_MS + 40 * MINUTE_MS;
/** Who is seen every ten seconds has ridden 45 m on by then, and a fix lies off by 5 m. */
const NEAR_UNITS = 6000;

let offices: readonly SimulatedOffice[] = [];
let history: TrackHistory;

beforeAll(async () => {
  offices = [await openSimulatedOffice(THEN_MS), await openSimulatedOffice(NOW_MS)];
  const [, later] = offices;
  if (later === undefined) throw new Error('no office');
  history = new TrackHistory(later.replica.read, later.city);
}, 120_000);

afterAll(() => {
  for (const office of offices) office.close();
});

it('finds everybody on duty where the positions of then had them, and grey whoever was silent', async () => {
  const [atMoment] = offices;
  const rows = atMoment?.replica.read.values(sql`SELECT worker_id, longitude, latitude, located_at FROM position ORDER BY worker_id`) ?? [];
  const { columns } = await history.standAt(THEN_MS, WHOLE_CITY);
  const found = new Map([...columns.id].map((id, row) => [id, row]));
  expect(rows.length).toBeGreaterThan(50);
  expect([...found.keys()].sort((left, right) => left - right)).toEqual(rows.map(([worker]) => Number(worker)));
  for (const [worker, longitude, latitude, locatedAt] of rows) {
    const row = found.get(Number(worker)) ?? -1;
    const isStale = THEN_MS - Number(locatedAt) > POSITION_STALE_MS;
    expect(THEN_MS - (columns.locatedAtMs[row] ?? 0) > POSITION_STALE_MS, `worker ${worker}`).toBe(isStale);
    expect(Math.abs((columns.longitude[row] ?? 0) - Number(longitude)), `worker ${worker}`).toBeLessThan(NEAR_UNITS);
    expect(Math.abs((columns.latitude[row] ?? 0) - Number(latitude)), `worker ${worker}`).toBeLessThan(NEAR_UNITS);
  }
});

it('tells of duty hours only', async () => {
  const [, later] = offices;
  const tracks = later?.replica.read.values(sql`SELECT worker_id, started_at, ends_at FROM track`) ?? [];
  for (const atMs of [THEN_MS - 5 * HOUR_MS, THEN_MS - 14 * HOUR_MS, THEN_MS - 30 * HOUR_MS]) {
    const onDuty = new Set(
      tracks.filter(([, from, until]) => Number(from) <= atMs && atMs < Number(until)).map(([worker]) => Number(worker)),
    );
    const { columns } = await history.standAt(atMs, WHOLE_CITY);
    expect(new Set(columns.id)).toEqual(onDuty);
  }
});

describe('the last quarter of an hour, of which the platform has not written everything', () => {
  /** What a moment says of a worker: when heard of, and whether that is all there is. */
  const statesAt = async (atMs: number): Promise<ReadonlyMap<number, readonly [locatedAtMs: number, isUnrecorded: number]>> => {
    const { columns } = await history.standAt(atMs, WHOLE_CITY);
    return new Map([...columns.id].map((id, row) => [id, [columns.locatedAtMs[row] ?? 0, columns.isUnrecorded[row] ?? 0]]));
  };
  const latest = (): ReadonlyMap<number, number> =>
    new Map(
      offices[1]?.replica.read.values(sql`SELECT worker_id, located_at FROM position`).map(([worker, at]) => [Number(worker), Number(at)]),
    );

  it('is no silence of whoever was heard since: only who has not been heard since is silent', async () => {
    const atMs = NOW_MS - MINUTE_MS;
    const states = await statesAt(atMs);
    const heardAt = latest();
    let unrecorded = 0;
    for (const [worker, [locatedAtMs, isUnrecorded]] of states) {
      const isOld = atMs - locatedAtMs > POSITION_STALE_MS;
      if (isUnrecorded === 1) {
        unrecorded++;
        expect([isOld, (heardAt.get(worker) ?? Infinity) > atMs], `worker ${worker}`).toEqual([true, true]);
      } else if (isOld) {
        expect(heardAt.get(worker), `worker ${worker}`).toBe(locatedAtMs);
      }
    }
    expect(unrecorded).toBeGreaterThan(0);
  });

  it('is all that is marked so: whatever was written is told as ever', async () => {
    const marked = [...(await statesAt(NOW_MS - 20 * MINUTE_MS)).values()].filter(([, isUnrecorded]) => isUnrecorded === 1);
    expect(marked).toEqual([]);
  });

  it('says of nobody that they were silent while positions themselves stay away', async () => {
    const marked = [...(await statesAt(NOW_MS + 30 * MINUTE_MS)).values()];
    expect(marked.length).toBeGreaterThan(0);
    for (const [locatedAtMs, isUnrecorded] of marked)
      expect(isUnrecorded === 1).toBe(NOW_MS + 30 * MINUTE_MS - locatedAtMs > POSITION_STALE_MS);
  });
});
