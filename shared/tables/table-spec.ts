import type { FreshnessSource } from '../domain/sources.ts';

/** What a column of personal data must be masked as before it leaves the backend. */
export type PersonalKind = 'name' | 'idNumber' | 'phone' | 'address';

interface ColumnBase<Nullable extends boolean> {
  readonly nullable: Nullable;
  /** Set on columns that identify a person. */
  readonly personal?: PersonalKind;
}

/** Stored as a SQLite INTEGER. */
export interface IntegerColumn<Nullable extends boolean = boolean> extends ColumnBase<Nullable> {
  readonly type:
    | 'integer'
    /** Milliseconds since the Unix epoch. */
    | 'time'
    /** Index into the grids of the city; −1 when the record is unplaced. Upstream: the grid code. */
    | 'grid'
    /** Index into the streets of the city; −1 when unknown. Upstream: the street code. */
    | 'street'
    /** Index into the compounds of the city; −1 when unknown. */
    | 'compound'
    /** 1e-7 degrees, WGS-84. */
    | 'coordinate';
  /** Of a coordinate: beyond it lies no place. */
  readonly mostDegrees?: 90 | 180;
}

/** Stored as the index into `values`; upstream the name itself. Lists are append only. */
export interface EnumColumn<Nullable extends boolean = boolean> extends ColumnBase<Nullable> {
  readonly type: 'enum';
  readonly values: readonly string[];
}

export interface RealColumn<Nullable extends boolean = boolean> extends ColumnBase<Nullable> {
  readonly type: 'real';
}

export interface TextColumn<Nullable extends boolean = boolean> extends ColumnBase<Nullable> {
  readonly type: 'text';
}

export interface BytesColumn<Nullable extends boolean = boolean> extends ColumnBase<Nullable> {
  readonly type: 'bytes';
  /** What the bytes have to be, where anything else could not be read: fixes of a track (shared/domain/track-fixes.ts). */
  readonly content?: 'fixes';
}

export type ColumnSpec = IntegerColumn | EnumColumn | RealColumn | TextColumn | BytesColumn;
export type ColumnSpecs = Readonly<Record<string, ColumnSpec>>;

type PlainValue<C extends ColumnSpec> = C extends TextColumn ? string : C extends BytesColumn ? Uint8Array : number;
export type ColumnValue<C extends ColumnSpec> = C['nullable'] extends false ? PlainValue<C> : PlainValue<C> | null;
export type CellValue = number | string | Uint8Array | null;

/** One replicated table: the single source of its DDL, upsert, row type, wire codec and upstream column list. */
export interface TableSpec<Name extends string = string, Columns extends ColumnSpecs = ColumnSpecs> {
  readonly name: Name;
  /** Whose freshness a change in this table proves; null where rows come long after what they tell of. */
  readonly source: FreshnessSource | null;
  /** The one integer column that identifies a row. */
  readonly key: string;
  readonly columns: Columns;
  /** Secondary indexes, each a list of columns, made after a snapshot is loaded. */
  readonly indexes: readonly (readonly string[])[];
}

export type RowOf<T extends TableSpec> = { readonly [C in keyof T['columns']]: ColumnValue<T['columns'][C]> };

/** Any row as the generic code sees it. */
export type AnyRow = Readonly<Record<string, CellValue>>;

/** Checks at compile time that the key and every index name columns of the table. */
export function defineTable<const Name extends string, const Columns extends ColumnSpecs>(
  spec: TableSpec<Name, Columns> & {
    readonly key: keyof Columns & string;
    readonly indexes: readonly (readonly (keyof Columns & string)[])[];
  },
): TableSpec<Name, Columns> {
  return spec;
}

export const integer = { type: 'integer', nullable: false } as const;
export const time = { type: 'time', nullable: false } as const;
export const grid = { type: 'grid', nullable: false } as const;
export const street = { type: 'street', nullable: false } as const;
export const compound = { type: 'compound', nullable: false } as const;
export const longitude = { type: 'coordinate', nullable: false, mostDegrees: 180 } as const;
export const latitude = { type: 'coordinate', nullable: false, mostDegrees: 90 } as const;
export const text = { type: 'text', nullable: false } as const;
export const bytes = { type: 'bytes', nullable: false } as const;
export const fixes = { type: 'bytes', nullable: false, content: 'fixes' } as const;

export function nullable<C extends ColumnSpec>(column: C): Omit<C, 'nullable'> & { readonly nullable: true } {
  return { ...column, nullable: true };
}

export function oneOf<const Values extends readonly string[]>(values: Values) {
  return { type: 'enum', nullable: false, values } as const;
}

export function personal<const Kind extends PersonalKind>(kind: Kind) {
  return { type: 'text', nullable: false, personal: kind } as const;
}
