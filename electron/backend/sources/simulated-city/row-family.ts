import { TABLES, type TableName, type TableRow } from '../../../../shared/tables/index.ts';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import type { Change } from '../../replication/change.ts';

/**
 * The rows of one table as a pure function of time. A live change is nothing but the difference between the row one millisecond before
 * and at a moment; so a snapshot at the end of a stream always equals the snapshot at its start plus the stream.
 */
export interface RowFamily<Name extends TableName> {
  readonly table: Name;
  /** Rows of a snapshot at this moment, for progress on screen; may count rows of today that do not exist yet. */
  countRows(atMs: number): number;
  rowsAt(atMs: number): Iterable<TableRow<Name>>;
  /** The row as it stands at this moment, or null when it does not exist then. */
  rowAt(key: number, atMs: number): TableRow<Name> | null;
  /** Names every moment in (fromMs, toMs] at which a row appears, changes or goes; of one row in order of time. */
  collectMoments(fromMs: number, toMs: number, record: (atMs: number, key: number) => void): void;
  /** Sends whole rows instead of the columns that changed: moments between may have been left out. */
  readonly sendsWholeRows?: boolean;
}

export type AnyRowFamily = { [Name in TableName]: RowFamily<Name> }[TableName];

type Cells = Readonly<Record<string, CellValue>>;

const COLUMNS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.values(TABLES).map((spec) => [spec.name, Object.keys(spec.columns)]),
);

function columnsOf(table: TableName): readonly string[] {
  return COLUMNS[table] ?? [];
}

/** A row as positional values in the order of the table's columns. */
export function positionalValues(table: TableName, row: Cells): CellValue[] {
  const columns = columnsOf(table);
  const values = new Array<CellValue>(columns.length);
  for (let index = 0; index < columns.length; index += 1) values[index] = row[columns[index] ?? ''] ?? null;
  return values;
}

function equalCells(left: CellValue, right: CellValue): boolean {
  if (!(left instanceof Uint8Array && right instanceof Uint8Array)) return left === right;
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

function changedCells(table: TableName, before: Cells, after: Cells): Cells {
  const changed: Record<string, CellValue> = {};
  for (const column of columnsOf(table)) {
    const value = after[column] ?? null;
    if (!equalCells(before[column] ?? null, value)) changed[column] = value;
  }
  return changed;
}

/** What happens to a row at a moment, or null when nothing does. */
export function changeAt(family: AnyRowFamily, key: number, atMs: number): Change | null {
  const { table } = family;
  const before = family.rowAt(key, atMs - 1);
  const after = family.rowAt(key, atMs);
  const origin = before === null || !('street' in before) ? {} : { previousStreet: before.street };
  if (after === null) return before === null ? null : { op: 'delete', table, key, ...origin };
  // The compiler cannot see that table and row come from the same family; the cast rests on that alone.
  if (before === null || family.sendsWholeRows === true) return { op: 'upsert', table, row: after, ...origin } as Change;
  const values = changedCells(table, before, after);
  if (Object.keys(values).length === 0) return null;
  return 'street' in values ? ({ op: 'upsert', table, row: after, ...origin } as Change) : { op: 'patch', table, key, values, ...origin };
}
