import type { ColumnSpec, TableSpec } from './table-spec.ts';

/** How the replicated tables lie on the city platform (resources/platform/*.sql): the same names, in PostgreSQL's types. */
export const UPSTREAM_SCHEMA = 'platform';

/** Stands in the column `street` where the street is unknown: part of a primary key, it cannot be null. */
export const UNKNOWN_STREET_CODE = '000000000';

/** PostgreSQL's own name of a type, as information_schema says it. */
export type UpstreamType = 'bigint' | 'integer' | 'double precision' | 'text' | 'bytea' | 'timestamp with time zone';

export interface UpstreamColumn {
  readonly name: string;
  readonly type: UpstreamType;
  readonly nullable: boolean;
}

/**
 * The type of a column upstream. Codes stand where the replica holds indices (`grid`, `street`) and words where it holds their index (`enum`);
 * `coordinate` is in degrees; `compound` is the index itself, null when unknown.
 */
export function upstreamType(column: ColumnSpec): UpstreamType {
  switch (column.type) {
    case 'integer':
      return 'bigint';
    case 'time':
      return 'timestamp with time zone';
    case 'compound':
      return 'integer';
    case 'coordinate':
    case 'real':
      return 'double precision';
    case 'bytes':
      return 'bytea';
    case 'grid':
    case 'street':
    case 'enum':
    case 'text':
      return 'text';
  }
}

/** Where the replica says −1, a grid and a compound are null upstream. A key never is. */
function isNullable(spec: TableSpec, name: string, column: ColumnSpec): boolean {
  return name !== spec.key && (column.nullable || column.type === 'grid' || column.type === 'compound');
}

/** The columns of a table that leave the platform, in the order of the spec: those of publications and of what a station may select. */
export function upstreamColumns(spec: TableSpec): readonly UpstreamColumn[] {
  return Object.entries(spec.columns).map(([name, column]) => ({
    name,
    type: upstreamType(column),
    nullable: isNullable(spec, name, column),
  }));
}

/** Name of the column that says which street a row belongs to, null when the table's rows go to everybody. */
export function streetColumnOf(spec: TableSpec): string | null {
  return Object.entries(spec.columns).find(([, column]) => column.type === 'street')?.[0] ?? null;
}

/** The primary key upstream: a row filter needs the street in it. */
export function upstreamKey(spec: TableSpec): readonly string[] {
  const street = streetColumnOf(spec);
  return street === null ? [spec.key] : [spec.key, street];
}
