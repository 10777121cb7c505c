import { maskPersonal } from '../../../shared/domain/masking.ts';
import type { ColumnSpec, PersonalKind, TableSpec } from '../../../shared/tables/table-spec.ts';

function personalColumns(spec: TableSpec): readonly (readonly [column: string, kind: PersonalKind])[] {
  const columns: readonly [string, ColumnSpec][] = Object.entries(spec.columns);
  return columns.flatMap(([name, { personal }]) => (personal === undefined ? [] : [[name, personal] as const]));
}

/**
 * A row with every column masked that one of the tables marks as personal. The one way out for rows about persons: a column keeps the name
 * that its table gives it, also in a join.
 */
export function masked<Row extends object>(row: Row, ...specs: readonly TableSpec[]): Row {
  const values: Map<string, unknown> = new Map(Object.entries(row));
  for (const [column, kind] of specs.flatMap(personalColumns)) {
    const value = values.get(column);
    if (typeof value === 'string') values.set(column, maskPersonal(kind, value));
  }
  return Object.fromEntries(values) as Row;
}
