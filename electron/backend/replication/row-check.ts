import type { QuarantineReason } from '../../../shared/contract/source-status.ts';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { areFixes } from '../../../shared/domain/track-fixes.ts';
import type { BytesColumn, CellValue, ColumnSpec, IntegerColumn, TableSpec } from '../../../shared/tables/table-spec.ts';

export interface Defect {
  readonly reason: QuarantineReason;
  /** '' when the record as a whole is meant. */
  readonly column: string;
}

/** How many areas the city has; an index beyond is out of range. */
export interface CityLimits {
  readonly grids: { readonly count: number };
  readonly streets: { readonly count: number };
  readonly compounds: { readonly count: number };
}

/** The last millisecond a Date can hold. */
const LATEST_TIME_MS = 8.64e15;
/** In UTF-16 units; the longest text that people write into these tables is a few thousand. */
const LONGEST_TEXT = 65_536;
/** A day of fixes, one every five seconds, takes a tenth of it. */
const MOST_BYTES = 1_048_576;

type CellCheck = (value: unknown) => QuarantineReason | null;

/** @param unreadable the reason for a text: what the source could not read is handed over as it came */
function integerBetween(least: number, most: number, unreadable: QuarantineReason): CellCheck {
  return (value) => {
    if (typeof value !== 'number') return typeof value === 'string' ? unreadable : 'wrongType';
    if (!Number.isFinite(value)) return 'notFinite';
    if (!Number.isInteger(value)) return 'wrongType';
    return value >= least && value <= most ? null : 'outOfRange';
  };
}

function integerCheck({ type, mostDegrees = 180 }: IntegerColumn, limits: CityLimits): CellCheck {
  switch (type) {
    case 'integer':
      return integerBetween(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 'malformedNumber');
    case 'time':
      return integerBetween(0, LATEST_TIME_MS, 'malformedTime');
    case 'grid':
      return integerBetween(-1, limits.grids.count - 1, 'malformedNumber');
    case 'street':
      return integerBetween(-1, limits.streets.count - 1, 'malformedNumber');
    case 'compound':
      return integerBetween(-1, limits.compounds.count - 1, 'malformedNumber');
    case 'coordinate':
      return integerBetween(-mostDegrees * COORDINATE_SCALE, mostDegrees * COORDINATE_SCALE, 'malformedNumber');
  }
}

function checkReal(value: unknown): QuarantineReason | null {
  if (typeof value !== 'number') return typeof value === 'string' ? 'malformedNumber' : 'wrongType';
  return Number.isFinite(value) ? null : 'notFinite';
}

function checkText(value: unknown): QuarantineReason | null {
  if (typeof value !== 'string') return 'wrongType';
  if (value.length > LONGEST_TEXT) return 'tooLong';
  if (value.includes('\0')) return 'nulInText';
  return value.isWellFormed() ? null : 'malformedText';
}

function bytesCheck({ content }: BytesColumn): CellCheck {
  return (value) => {
    if (!(value instanceof Uint8Array)) return 'wrongType';
    if (value.length > MOST_BYTES) return 'tooLong';
    return content === 'fixes' && !areFixes(value) ? 'malformedTrack' : null;
  };
}

function checkOf(column: ColumnSpec, limits: CityLimits): CellCheck {
  switch (column.type) {
    case 'enum':
      return integerBetween(0, column.values.length - 1, 'unknownValue');
    case 'real':
      return checkReal;
    case 'text':
      return checkText;
    case 'bytes':
      return bytesCheck(column);
    default:
      return integerCheck(column, limits);
  }
}

/** Checks values of one table before SQLite sees them. */
export class RowCheck {
  readonly #names: readonly string[];
  readonly #checks: readonly CellCheck[];
  readonly #nullable: readonly boolean[];
  readonly #index: ReadonlyMap<string, number>;

  constructor(spec: TableSpec, limits: CityLimits) {
    this.#names = Object.keys(spec.columns);
    this.#checks = Object.values(spec.columns).map((column) => checkOf(column, limits));
    this.#nullable = Object.values(spec.columns).map((column) => column.nullable);
    this.#index = new Map(this.#names.map((name, index) => [name, index]));
  }

  /** The first defect of a whole row given in the order of the columns. */
  row(values: readonly unknown[]): Defect | null {
    if (values.length !== this.#names.length) return { reason: 'malformedRow', column: '' };
    for (let index = 0; index < values.length; index += 1) {
      const reason = this.#cell(index, values[index]);
      if (reason !== null) return { reason, column: this.#names[index] ?? '' };
    }
    return null;
  }

  /** The first defect of some columns; an undefined value is a column that is not there. */
  patch(values: Readonly<Record<string, unknown>>): Defect | null {
    for (const column of Object.keys(values)) {
      if (values[column] === undefined) continue;
      const index = this.#index.get(column);
      const reason = index === undefined ? 'unknownColumn' : this.#cell(index, values[column]);
      if (reason !== null) return { reason, column };
    }
    return null;
  }

  #cell(index: number, value: unknown): QuarantineReason | null {
    if (value === undefined) return 'missingValue';
    if (value === null) return this.#nullable[index] === true ? null : 'missingValue';
    return this.#checks[index]?.(value) ?? null;
  }
}

/** Values that passed the check, as the types they are now known to have. */
export function asCells(values: readonly unknown[]): readonly CellValue[] {
  return values as readonly CellValue[];
}

/** The same for cells of which some are not given. */
export function asGivenCells(values: readonly unknown[]): readonly (CellValue | undefined)[] {
  return values as readonly (CellValue | undefined)[];
}
