import type { TableProgress } from '../../../shared/contract/topics.ts';
import type { TableName } from '../../../shared/tables/index.ts';
import type { SnapshotChunk, SnapshotPlan } from './change.ts';
import type { RebuildProgress } from './rebuild.ts';

/** How far a snapshot is: by its plan where the source has one, else by what came so far. */
export class SnapshotProgress {
  readonly #plan: SnapshotPlan;
  /** In the order of the plan, else in that in which they came. */
  readonly #tables: Map<TableName, TableProgress>;
  #table: TableName | null = null;
  #doneRows = 0;

  constructor(plan: SnapshotPlan) {
    this.#plan = plan;
    this.#tables = new Map(plan.tables.map(({ table, expectedRows }) => [table, { table, doneRows: 0, expectedRows }]));
  }

  get doneRows(): number {
    return this.#doneRows;
  }

  get tables(): readonly TableName[] {
    return [...this.#tables.keys()];
  }

  get loaded(): Pick<RebuildProgress, 'table' | 'doneRows' | 'expectedRows' | 'tables'> {
    const tables = [...this.#tables.values()];
    const expectedRows = tables.reduce((sum, table) => sum + table.expectedRows, 0);
    return {
      table: this.#table,
      tables,
      doneRows: this.#doneRows,
      expectedRows: Math.max(this.#isOfPlan ? 0 : this.#plan.rows, expectedRows),
    };
  }

  /** A table whose rows are followed by another's is complete, whatever the source had expected. */
  add({ table, rows, expectedRows }: SnapshotChunk): void {
    if (this.#table !== null && this.#table !== table) this.#completed(this.#table);
    this.#table = table;
    this.#doneRows += rows.length;
    const known = this.#tables.get(table);
    const doneRows = (known?.doneRows ?? 0) + rows.length;
    this.#tables.set(table, { table, doneRows, expectedRows: Math.max(doneRows, known?.expectedRows ?? expectedRows) });
  }

  /** All rows came. */
  end(): void {
    for (const table of this.#tables.keys()) this.#completed(table);
  }

  /** Whether a chunk of this table says that every row of the others is here; never where the source has no plan. */
  isBehind(table: TableName, others: readonly TableName[]): boolean {
    if (!this.#isOfPlan) return false;
    const order = this.#plan.tables.map((planned) => planned.table);
    const at = order.indexOf(table);
    return order.every((planned, index) => !others.includes(planned) || index < at);
  }

  get #isOfPlan(): boolean {
    return this.#plan.tables.length > 0;
  }

  #completed(table: TableName): void {
    const known = this.#tables.get(table);
    if (known !== undefined) this.#tables.set(table, { ...known, expectedRows: known.doneRows });
  }
}
