import { createHash } from 'node:crypto';
import { TABLES, TABLE_NAMES, type TableName } from '../../../../../shared/tables/index.ts';
import type { AnyRow, CellValue } from '../../../../../shared/tables/table-spec.ts';
import type { Change, RowSink, ChangeTransaction, SnapshotChunk, SourcePosition } from '../../../replication/change.ts';

/** A replica in memory that holds a source to its word: a patch of a row that is not there, or a second row with one key, throws. */
export class MemoryReplica implements RowSink {
  readonly tables = new Map<TableName, Map<number, AnyRow>>(TABLE_NAMES.map((name) => [name, new Map()]));
  readonly transactions: Pick<ChangeTransaction, 'position' | 'committedAtMs'>[] = [];
  position: SourcePosition | null = null;
  snapshots = 0;
  largestTransaction = 0;
  heartbeatAtMs = 0;
  /** Called after every transaction. */
  onTransaction: (transaction: ChangeTransaction) => void = () => undefined;

  async beginSnapshot(position: SourcePosition): Promise<void> {
    this.snapshots += 1;
    this.position = position;
    for (const rows of this.tables.values()) rows.clear();
  }

  async snapshotChunk({ table, rows }: SnapshotChunk): Promise<void> {
    const columns = Object.keys(TABLES[table].columns);
    for (const values of rows)
      this.#insert(table, Object.fromEntries(columns.map((column, index): [string, CellValue] => [column, values[index] ?? null])));
  }

  async endSnapshot(): Promise<void> {}

  async transaction(transaction: ChangeTransaction): Promise<void> {
    for (const change of transaction.changes) this.#apply(change);
    const { position, committedAtMs, changes } = transaction;
    this.position = position;
    this.transactions.push({ position, committedAtMs });
    this.largestTransaction = Math.max(this.largestTransaction, changes.length);
    this.onTransaction(transaction);
  }

  heartbeat(atMs: number): void {
    this.heartbeatAtMs = atMs;
  }

  rows(table: TableName): AnyRow[] {
    return [...(this.tables.get(table)?.values() ?? [])];
  }

  get(table: TableName, key: number): AnyRow | undefined {
    return this.tables.get(table)?.get(key);
  }

  /** The table's content, independent of the order in which rows came. */
  digest(table: TableName): string {
    const { key } = TABLES[table];
    const rows = this.rows(table).sort((left, right) => Number(left[key]) - Number(right[key]));
    const hash = createHash('sha256');
    for (const row of rows)
      hash.update(JSON.stringify(row, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value)));
    return `${rows.length} rows ${hash.digest('hex').slice(0, 16)}`;
  }

  digests(): Record<string, string> {
    return Object.fromEntries(TABLE_NAMES.map((name) => [name, this.digest(name)]));
  }

  #insert(table: TableName, row: AnyRow): void {
    const key = Number(row[TABLES[table].key]);
    const rows = this.tables.get(table);
    if (rows?.has(key) === true) throw new Error(`two rows ${key} in ${table}`);
    rows?.set(key, row);
  }

  #apply(change: Change): void {
    const rows = this.tables.get(change.table);
    switch (change.op) {
      case 'upsert': {
        const columns = Object.keys(TABLES[change.table].columns);
        const cells: AnyRow = change.row;
        rows?.set(
          Number(cells[TABLES[change.table].key]),
          Object.fromEntries(columns.map((column): [string, CellValue] => [column, cells[column] ?? null])),
        );
        return;
      }
      case 'patch': {
        const row = rows?.get(change.key);
        if (row === undefined) throw new Error(`patch of row ${change.key} that is not in ${change.table}`);
        rows?.set(change.key, { ...row, ...change.values });
        return;
      }
      case 'delete':
        rows?.delete(change.key);
        return;
      case 'truncate':
        rows?.clear();
    }
  }
}
