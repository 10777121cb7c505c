import type { Client } from 'pg';
import type { City } from '../../../../shared/city/city.ts';
import { createCodeIndex } from '../../../../shared/city/city-lookup.ts';
import { TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { CellValue, ColumnSpec, TableSpec } from '../../../../shared/tables/table-spec.ts';

/** What PostgreSQL itself makes of a column on the way out, so that the reading here shares nothing with the code under test. */
function selected(name: string, column: ColumnSpec): string {
  switch (column.type) {
    case 'time':
      return `floor(extract(epoch FROM ${name}) * 1000)::float8 AS ${name}`;
    case 'coordinate':
      return `round((${name} * 1e7)::numeric)::float8 AS ${name}`;
    case 'integer':
    case 'compound':
      return `${name}::float8 AS ${name}`;
    case 'enum':
      return `array_position('{${column.values.join()}}'::text[], ${name}) - 1 AS ${name}`;
    default:
      return name;
  }
}

type Indices = ReadonlyMap<string, number>;

function read(value: unknown, column: ColumnSpec | undefined, grids: Indices, streets: Indices): CellValue {
  switch (column?.type) {
    case 'grid':
      return grids.get(String(value)) ?? -1;
    case 'street':
      return streets.get(String(value)) ?? -1;
    case 'compound':
      return value === null ? -1 : Number(value);
    default:
      return value instanceof Uint8Array ? new Uint8Array(value) : (value as CellValue);
  }
}

/** Keys from the first up to but not including the second, of a table whose key is a number. */
export type KeyRange = readonly [from: number, to: number];

/**
 * Every row of a table as the replica is to hold it, by key, asked of PostgreSQL by a query of its own.
 * @param areaCode only rows of a street or a district
 * @param keys only rows with these
 */
export async function platformRows(
  client: Client,
  city: City,
  table: TableName,
  areaCode = '',
  keys: KeyRange | null = null,
): Promise<ReadonlyMap<number, readonly CellValue[]>> {
  const spec: TableSpec = TABLES[table];
  const columns = Object.entries(spec.columns);
  const conditions = [
    ...(columns.some(([, column]) => column.type === 'street') ? [`street LIKE '${areaCode}%'`] : []),
    ...(keys === null ? [] : [`${spec.key} >= ${keys[0]} AND ${spec.key} < ${keys[1]}`]),
  ];
  const rows = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const text = `SELECT ${columns.map(([name, column]) => selected(name, column)).join(', ')} FROM platform.${table} ${rows}`;
  const result = await client.query<unknown[]>({ text, rowMode: 'array' });
  const keyIndex = columns.findIndex(([name]) => name === spec.key);
  const { grids, streets } = createCodeIndex(city);
  const cells = result.rows.map((row) => row.map((value, index) => read(value, columns[index]?.[1], grids, streets)));
  return new Map(cells.map((row) => [Number(row[keyIndex]), row]));
}
