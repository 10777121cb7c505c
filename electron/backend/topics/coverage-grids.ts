import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';
import type { ReadDb } from '../db/database.ts';
import type { ResolvedScope } from '../queries/batch-scope.ts';
import { batchesOf, visitCoverage } from '../queries/coverage-rows.ts';
import { completeOverdue, overdueRule } from '../queries/overdue.ts';
import { COUNT_AT, openIn } from '../replication/summaries/coverage-counts.ts';

const COLUMN_NAMES = ['listed', 'verified', 'verifiedOnTime', 'unreachable', 'deferred', 'withdrawn', 'overdue'] as const;

export function emptyColumns(length: number): CoverageColumns {
  return {
    listed: new Uint16Array(length),
    verified: new Uint16Array(length),
    verifiedOnTime: new Uint16Array(length),
    unreachable: new Uint16Array(length),
    deferred: new Uint16Array(length),
    withdrawn: new Uint16Array(length),
    overdue: new Uint16Array(length),
  };
}

function mapColumns(columns: CoverageColumns, change: (column: Uint16Array) => Uint16Array): CoverageColumns {
  return {
    listed: change(columns.listed),
    verified: change(columns.verified),
    verifiedOnTime: change(columns.verifiedOnTime),
    unreachable: change(columns.unreachable),
    deferred: change(columns.deferred),
    withdrawn: change(columns.withdrawn),
    overdue: change(columns.overdue),
  };
}

export function copyColumns(columns: CoverageColumns): CoverageColumns {
  return mapColumns(columns, (column) => column.slice());
}

/** The values of some grids in the order of the grids. */
export function pickGrids(columns: CoverageColumns, grids: Uint16Array): CoverageColumns {
  return mapColumns(columns, (column) => grids.map((grid) => column[grid] ?? 0));
}

/** Adds the rows of a range, the first of them to row 0. */
export function addRows(columns: CoverageColumns, added: CoverageColumns, { from, to }: GridRange): void {
  for (const name of COLUMN_NAMES) {
    const [column, rows] = [columns[name], added[name]];
    for (let row = from; row < to; row++) addTo(column, row - from, rows[row]);
  }
}

function addTo(column: Uint16Array, grid: number, count: number | undefined): void {
  column[grid] = (column[grid] ?? 0) + (count ?? 0);
}

/** Adds the scope to grids that are 0. Plain loops: they run for every grid of the city. */
function addGrids(columns: CoverageColumns, db: ReadDb, scope: ResolvedScope, range: GridRange, nowMs: number): void {
  const { listed, verified, verifiedOnTime, unreachable, deferred, withdrawn, overdue } = columns;
  const rule = overdueRule(scope, nowMs);
  for (const batchId of batchesOf(scope)) {
    const countsOpen = rule.added.includes(batchId);
    visitCoverage(db, batchId, range, (grid, counts, offset) => {
      addTo(listed, grid, counts[offset + COUNT_AT.listed]);
      addTo(verified, grid, counts[offset + COUNT_AT.verified]);
      addTo(verifiedOnTime, grid, counts[offset + COUNT_AT.verifiedOnTime]);
      addTo(unreachable, grid, counts[offset + COUNT_AT.unreachable]);
      addTo(deferred, grid, counts[offset + COUNT_AT.deferred]);
      addTo(withdrawn, grid, counts[offset + COUNT_AT.withdrawn]);
      if (countsOpen) addTo(overdue, grid, openIn(counts, offset));
    });
  }
  completeOverdue(overdue, db, rule, range);
}

/** All grids of a range; the others stay 0. */
export function readAllGrids(db: ReadDb, scope: ResolvedScope, range: GridRange, gridCount: number, nowMs: number): CoverageColumns {
  const columns = emptyColumns(gridCount);
  addGrids(columns, db, scope, range, nowMs);
  return columns;
}

/** Grids at which two states differ. */
export function differingGrids(left: CoverageColumns, right: CoverageColumns): Uint16Array {
  const isDifferent = new Uint8Array(left.listed.length);
  for (const name of COLUMN_NAMES) {
    const [leftColumn, rightColumn] = [left[name], right[name]];
    for (let grid = 0; grid < isDifferent.length; grid++) if (leftColumn[grid] !== rightColumn[grid]) isDifferent[grid] = 1;
  }
  const grids: number[] = [];
  for (let grid = 0; grid < isDifferent.length; grid++) if (isDifferent[grid] === 1) grids.push(grid);
  return Uint16Array.from(grids);
}

/** Reads some grids again, in place. Answers those whose values changed. */
export function rereadGrids(
  db: ReadDb,
  scope: ResolvedScope,
  columns: CoverageColumns,
  grids: readonly number[],
  nowMs: number,
): Uint16Array {
  const changed = grids.filter((grid) => {
    const before = COLUMN_NAMES.map((name) => columns[name][grid]);
    for (const name of COLUMN_NAMES) columns[name][grid] = 0;
    addGrids(columns, db, scope, { from: grid, to: grid + 1 }, nowMs);
    return COLUMN_NAMES.some((name, index) => columns[name][grid] !== before[index]);
  });
  return Uint16Array.from(changed).sort();
}
