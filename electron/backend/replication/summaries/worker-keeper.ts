import type { WriteDb } from '../../db/database.ts';
import { Sql } from '../../db/sql.ts';
import { DeltaTable } from './delta-table.ts';
import { cell, type RowKeeper } from './row-keeper.ts';
import type { SummaryTable } from './summary-table.ts';

/** Workers on duty by the grid they stand in; −1 outside all grids. */
export const summaryWorkerGrid: SummaryTable = {
  name: 'summary_worker_grid',
  keys: ['grid'],
  counts: ['on_duty'],
  presence: ['on_duty'],
  recount: new Sql('SELECT grid, COUNT(*) FROM position GROUP BY grid', []),
};

export class WorkerKeeper {
  readonly tables: readonly DeltaTable[];
  readonly #grid: DeltaTable;

  constructor(db: WriteDb) {
    this.#grid = new DeltaTable(db, summaryWorkerGrid);
    this.tables = [this.#grid];
  }

  readonly position: RowKeeper = {
    columns: ['grid'],
    replace: (before, after) => {
      if (before !== null && after !== null && before[0] === after[0]) return;
      if (before !== null) this.#add(cell(before, 0), -1);
      if (after !== null) this.#add(cell(after, 0), 1);
    },
    truncate: () => this.#grid.clear(),
  };

  #add(grid: number, sign: 1 | -1): void {
    const counts = this.#grid.at(grid);
    counts[0] = (counts[0] ?? 0) + sign;
  }
}
