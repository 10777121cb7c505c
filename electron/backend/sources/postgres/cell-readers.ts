import { COORDINATE_SCALE } from '../../../../shared/city/city.ts';
import type { CellValue, ColumnSpec } from '../../../../shared/tables/table-spec.ts';
import type { CityCodes } from './city-codes.ts';

/**
 * PostgreSQL's binary values as cells. Binary, in COPY and in the stream: exact, independent of the server's date style, time zone and
 * rounding, several times faster to read than text, and texts keep a leading byte order mark.
 *
 * A value that is no valid cell is handed over as it came, for the quarantine to show.
 */
export interface CellReader {
  /** The value in bytes[start] … bytes[end − 1]; nothing answered refers to `bytes` afterwards. */
  read(bytes: Buffer, start: number, end: number): unknown;
  /** What NULL stands for. */
  readonly onNull: CellValue;
}

/** OIDs of built-in types, as pg_type has them for all time. */
const OID = {
  bytes: 17,
  bigint: 20,
  smallint: 21,
  integer: 23,
  text: 25,
  real: 700,
  double: 701,
  fixedText: 1042,
  varyingText: 1043,
  timeWithZone: 1184,
} as const;

const HALF = 2 ** 32;
/** 2000-01-01 UTC, from which PostgreSQL counts microseconds. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const LAST_HALF = 0x7fffffff;

type ReadValue = CellReader['read'];

/** A number where it is exact, otherwise its digits. */
const readBigint: ReadValue = (bytes, start) => {
  const value = bytes.readInt32BE(start) * HALF + bytes.readUInt32BE(start + 4);
  return Number.isSafeInteger(value) ? value : String(bytes.readBigInt64BE(start));
};
const readInteger: ReadValue = (bytes, start) => bytes.readInt32BE(start);
const readSmallint: ReadValue = (bytes, start) => bytes.readInt16BE(start);
const readDouble: ReadValue = (bytes, start) => bytes.readDoubleBE(start);
const readReal: ReadValue = (bytes, start) => bytes.readFloatBE(start);
const readText: ReadValue = (bytes, start, end) => bytes.toString('utf8', start, end);
const readBytes: ReadValue = (bytes, start, end) => new Uint8Array(bytes.subarray(start, end));

/** For moments centuries away. */
function floorOfThousand(micros: bigint): number {
  return Number(micros / 1000n) - (micros % 1000n < 0n ? 1 : 0);
}

/** Milliseconds, microseconds cut off; an infinite moment as an infinite number. */
export const readMoment = (bytes: Buffer, start: number): number => {
  const high = bytes.readInt32BE(start);
  const low = bytes.readUInt32BE(start + 4);
  if (high === LAST_HALF && low === HALF - 1) return Infinity;
  if (high === -LAST_HALF - 1 && low === 0) return -Infinity;
  const micros = high * HALF + low;
  return POSTGRES_EPOCH_MS + (Number.isSafeInteger(micros) ? Math.floor(micros / 1000) : floorOfThousand(bytes.readBigInt64BE(start)));
};

const INTEGERS = { [OID.bigint]: readBigint, [OID.integer]: readInteger, [OID.smallint]: readSmallint };
const REALS = { [OID.double]: readDouble, [OID.real]: readReal };
const TEXTS = { [OID.text]: readText, [OID.varyingText]: readText, [OID.fixedText]: readText };

/** Types that a column of our kind may have upstream, each with how it is read. */
const READ_BY_OID: { readonly [Type in ColumnSpec['type']]: Readonly<Record<number, ReadValue>> } = {
  integer: INTEGERS,
  compound: INTEGERS,
  time: { [OID.timeWithZone]: readMoment },
  coordinate: REALS,
  real: REALS,
  grid: TEXTS,
  street: TEXTS,
  enum: TEXTS,
  text: TEXTS,
  bytes: { [OID.bytes]: readBytes },
};

function enumReader(values: readonly string[], read: ReadValue): ReadValue {
  const indexes = new Map(values.map((value, index) => [value, index]));
  return (bytes, start, end) => {
    const value = String(read(bytes, start, end));
    return indexes.get(value) ?? value;
  };
}

function coordinateReader(read: ReadValue): ReadValue {
  // Adding zero makes zero of what was rounded to minus zero.
  return (bytes, start, end) => Math.round(Number(read(bytes, start, end)) * COORDINATE_SCALE) + 0;
}

/** A key that names no grid cannot stand as −1: rows would take each other's place. */
function gridReader(codes: CityCodes, read: ReadValue, isKey: boolean): ReadValue {
  return (bytes, start, end) => {
    const code = String(read(bytes, start, end));
    const index = codes.gridOf(code);
    return isKey && index < 0 ? code : index;
  };
}

/** How a column of this specification is read from the upstream type, null when that type cannot be read as such. */
export function cellReader(column: ColumnSpec, typeOid: number, isKey: boolean, codes: CityCodes): CellReader | null {
  const read = READ_BY_OID[column.type][typeOid];
  if (read === undefined) return null;
  switch (column.type) {
    case 'enum':
      return { read: enumReader(column.values, read), onNull: null };
    case 'coordinate':
      return { read: coordinateReader(read), onNull: null };
    case 'grid':
      return { read: gridReader(codes, read, isKey), onNull: isKey ? null : -1 };
    case 'street':
      return { read: (bytes, start, end) => codes.streetOf(String(read(bytes, start, end))), onNull: -1 };
    case 'compound':
      return { read, onNull: -1 };
    default:
      return { read, onNull: null };
  }
}

/** Whether an upstream column of this type can be read as a column of this specification. */
export function isReadableAs(column: ColumnSpec, typeOid: number): boolean {
  return READ_BY_OID[column.type][typeOid] !== undefined;
}
