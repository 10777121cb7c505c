import { setImmediate as nextTurn } from 'node:timers/promises';
import { TABLE_NAMES, TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { AnyRow, CellValue } from '../../../../shared/tables/table-spec.ts';
import type { TableDifference } from '../../../../shared/contract/import-preview.ts';
import type { ReadDb } from '../../db/database.ts';
import { Sql } from '../../db/sql.ts';
import type { Change } from '../../replication/change.ts';
import { decodeSnapshotFrame } from '../../wire/snapshot-frames.ts';
import type { VerifiedFile } from './change-file.ts';
import { changesOf } from './import-file.ts';
import { framesOf } from './read-file.ts';

type Row = AnyRow | null;

function isSame(left: CellValue | undefined, right: CellValue | undefined): boolean {
  if (!(left instanceof Uint8Array && right instanceof Uint8Array)) return (left ?? null) === (right ?? null);
  return Buffer.compare(left, right) === 0;
}

function areSame(left: AnyRow, right: AnyRow): boolean {
  return Object.keys(left).every((column) => isSame(left[column], right[column]));
}

/** What becomes of the rows of one table, held against the replica as it is. */
class TableComparison {
  readonly #table: TableName;
  readonly #read: ReadDb;
  /** Rows that were touched: before and after. */
  readonly #rows = new Map<number, { readonly before: Row; after: Row }>();
  #isEmptied = false;

  constructor(table: TableName, read: ReadDb) {
    this.#table = table;
    this.#read = read;
  }

  /** The table becomes what comes from now on. */
  empty(): void {
    this.#isEmptied = true;
    for (const row of this.#rows.values()) row.after = null;
  }

  put(row: AnyRow): void {
    this.#touched(Number(row[TABLES[this.#table].key])).after = row;
  }

  patch(key: number, values: AnyRow): void {
    const row = this.#touched(key);
    if (row.after !== null) row.after = { ...row.after, ...values };
  }

  remove(key: number): void {
    this.#touched(key).after = null;
  }

  finish(): TableDifference {
    let [added, changed, removed, kept] = [0, 0, 0, 0];
    for (const { before, after } of this.#rows.values()) {
      if (before === null) added += after === null ? 0 : 1;
      else if (after === null) removed += 1;
      else if (areSame(after, before)) kept += 1;
      else changed += 1;
    }
    if (this.#isEmptied) removed = this.count() - changed - kept;
    return { table: this.#table, added, changed, removed };
  }

  #touched(key: number): { readonly before: Row; after: Row } {
    const known = this.#rows.get(key);
    if (known !== undefined) return known;
    const before = this.rowOf(key);
    const row = { before, after: this.#isEmptied ? null : before };
    this.#rows.set(key, row);
    return row;
  }

  /** As the replica has it. */
  rowOf(key: number): Row {
    const [row] = this.#read.rows<AnyRow>(new Sql(`SELECT * FROM ${this.#table} WHERE ${TABLES[this.#table].key} = ?`, [key]));
    return row ?? null;
  }

  /** Rows in the replica. */
  count(): number {
    return this.#read.value<number>(new Sql(`SELECT count(*) FROM ${this.#table}`, [])) ?? 0;
  }
}

function apply(comparison: TableComparison, change: Change): void {
  if (change.op === 'upsert') comparison.put(change.row);
  else if (change.op === 'patch') comparison.patch(change.key, change.values as AnyRow);
  else if (change.op === 'delete') comparison.remove(change.key);
  else comparison.empty();
}

/** The same for a snapshot, in which each row comes once: nothing of it is kept. */
class SnapshotComparison {
  readonly #table: TableName;
  readonly #replica: TableComparison;
  readonly #counts = { added: 0, changed: 0, kept: 0 };

  constructor(table: TableName, read: ReadDb) {
    this.#table = table;
    this.#replica = new TableComparison(table, read);
  }

  put(row: AnyRow): void {
    const before = this.#replica.rowOf(Number(row[TABLES[this.#table].key]));
    this.#counts[before === null ? 'added' : areSame(row, before) ? 'kept' : 'changed'] += 1;
  }

  finish(): TableDifference {
    const { added, changed, kept } = this.#counts;
    return { table: this.#table, added, changed, removed: this.#replica.count() - changed - kept };
  }
}

async function snapshotDifference(file: VerifiedFile, read: ReadDb): Promise<readonly TableDifference[]> {
  const tables = new Map(TABLE_NAMES.map((table) => [table, new SnapshotComparison(table, read)]));
  for await (const bytes of framesOf(file)) {
    const frame = decodeSnapshotFrame(bytes);
    if (frame.kind !== 'rows') continue;
    const columns = Object.keys(TABLES[frame.table].columns);
    for (const row of frame.rows) tables.get(frame.table)?.put(Object.fromEntries(columns.map((column, at) => [column, row[at] ?? null])));
    await nextTurn();
  }
  return [...tables.values()].map((comparison) => comparison.finish());
}

async function changesDifference(file: VerifiedFile, read: ReadDb): Promise<readonly TableDifference[]> {
  const tables = new Map(TABLE_NAMES.map((table) => [table, new TableComparison(table, read)]));
  for await (const changes of changesOf(file)) {
    for (const change of changes) {
      const comparison = tables.get(change.table);
      if (comparison !== undefined) apply(comparison, change);
    }
    await nextTurn();
  }
  return [...tables.values()].map((comparison) => comparison.finish());
}

/**
 * What a verified file would change in the replica, table by table; tables in which nothing changes are left out. Lets others run between frames.
 * @throws FileFault, SourceFailedError, DatabaseError
 */
export async function differenceOf(file: VerifiedFile, read: ReadDb): Promise<readonly TableDifference[]> {
  const found = await (file.head.kind === 'snapshot' ? snapshotDifference(file, read) : changesDifference(file, read));
  return found.filter(({ added, changed, removed }) => added + changed + removed > 0);
}
