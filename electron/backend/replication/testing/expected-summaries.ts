import { TASK_OUTCOMES, TASK_STATES } from '../../../../shared/domain/screening.ts';
import { HOUR_MS } from '../../../../shared/domain/time.ts';
import type { AlertRow } from '../../../../shared/tables/alert.table.ts';
import type { BatchRow } from '../../../../shared/tables/batch.table.ts';
import type { PositionRow } from '../../../../shared/tables/position.table.ts';
import type { TaskRow } from '../../../../shared/tables/task.table.ts';
import type { WorkOrderRow } from '../../../../shared/tables/work-order.table.ts';
import type { ReadDb } from '../../db/database.ts';
import { Sql, sql } from '../../db/sql.ts';
import { COUNTS_A_GRID } from '../summaries/coverage-counts.ts';
import { type CoverageRow, recountedCoverage } from '../summaries/coverage-recount.ts';
import { ALL_TASKS } from '../summaries/coverage-table.ts';
import { firstGridOf, visitTile } from '../summaries/coverage-tile.ts';
import { SUMMARY_TABLES } from '../summaries/index.ts';
import type { SummaryTable } from '../summaries/summary-table.ts';

type Rows = readonly (readonly number[])[];

/** Adds up [keys, counts] pairs by key, drops rows of zeros and sorts: the plainest way to count. */
function tally(pairs: readonly (readonly [readonly number[], readonly number[]])[]): Rows {
  const sums = new Map<string, number[]>();
  for (const [key, counts] of pairs) {
    const sum = sums.get(key.join()) ?? counts.map(() => 0);
    sums.set(
      key.join(),
      sum.map((value, index) => value + (counts[index] ?? 0)),
    );
  }
  return sortRows(
    [...sums].filter(([, sum]) => sum.some((value) => value > 0)).map(([key, sum]) => [...key.split(',').map(Number), ...sum]),
  );
}

function sortRows(rows: readonly (readonly number[])[]): Rows {
  return rows.toSorted((a, b) => {
    const index = a.findIndex((value, at) => value !== b[at]);
    return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
  });
}

const bit = (condition: boolean) => (condition ? 1 : 0);

function coverageOf(task: TaskRow): readonly number[] {
  const state = TASK_STATES[task.state];
  const verified = state === 'verified';
  return [
    1,
    ...TASK_STATES.map((name) => bit(name === state)),
    bit(verified && task.verified_at !== null && task.verified_at <= task.due_at),
    ...TASK_OUTCOMES.slice(1).map((name) => bit(verified && name === TASK_OUTCOMES[task.outcome])),
  ];
}

function expectedCoverage(tasks: readonly TaskRow[], batches: readonly BatchRow[]): Record<string, Rows> {
  const dueOfBatch = new Map(batches.map((batch) => [batch.id, batch.due_at]));
  const isPlaced = (task: TaskRow) => task.placement === 0 && task.grid >= 0;
  const placed = tasks.filter(isPlaced);
  const open = placed.filter((task) => ['pushed', 'assigned', 'inProgress', 'unreachable'].includes(TASK_STATES[task.state] ?? ''));
  return {
    summary_coverage: tally(
      placed.flatMap((task) => [task.batch_id, ALL_TASKS].map((batch) => [[batch, task.grid], coverageOf(task)] as const)),
    ),
    summary_unplaced: tally(
      tasks
        .filter((task) => !isPlaced(task))
        .map((task) => [
          [task.batch_id, task.street, task.placement],
          [1, bit(TASK_STATES[task.state] === 'withdrawn')],
        ]),
    ),
    summary_own_due: tally(
      open.flatMap((task) => {
        const due = dueOfBatch.get(task.batch_id);
        if (due === task.due_at) return [];
        const own = [
          [task.grid, task.batch_id, task.due_at],
          [1, 0],
        ] as const;
        return due === undefined
          ? [own]
          : [
              own,
              [
                [task.grid, task.batch_id, due],
                [0, 1],
              ] as const,
            ];
      }),
    ),
  };
}

function placeOf(row: { readonly placement: number; readonly grid: number }): number {
  return row.placement === 0 && row.grid >= 0 ? row.grid : -1;
}

function expectedAlerts(alerts: readonly AlertRow[]): Record<string, Rows> {
  return {
    summary_alert_open: tally(
      alerts.map((alert) => [
        [placeOf(alert), alert.level],
        [bit(alert.state === 0), bit(alert.state === 1)],
      ]),
    ),
    summary_alert_hour: tally(
      alerts.map((alert) => [
        [Math.floor((alert.raised_at + 8 * HOUR_MS) / HOUR_MS), placeOf(alert)],
        [0, 1, 2, 3].map((level) => bit(alert.level === level)),
      ]),
    ),
  };
}

/** Every summary by counting rows one by one in JavaScript, without any of the replica's SQL. */
export function expectedSummaries(db: ReadDb): Record<string, Rows> {
  const openOrders = db.rows<WorkOrderRow>(sql`SELECT * FROM work_order`).filter((order) => order.state !== 4 && order.state !== 5);
  return {
    ...expectedCoverage(db.rows<TaskRow>(sql`SELECT * FROM task`), db.rows<BatchRow>(sql`SELECT * FROM batch`)),
    ...expectedAlerts(db.rows<AlertRow>(sql`SELECT * FROM alert`)),
    summary_work_order_open: tally(
      openOrders.map((order) => [[placeOf(order)], [1, bit(order.supervised !== 0), bit(order.deferred_at !== null)]]),
    ),
    summary_worker_grid: tally(db.rows<PositionRow>(sql`SELECT * FROM position`).map((position) => [[position.grid], [1]])),
  };
}

function rowsOfTiles(tiles: Iterable<CoverageRow>): Rows {
  const rows: number[][] = [];
  for (const { batchId, block, counts: bytes } of tiles) {
    visitTile(bytes, (grid, counts, offset) => {
      rows.push([batchId, firstGridOf(block) + grid, ...Array.from(counts).slice(offset, offset + COUNTS_A_GRID)]);
    });
  }
  return sortRows(rows);
}

function rowsOfTables(read: (table: SummaryTable) => Sql, db: ReadDb): Record<string, Rows> {
  return Object.fromEntries(SUMMARY_TABLES.map((table) => [table.name, sortRows(db.values(read(table)) as number[][])]));
}

function storedTiles(db: ReadDb): readonly CoverageRow[] {
  return db.rows<CoverageRow>(sql`SELECT batch_id AS batchId, block, counts FROM summary_coverage`);
}

/** The summaries as they stand. */
export function storedSummaries(db: ReadDb): Record<string, Rows> {
  return { ...rowsOfTables(({ name }) => new Sql(`SELECT * FROM ${name}`, []), db), summary_coverage: rowsOfTiles(storedTiles(db)) };
}

/** The summaries as a full recount makes them. */
export function recountedSummaries(db: ReadDb): Record<string, Rows> {
  return { ...rowsOfTables(({ recount }) => recount, db), summary_coverage: rowsOfTiles(recountedCoverage(db)) };
}

function bytesOf(tiles: Iterable<CoverageRow>): Rows {
  return sortRows([...tiles].map(({ batchId, block, counts }) => [batchId, block, ...counts]));
}

/** Coverage to the byte, as it stands and as a recount makes it: a tile without tasks must not exist, and each be as small as it can be. */
export function coverageBytes(db: ReadDb): { readonly stored: Rows; readonly recounted: Rows } {
  return { stored: bytesOf(storedTiles(db)), recounted: bytesOf(recountedCoverage(db)) };
}
