import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';
import type { ReadDb, SqlCell } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import { inGrids } from '../queries/area-filter.ts';
import { fromSummary, type ResolvedScope } from '../queries/batch-scope.ts';
import { addOverdue, overdueInGrid, passedDueTimes } from './overdue.ts';

/** The columns of a grid and what they are called in the summaries; `overdue` is counted apart, because time alone changes it. */
const STORED = [
  ['listed', 'listed'],
  ['verified', 'verified'],
  ['verifiedOnTime', 'verified_on_time'],
  ['unreachable', 'unreachable'],
  ['deferred', 'deferred'],
  ['withdrawn', 'withdrawn'],
] as const;
const STORED_COLUMNS = new Sql(STORED.map(([, column]) => column).join(', '), []);
const COLUMN_NAMES = [...STORED.map(([name]) => name), 'overdue'] as const;

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

/** The stored columns in the order of STORED. */
function storedColumns(columns: CoverageColumns): readonly Uint16Array[] {
  return STORED.map(([name]) => columns[name]);
}

/** Writes one row at a grid; the first `skipped` cells of the row are not values. A plain loop: it runs for every grid of the city. */
function setStored(stored: readonly Uint16Array[], grid: number, row: readonly SqlCell[], skipped: number): void {
  for (let index = 0; index < stored.length; index++) {
    const column = stored[index];
    if (column !== undefined) column[grid] = Number(row[index + skipped] ?? 0);
  }
}

/** All grids of a range; the others stay 0. */
export function readAllGrids(db: ReadDb, scope: ResolvedScope, range: GridRange, gridCount: number, nowMs: number): CoverageColumns {
  const columns = emptyColumns(gridCount);
  const stored = storedColumns(columns);
  for (const row of db.values(sql`SELECT grid, ${STORED_COLUMNS} ${fromSummary(scope)} AND ${inGrids('grid', range)}`)) {
    setStored(stored, Number(row[0]), row, 1);
  }
  addOverdue(columns.overdue, db, scope, range, nowMs);
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
  const passed = passedDueTimes(db, scope, nowMs);
  const stored = storedColumns(columns);
  const changed = grids.filter((grid) => {
    const before = COLUMN_NAMES.map((name) => columns[name][grid]);
    const [row = []] = db.values(sql`SELECT ${STORED_COLUMNS} ${fromSummary(scope)} AND grid = ${grid}`);
    setStored(stored, grid, row, 0);
    columns.overdue[grid] = overdueInGrid(db, passed, grid);
    return COLUMN_NAMES.some((name, index) => columns[name][grid] !== before[index]);
  });
  return Uint16Array.from(changed).sort();
}
