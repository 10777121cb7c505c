import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';
import { PLACEMENTS, TASK_OUTCOMES, TASK_STATES, type Placement, type TaskState } from '../../../shared/domain/screening.ts';
import { DAY_MS, startOfDay, type DayNumber } from '../../../shared/domain/time.ts';
import type { ReadDb, SqlCell } from '../db/database.ts';
import { joinSql, sql, Sql } from '../db/sql.ts';

/** Tasks of some batches as they stood at a moment. */
export interface AsOf {
  readonly batchIds: readonly number[];
  readonly asOfMs: number;
}

export interface BatchOfDay {
  readonly id: number;
  readonly code: string;
  readonly listVersion: number;
  readonly day: DayNumber;
  readonly pushedAtMs: number;
}

/**
 * The state that a task had at a moment is the last one in the order withdrawn > verified > deferred > unreachable > in progress > assigned >
 * pushed that it had entered by then. Placement and outcome carry no time: they are those of now.
 */
export const ENTERED: readonly (readonly [state: TaskState, column: string])[] = [
  ['withdrawn', 'withdrawn_at'],
  ['verified', 'verified_at'],
  ['deferred', 'deferred_at'],
  ['unreachable', 'unreachable_at'],
  ['inProgress', 'started_at'],
  ['assigned', 'assigned_at'],
];
const OPEN_STATES: readonly TaskState[] = ['pushed', 'assigned', 'inProgress', 'unreachable'];
const VERIFIED = TASK_STATES.indexOf('verified');

/** Overdue from the due moment itself: who is verified in that moment is on time, and nobody else can be any more. */
const COUNTS = [
  'COUNT(*)',
  ...TASK_STATES.map((_, state) => `COUNT(*) FILTER (WHERE state = ${state})`),
  `COUNT(*) FILTER (WHERE state = ${VERIFIED} AND verified_at <= due_at)`,
  `COUNT(*) FILTER (WHERE is_due AND state IN (${OPEN_STATES.map((state) => TASK_STATES.indexOf(state)).join(', ')}))`,
  ...TASK_OUTCOMES.slice(1).map((_, index) => `COUNT(*) FILTER (WHERE state = ${VERIFIED} AND outcome = ${index + 1})`),
].join(', ');

function batchList({ batchIds }: AsOf): Sql {
  return joinSql(
    batchIds.map((id) => sql`${id}`),
    ', ',
  );
}

function tasksAsOf(asOf: AsOf, where: Sql): Sql {
  const { asOfMs } = asOf;
  const states = ENTERED.map(([state, column]) => sql`WHEN ${new Sql(column, [])} <= ${asOfMs} THEN ${TASK_STATES.indexOf(state)}`);
  return sql`SELECT batch_id, grid, street, placement, outcome, verified_at, due_at, due_at <= ${asOfMs} AS is_due,
    CASE ${joinSql(states, ' ')} ELSE ${TASK_STATES.indexOf('pushed')} END AS state
    FROM task WHERE batch_id IN (${batchList(asOf)}) AND pushed_at <= ${asOfMs} AND ${where}`;
}

const PLACED = new Sql(`placement = ${PLACEMENTS.indexOf('placed')} AND grid >= 0`, []);

function placedIn({ from, to }: GridRange): Sql {
  return sql`${PLACED} AND grid >= ${from} AND grid < ${to}`;
}

function countsOf(cells: readonly SqlCell[]): AreaCounts {
  const at = (index: number) => Number(cells[index] ?? 0);
  return {
    listed: at(0),
    pushed: at(1),
    assigned: at(2),
    inProgress: at(3),
    verified: at(4),
    unreachable: at(5),
    deferred: at(6),
    withdrawn: at(7),
    verifiedOnTime: at(8),
    overdue: at(9),
    unplaced: 0,
    outcomes: TASK_OUTCOMES.slice(1).map((_, index) => at(10 + index)),
  };
}

/** Batches of the reporting days `fromDay` … `toDay` (both included), in the order in which they were pushed. */
export function batchesOfDays(read: ReadDb, fromDay: DayNumber, toDay: DayNumber): BatchOfDay[] {
  return read.rows<BatchOfDay>(sql`SELECT id, code, list_version AS listVersion, pushed_at AS pushedAtMs,
      CAST((due_at - ${startOfDay(fromDay)}) / ${DAY_MS} AS INTEGER) + CAST(${fromDay} AS INTEGER) AS day
    FROM batch WHERE due_at >= ${startOfDay(fromDay)} AND due_at < ${startOfDay(toDay + 1)} ORDER BY pushed_at, id`);
}

/** Counts of each grid of the range that has a task; `unplaced` is 0, because no unplaced task has a grid. */
export function gridCountsAsOf(read: ReadDb, asOf: AsOf, grids: GridRange): Map<number, AreaCounts> {
  const tasks = tasksAsOf(asOf, placedIn(grids));
  const rows = read.values(sql`SELECT grid, ${new Sql(COUNTS, [])} FROM (${tasks}) GROUP BY grid`);
  return new Map(rows.map(([grid, ...cells]) => [Number(grid), countsOf(cells)]));
}

/** Counts of all grids of the range together, without going through each of them. `unplaced` is 0. */
export function placedCountsAsOf(read: ReadDb, asOf: AsOf, grids: GridRange): AreaCounts {
  const [cells] = read.values(sql`SELECT ${new Sql(COUNTS, [])} FROM (${tasksAsOf(asOf, placedIn(grids))})`);
  return countsOf(cells ?? []);
}

/** Counts of all grids of the range together by batch; a batch without tasks there is not in it. `unplaced` is 0. */
export function batchCountsAsOf(read: ReadDb, asOf: AsOf, grids: GridRange): Map<number, AreaCounts> {
  const rows = read.values(sql`SELECT batch_id, ${new Sql(COUNTS, [])} FROM (${tasksAsOf(asOf, placedIn(grids))}) GROUP BY batch_id`);
  return new Map(rows.map(([batch, ...cells]) => [Number(batch), countsOf(cells)]));
}

/** Tasks that match no grid, or several, the withdrawn left out, by street (−1: not even that is known). `streets` is half-open. */
export function unplacedAsOf(read: ReadDb, asOf: AsOf, streets: GridRange): Map<number, Record<Exclude<Placement, 'placed'>, number>> {
  const tasks = tasksAsOf(asOf, sql`NOT (${PLACED}) AND street >= ${streets.from} AND street < ${streets.to}`);
  const rows = read.values(sql`SELECT street, COUNT(*) FILTER (WHERE placement <> ${PLACEMENTS.indexOf('ambiguous')}),
      COUNT(*) FILTER (WHERE placement = ${PLACEMENTS.indexOf('ambiguous')})
    FROM (${tasks}) WHERE state <> ${TASK_STATES.indexOf('withdrawn')} GROUP BY street`);
  return new Map(rows.map(([street, none, ambiguous]) => [Number(street), { none: Number(none), ambiguous: Number(ambiguous) }]));
}

/** The same by batch. */
export function unplacedByBatchAsOf(read: ReadDb, asOf: AsOf, streets: GridRange): Map<number, number> {
  const tasks = tasksAsOf(asOf, sql`NOT (${PLACED}) AND street >= ${streets.from} AND street < ${streets.to}`);
  const rows = read.values(
    sql`SELECT batch_id, COUNT(*) FROM (${tasks}) WHERE state <> ${TASK_STATES.indexOf('withdrawn')} GROUP BY batch_id`,
  );
  return new Map(rows.map(([batch, count]) => [Number(batch), Number(count)]));
}

export const NO_COUNTS: AreaCounts = countsOf([]);

export function addCounts(left: AreaCounts, right: AreaCounts): AreaCounts {
  return {
    listed: left.listed + right.listed,
    pushed: left.pushed + right.pushed,
    assigned: left.assigned + right.assigned,
    inProgress: left.inProgress + right.inProgress,
    verified: left.verified + right.verified,
    verifiedOnTime: left.verifiedOnTime + right.verifiedOnTime,
    unreachable: left.unreachable + right.unreachable,
    deferred: left.deferred + right.deferred,
    withdrawn: left.withdrawn + right.withdrawn,
    overdue: left.overdue + right.overdue,
    unplaced: left.unplaced + right.unplaced,
    outcomes: left.outcomes.map((count, index) => count + (right.outcomes[index] ?? 0)),
  };
}
