import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { TopicEvent } from '../../../shared/contract/topics.ts';
import { WALL_NO_DATA, WALL_TOO_FEW, type WallSnapshot } from '../../../shared/contract/wall.ts';
import { ALERT_KINDS, PREMISES_ALERT_KINDS } from '../../../shared/domain/alerts.ts';
import { type AreaRef, childAreas, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { coverageRate } from '../../../shared/domain/rates.ts';
import { FEWEST_SHOWN, HIDDEN_COUNT } from '../../../shared/domain/suppression.ts';
import { HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { areaCounts } from '../queries/area-counts.ts';
import { TASK_STATE } from '../queries/codes.ts';
import { testRow } from '../replication/testing/rows.ts';
import { openTopicOffice, type TopicOffice } from './testing/topic-office.ts';

/** 2026-11-23 16:00 in Shanghai. */
const START_MS = startOfDay(20_780) + 16 * HOUR_MS;
const CANARY = '紫金山路一号院三幢';

let opened: TopicOffice;
beforeAll(async () => {
  opened = await openTopicOffice(START_MS);
}, 60_000);
afterAll(() => opened.close());

function wallOf(competence: AreaRef = WHOLE_CITY): WallSnapshot {
  const caller: Caller = { face: 'wall', user: '', role: 'operator', competence };
  const events: TopicEvent<'wall'>[] = [];
  const end = opened.publisher.subscribe('wall', {}, caller, null, (event) => events.push(event));
  opened.office.clock.advance(5000);
  end();
  const last = events.at(-1);
  if (last === undefined) throw new Error('the wall was told nothing');
  return last.data;
}

/** Everything in a snapshot that is a number or a text, wherever it stands. */
function leavesOf(value: unknown): (number | string)[] {
  if (typeof value === 'number' || typeof value === 'string') return [value];
  if (ArrayBuffer.isView(value)) return Array.from(value as Uint8Array);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leavesOf) : [];
}

describe('what the wall is told', () => {
  it('is the same figure as the console’s wherever it may be said', () => {
    const wall = wallOf();
    const rate = coverageRate(areaCounts(opened.context, { area: WHOLE_CITY, scope: { kind: 'today' } }), 'withDeferred') ?? 0;
    expect(wall.home.rates.withDeferred.perMille[0]).toBe(Math.round(rate * 1000));
    const open = opened.office.replica.read.value<number>(sql`SELECT COUNT(*) FROM alert WHERE state < 2`) ?? 0;
    const premises = wall.premisesAlertsByLevel.reduce((total, count) => total + count, 0);
    expect([premises + wall.personAlerts, wall.home.premisesAlerts[0]]).toEqual([open, premises]);
    expect(wall.latestAlerts.every(({ kind }) => PREMISES_ALERT_KINDS.some((name) => name === ALERT_KINDS[kind]))).toBe(true);
  });

  it('holds no count of one to four people, in no area, and none that a subtraction gives', () => {
    const { city } = opened.office;
    const wall = wallOf();
    const shownOf = ({ level, index }: AreaRef): number =>
      ({ city: wall.home, district: wall.districts, street: wall.streets, community: wall.communities, grid: wall.home })[level].overdue[
        level === 'city' ? 0 : index
      ] ?? HIDDEN_COUNT;
    const parents: AreaRef[] = [WHOLE_CITY, ...childAreas(city, WHOLE_CITY)];
    parents.push(...childAreas(city, WHOLE_CITY).flatMap((district) => childAreas(city, district)));
    for (const parent of parents) {
      const total = shownOf(parent);
      const parts = childAreas(city, parent).map(shownOf);
      expect([total, ...parts].filter((count) => count > 0 && count < FEWEST_SHOWN)).toEqual([]);
      const hidden = parts.filter((count) => count === HIDDEN_COUNT).length;
      if (total === HIDDEN_COUNT) expect(hidden).toBe(parts.length);
      if (hidden === 0 || hidden === parts.length || total === HIDDEN_COUNT) continue;
      const left = total - parts.reduce((sum, count) => sum + Math.max(count, 0), 0);
      expect([hidden >= 2, left - (hidden - 1) >= FEWEST_SHOWN]).toEqual([true, true]);
    }
    for (const count of [wall.unplaced, wall.workersOnDuty, wall.personAlerts])
      expect(count === HIDDEN_COUNT || count === 0 || count >= 5).toBe(true);
  });

  it('tells a grid of fewer than five people by its community or street', () => {
    const { city, replica } = opened.office;
    const wall = wallOf();
    const today = sql`SELECT id FROM batch WHERE due_at >= ${startOfDay(20_780)} AND due_at < ${startOfDay(20_781)}`;
    const small = replica.read
      .values(
        sql`SELECT grid FROM task WHERE placement = 0 AND state <> ${TASK_STATE.withdrawn} AND batch_id IN (${today}) GROUP BY grid HAVING COUNT(*) < 5`,
      )
      .map(([grid]) => Number(grid));
    expect(small.length).toBeGreaterThan(0);
    for (const grid of small) {
      const rates = [
        wall.communities.rates.withDeferred.classes[city.grids.community[grid] ?? 0],
        wall.streets.rates.withDeferred.classes[city.grids.street[grid] ?? 0],
      ];
      const expected = rates.find((rateClass) => rateClass !== WALL_TOO_FEW) ?? WALL_TOO_FEW;
      expect(wall.gridClasses.withDeferred[grid]).toBe(expected);
    }
  });

  it('names no person, no address, no device and no place finer than a street', async () => {
    const { office, apply } = opened;
    const before = wallOf();
    const at = { grid: 77, longitude: 1_187_712_345, latitude: 320_512_345, address: CANARY, device: CANARY, raised_at: START_MS - 90_001 };
    await apply([
      {
        op: 'upsert',
        table: 'alert',
        row: testRow('alert', { id: 990_001, ...at, kind: ALERT_KINDS.indexOf('quarantineBreach'), level: 0 }),
      },
      { op: 'upsert', table: 'alert', row: testRow('alert', { id: 990_002, ...at, kind: ALERT_KINDS.indexOf('gas'), level: 0 }) },
      { op: 'upsert', table: 'task', row: testRow('task', { id: 990_003, grid: 77, person_name: CANARY, address: CANARY }) },
    ]);
    const wall = wallOf();
    expect(wall.personAlerts).toBe(before.personAlerts + 1);
    const gas = wall.latestAlerts.find(
      ({ kind, street }) => kind === ALERT_KINDS.indexOf('gas') && street === office.city.grids.street[77],
    );
    expect(gas).toMatchObject({ level: 0, raised: 1 });
    expect((gas?.raisedAtMs ?? 1) % MINUTE_MS).toBe(0);
    const { program, pinned: _, ...told } = wall;
    const leaves = leavesOf(told);
    expect(leaves.filter((leaf) => typeof leaf === 'string')).toEqual([]);
    for (const secret of [at.longitude, at.latitude, 990_001, 990_002, 990_003, at.raised_at]) expect(leaves).not.toContain(secret);
    expect(JSON.stringify(program)).not.toContain(CANARY);
  });

  it('is of the area of competence and nothing else', () => {
    const { city } = opened.office;
    const street: AreaRef = { level: 'street', index: 30 };
    const wall = wallOf(street);
    const { from, to } = gridRangeOf(city, street);
    const isTold = (rateClass: number): boolean => rateClass < WALL_NO_DATA;
    expect(wall.gridClasses.withDeferred.some((rateClass, grid) => isTold(rateClass) && (grid < from || grid >= to))).toBe(false);
    expect(wall.gridClasses.withDeferred.subarray(from, to).some(isTold)).toBe(true);
    expect(wall.latestAlerts.every((alert) => alert.street === street.index)).toBe(true);
  });
});
