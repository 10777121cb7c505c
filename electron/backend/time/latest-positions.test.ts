import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { openDatabase } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { LatestPositions } from './latest-positions.ts';

const AT_MS = 1_795_363_200_000;
const PLACE = { longitude: 1_187_800_000, latitude: 320_600_000 } as const;
const RECORDED = { longitude: 1_187_700_000, latitude: 320_500_000, locatedAtMs: AT_MS - 12 * MINUTE_MS } as const;

/** Of workers 1, 2 … minutes after the moment at which each was located last. */
function latestAfter(minutes: readonly number[]): LatestPositions {
  const db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
  db.execute('CREATE TABLE position (worker_id INTEGER, longitude INTEGER, latitude INTEGER, located_at INTEGER)');
  for (const [index, after] of minutes.entries())
    db.run(sql`INSERT INTO position VALUES (${index + 1}, ${PLACE.longitude}, ${PLACE.latitude}, ${AT_MS + after * MINUTE_MS})`);
  return new LatestPositions(db, AT_MS);
}

it('knows where and since when somebody is silent who was not heard after the moment', () => {
  const latest = latestAfter([-11, 1]);
  expect(latest.of(1, RECORDED)).toEqual({ ...PLACE, locatedAtMs: AT_MS - 11 * MINUTE_MS, isUnrecorded: false });
});

it('says of whoever was heard after the moment that the place is not written yet', () => {
  expect(latestAfter([1]).of(1, RECORDED)).toEqual({ ...RECORDED, isUnrecorded: true });
  expect(latestAfter([1]).of(7, RECORDED)).toEqual({ ...RECORDED, isUnrecorded: true });
});

it('takes a place of the last ten minutes as good, as now', () => {
  const recent = { ...RECORDED, locatedAtMs: AT_MS - 9 * MINUTE_MS };
  expect(latestAfter([1]).of(1, recent)).toEqual({ ...recent, isUnrecorded: false });
  expect(latestAfter([-2, 1]).of(1, RECORDED)).toEqual({ ...PLACE, locatedAtMs: AT_MS - 2 * MINUTE_MS, isUnrecorded: false });
});

it('calls nobody silent while nobody was heard up to the moment', () => {
  expect(latestAfter([-11, -11]).of(1, RECORDED)).toMatchObject({ isUnrecorded: true });
});
