import { beforeAll, describe, expect, it } from 'vitest';
import { TABLES, TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import type { ColumnSpec, TableSpec } from '../../../../shared/tables/table-spec.ts';
import { CityRows, PATIENCE_MS } from './testing/city-rows.ts';

let rows: CityRows;
beforeAll(async () => {
  rows = await CityRows.load();
}, PATIENCE_MS);

/** Least and most that an index or enumeration may be; null for other columns. */
function boundsOf({ type, ...column }: ColumnSpec): readonly [least: number, most: number] | null {
  const { grids, streets, compounds } = rows.city;
  if (type === 'enum' && 'values' in column) return [0, column.values.length - 1];
  if (type === 'grid') return [-1, grids.count - 1];
  if (type === 'street') return [-1, streets.count - 1];
  return type === 'compound' ? [-1, compounds.count - 1] : null;
}

describe('every row of fourteen days', { timeout: PATIENCE_MS }, () => {
  it.each(TABLE_NAMES)('of %s stays within its lists, and every value of every list occurs', (name: TableName) => {
    const spec: TableSpec = TABLES[name];
    const checked = Object.entries(spec.columns).flatMap(([column, columnSpec]) => {
      const bounds = boundsOf(columnSpec);
      return bounds === null ? [] : [{ column, columnSpec, bounds, values: new Set<number>() }];
    });
    for (const row of rows.at(name)) for (const { column, values } of checked) values.add(Number(Reflect.get(row, column)));
    for (const { column, columnSpec, bounds, values } of checked) {
      expect(
        [...values].every((value) => Number.isInteger(value) && value >= bounds[0] && value <= bounds[1]),
        `${name}.${column}`,
      ).toBe(true);
      if (columnSpec.type === 'enum')
        expect(
          columnSpec.values.filter((_, value) => !values.has(value)),
          `${name}.${column}`,
        ).toEqual([]);
    }
  });
});
