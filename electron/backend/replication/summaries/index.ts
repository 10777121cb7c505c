import type { TableName } from '../../../../shared/tables/index.ts';
import type { WriteDb } from '../../db/database.ts';
import { AlertKeeper, summaryAlertHour, summaryAlertOpen } from './alert-keeper.ts';
import { CoverageKeeper } from './coverage-keeper.ts';
import { fillCoverage } from './coverage-recount.ts';
import { COVERAGE_DDL } from './coverage-table.ts';
import { summaryOwnDue, summaryUnplaced } from './coverage-tables.ts';
import type { KeptTable, RowKeeper } from './row-keeper.ts';
import { createSummaryTable, fillSummaryTable, type SummaryTable } from './summary-table.ts';
import { summaryWorkOrderOpen, WorkOrderKeeper } from './work-order-keeper.ts';
import { summaryWorkerGrid, WorkerKeeper } from './worker-keeper.ts';

/** Changes when a summary's meaning does: an older replica is then rebuilt. */
export const SUMMARY_VERSION = 2;

/** Every summary table with a row for each key, and the table whose rows it counts. */
const COUNTS: readonly { readonly counted: TableName; readonly table: SummaryTable }[] = [
  { counted: 'task', table: summaryUnplaced },
  { counted: 'task', table: summaryOwnDue },
  { counted: 'alert', table: summaryAlertOpen },
  { counted: 'alert', table: summaryAlertHour },
  { counted: 'work_order', table: summaryWorkOrderOpen },
  { counted: 'position', table: summaryWorkerGrid },
];

export const SUMMARY_TABLES: readonly SummaryTable[] = COUNTS.map(({ table }) => table);

export const SUMMARY_DDL: readonly string[] = [COVERAGE_DDL, ...SUMMARY_TABLES.map(createSummaryTable)];

/** Counts all rows of one table. */
export interface SummaryFill {
  readonly counted: TableName;
  /** Into a table that is empty. */
  readonly fill: (db: WriteDb) => void;
}

/** A list, so that the caller can breathe between them. */
export const SUMMARY_FILLS: readonly SummaryFill[] = [
  { counted: 'task', fill: fillCoverage },
  ...COUNTS.map(({ counted, table }): SummaryFill => ({ counted, fill: (db) => fillSummaryTable(db, table) })),
];

/** What the map's coverage is read from, beside the batches. */
export const COVERAGE_TABLES: readonly string[] = ['summary_coverage', summaryUnplaced.name, summaryOwnDue.name];

/** All summaries of one replica, kept by the applier. */
export class Summaries {
  readonly keepers: { readonly [Name in TableName]?: RowKeeper };
  readonly #coverage: CoverageKeeper;
  readonly #tables: readonly KeptTable[];

  constructor(db: WriteDb) {
    const alerts = new AlertKeeper(db);
    const workOrders = new WorkOrderKeeper(db);
    const workers = new WorkerKeeper(db);
    this.#coverage = new CoverageKeeper(db);
    this.#tables = [...this.#coverage.tables, ...alerts.tables, ...workOrders.tables, ...workers.tables];
    this.keepers = {
      batch: this.#coverage.batch,
      task: this.#coverage.task,
      alert: alerts.alert,
      work_order: workOrders.workOrder,
      position: workers.position,
    };
  }

  /** Writes what the transaction changed. @returns grids whose tasks moved to another day with their batch */
  flush(): ReadonlySet<number> {
    for (const table of this.#tables) table.flush();
    const moved = new Set(this.#coverage.movedGrids);
    this.#coverage.movedGrids.clear();
    return moved;
  }

  /** The transaction was rolled back. */
  forget(): void {
    for (const table of this.#tables) table.forget();
    this.#coverage.reload();
  }
}
