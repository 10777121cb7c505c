import { TABLES, type TableName, type TableRow } from '../../../../shared/tables/index.ts';
import type { AnyRow, CellValue, ColumnSpec, TableSpec } from '../../../../shared/tables/table-spec.ts';

/** A city with room for every index that tests use. */
export const TEST_CITY = { version: 'test', grids: { count: 100 }, streets: { count: 10 }, compounds: { count: 50 } };

/** 2026-11-23 00:00 in Shanghai. */
export const TEST_DAY_MS = 1_795_363_200_000;

function plainValue(column: ColumnSpec): CellValue {
  if (column.nullable) return null;
  if (column.type === 'text') return '文';
  if (column.type === 'bytes') return new Uint8Array([1, 2, 3]);
  return column.type === 'time' ? TEST_DAY_MS : 0;
}

/** A valid row with plain values; what a test is about is given. */
export function testRow<Name extends TableName>(table: Name, given: Partial<TableRow<Name>>): TableRow<Name> {
  const spec: TableSpec = TABLES[table];
  const plain: AnyRow = Object.fromEntries(Object.entries(spec.columns).map(([name, column]) => [name, plainValue(column)]));
  return { ...plain, ...given } as TableRow<Name>;
}

/** The row as a snapshot chunk carries it. */
export function cellsOf<Name extends TableName>(table: Name, row: TableRow<Name>): readonly CellValue[] {
  const values: AnyRow = row;
  return Object.keys(TABLES[table].columns).map((column) => values[column] ?? null);
}
