import type { CellValue, ColumnSpec, TableSpec } from './table-spec.ts';

/** Texts and bytes of a column, one after another: value i is data[start[i]] … data[start[i + 1] − 1]. */
interface PackedColumn {
  readonly start: Uint32Array;
  readonly data: Uint8Array;
}

/** One column of many rows. `missing` has a bit for each null, absent when there is none. */
interface WireColumn {
  readonly values: Uint8Array | Int32Array | Float64Array | PackedColumn;
  readonly missing?: Uint8Array;
}

/** Rows of one table, column by column in the order of the spec: typed arrays that a transport carries without looking inside. */
export interface WireRows {
  readonly table: string;
  readonly count: number;
  readonly columns: readonly WireColumn[];
}

/** UTF-8 both ways; the host brings its TextEncoder and TextDecoder, which shared code has no types for. */
export interface TextCodec {
  encode(text: string): Uint8Array;
  decode(bytes: Uint8Array): string;
}

type NumberArray = Uint8Array | Int32Array | Float64Array;

function emptyNumbers(column: ColumnSpec, count: number): NumberArray {
  switch (column.type) {
    case 'grid':
    case 'street':
    case 'compound':
    case 'coordinate':
      return new Int32Array(count);
    case 'enum':
      return column.values.length <= 256 ? new Uint8Array(count) : new Int32Array(count);
    default:
      return new Float64Array(count);
  }
}

function missingBits(cells: readonly CellValue[]): Uint8Array | undefined {
  if (!cells.includes(null)) return undefined;
  const bits = new Uint8Array(Math.ceil(cells.length / 8));
  cells.forEach((cell, index) => {
    if (cell === null) bits[index >> 3] = (bits[index >> 3] ?? 0) | (1 << (index & 7));
  });
  return bits;
}

function pack(parts: readonly Uint8Array[]): PackedColumn {
  const start = new Uint32Array(parts.length + 1);
  parts.forEach((part, index) => {
    start[index + 1] = (start[index] ?? 0) + part.length;
  });
  const data = new Uint8Array(start[parts.length] ?? 0);
  parts.forEach((part, index) => data.set(part, start[index]));
  return { start, data };
}

const NO_BYTES = new Uint8Array(0);

function bytesOf(cell: CellValue, codec: TextCodec): Uint8Array {
  if (typeof cell === 'string') return codec.encode(cell);
  return cell instanceof Uint8Array ? cell : NO_BYTES;
}

function encodeColumn(column: ColumnSpec, cells: readonly CellValue[], codec: TextCodec): WireColumn {
  const missing = missingBits(cells);
  const values =
    column.type === 'text' || column.type === 'bytes'
      ? pack(cells.map((cell) => bytesOf(cell, codec)))
      : emptyNumbers(column, cells.length).map((_, index) => Number(cells[index] ?? 0));
  return missing === undefined ? { values } : { values, missing };
}

/** @param rows positional values in the order of the table's columns, as the replica holds them */
export function encodeRows(spec: TableSpec, rows: readonly (readonly CellValue[])[], codec: TextCodec): WireRows {
  const columns = Object.values(spec.columns).map((column, index) =>
    encodeColumn(
      column,
      rows.map((row) => row[index] ?? null),
      codec,
    ),
  );
  return { table: spec.name, count: rows.length, columns };
}

function cellReader(column: ColumnSpec, { values, missing }: WireColumn, codec: TextCodec): (index: number) => CellValue {
  const plain = (index: number): CellValue => {
    if (!('start' in values)) return values[index] ?? null;
    const bytes = values.data.subarray(values.start[index], values.start[index + 1]);
    return column.type === 'text' ? codec.decode(bytes) : bytes;
  };
  if (missing === undefined) return plain;
  return (index) => (((missing[index >> 3] ?? 0) >> (index & 7)) & 1 ? null : plain(index));
}

/** The rows again. Bytes are views into the wire's data. */
export function decodeRows(spec: TableSpec, wire: WireRows, codec: TextCodec): readonly (readonly CellValue[])[] {
  const readers = Object.values(spec.columns).map((column, index) =>
    cellReader(column, wire.columns[index] ?? { values: NO_BYTES }, codec),
  );
  return Array.from({ length: wire.count }, (_, index) => readers.map((read) => read(index)));
}
