import { COORDINATE_SCALE, type City } from '../../../shared/city/city.ts';
import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { AnyRow, CellValue, ColumnSpec, TableSpec } from '../../../shared/tables/table-spec.ts';
import { UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';

/** A value as JSON and COPY can carry it into PostgreSQL. */
export type UpstreamValue = string | number | null;

type ToUpstream = (cell: CellValue) => UpstreamValue;

/** What a known cell becomes; −1 becomes null, or the unknown street. */
function converter(column: ColumnSpec, city: City): ToUpstream {
  switch (column.type) {
    case 'time':
      return (cell) => new Date(Number(cell)).toISOString();
    case 'grid':
      return (cell) => city.grids.code[Number(cell)] ?? null;
    case 'street':
      return (cell) => city.streets.code[Number(cell)] ?? UNKNOWN_STREET_CODE;
    case 'compound':
      return (cell) => (Number(cell) < 0 ? null : Number(cell));
    case 'coordinate':
      return (cell) => Number(cell) / COORDINATE_SCALE;
    case 'enum':
      return (cell) => column.values[Number(cell)] ?? null;
    case 'bytes':
      return (cell) => `\\x${cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : ''}`;
    default:
      return (cell) => (cell instanceof Uint8Array ? null : cell);
  }
}

/** Brings cells of the replica into the form that they have on the platform: the reverse of what a station does. */
export class UpstreamCells {
  readonly #converters: ReadonlyMap<string, ReadonlyMap<string, ToUpstream>>;

  constructor(city: City) {
    const convertersOf = (spec: TableSpec): ReadonlyMap<string, ToUpstream> =>
      new Map(Object.entries(spec.columns).map(([name, column]) => [name, converter(column, city)]));
    this.#converters = new Map(Object.values(TABLES).map((spec) => [spec.name, convertersOf(spec)]));
  }

  cell(table: TableName, column: string, cell: CellValue | undefined): UpstreamValue {
    return cell === null || cell === undefined ? null : (this.#converters.get(table)?.get(column)?.(cell) ?? null);
  }

  /** Some columns of a row, by name. */
  row(table: TableName, row: AnyRow): Readonly<Record<string, UpstreamValue>> {
    const converted: Record<string, UpstreamValue> = {};
    for (const column of Object.keys(row)) converted[column] = this.cell(table, column, row[column]);
    return converted;
  }

  /** Whole rows given in the order of the table's columns, as the text that COPY reads. */
  copyText(table: TableName, rows: readonly (readonly CellValue[])[]): string {
    const columns = Object.keys(TABLES[table].columns);
    let text = '';
    for (const row of rows) text += `${columns.map((column, index) => copied(this.cell(table, column, row[index]))).join('\t')}\n`;
    return text;
  }
}

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** COPY's text format: a tab between cells, a line a row, `\N` for null. */
function copied(value: UpstreamValue): string {
  if (value === null) return '\\N';
  return typeof value === 'number' ? String(value) : value.replaceAll(/[\\\t\n\r]/g, (character) => ESCAPED[character] ?? character);
}
