import { WORK_ORDER_STATES } from '../../../../shared/domain/work-orders.ts';
import type { WriteDb } from '../../db/database.ts';
import { Sql } from '../../db/sql.ts';
import { DeltaTable } from './delta-table.ts';
import { cell, type KeptCells, type RowKeeper } from './row-keeper.ts';
import type { SummaryTable } from './summary-table.ts';

const DONE = [WORK_ORDER_STATES.indexOf('closed'), WORK_ORDER_STATES.indexOf('calledBack')];

/** Work orders not yet closed by grid (−1: matched to none), of them those supervised and those deferred. */
export const summaryWorkOrderOpen: SummaryTable = {
  name: 'summary_work_order_open',
  keys: ['grid'],
  counts: ['open', 'supervised', 'deferred'],
  presence: ['open'],
  recount: new Sql(
    `SELECT CASE WHEN placement = 0 AND grid >= 0 THEN grid ELSE -1 END AS place, COUNT(*), COUNT(*) FILTER (WHERE supervised <> 0), COUNT(deferred_at)
     FROM work_order WHERE state NOT IN (${DONE.join(', ')}) GROUP BY place`,
    [],
  ),
};

export class WorkOrderKeeper {
  readonly tables: readonly DeltaTable[];
  readonly #open: DeltaTable;

  constructor(db: WriteDb) {
    this.#open = new DeltaTable(db, summaryWorkOrderOpen);
    this.tables = [this.#open];
  }

  readonly workOrder: RowKeeper = {
    columns: ['grid', 'placement', 'state', 'supervised', 'deferred_at'],
    replace: (before, after) => {
      if (before !== null) this.#count(before, -1);
      if (after !== null) this.#count(after, 1);
    },
    truncate: () => this.#open.clear(),
  };

  #count(cells: KeptCells, sign: 1 | -1): void {
    if (DONE.includes(cell(cells, 2))) return;
    const placed = cell(cells, 1) === 0 && cell(cells, 0) >= 0;
    const counts = this.#open.at(placed ? cell(cells, 0) : -1);
    counts[0] = (counts[0] ?? 0) + sign;
    if (cell(cells, 3) !== 0) counts[1] = (counts[1] ?? 0) + sign;
    if ((cells[4] ?? null) !== null) counts[2] = (counts[2] ?? 0) + sign;
  }
}
