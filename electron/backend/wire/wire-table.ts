import { z } from 'zod';
import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/tables/index.ts';
import { specHash } from '../../../shared/tables/spec-hash.ts';
import { WireError } from './wire-error.ts';

/** Grows when frames are no longer read as before. */
export const FORMAT = 1;

/** What a table looks like on the wire; a sender with another one speaks of other columns. */
function shapeOf(table: TableName): string {
  return specHash([{ ...TABLES[table], indexes: [] }], [FORMAT]);
}

const SHAPES: ReadonlyMap<TableName, string> = new Map(TABLE_NAMES.map((table) => [table, shapeOf(table)]));

/** What stands on the wire for a table: its name and what it looks like. */
export const wireTable = z.tuple([z.string(), z.string()]);

export function packTable(table: TableName): z.infer<typeof wireTable> {
  return [table, SHAPES.get(table) ?? ''];
}

/** @throws WireError `shape` */
export function unpackTable([name, shape]: z.infer<typeof wireTable>): TableName {
  const table = TABLE_NAMES.find((known) => known === name);
  if (table === undefined || SHAPES.get(table) !== shape) throw new WireError('shape', name);
  return table;
}

const numbers = z.union([z.instanceof(Uint8Array), z.instanceof(Int32Array), z.instanceof(Float64Array)]);
const packed = z.object({ start: z.instanceof(Uint32Array), data: z.instanceof(Uint8Array) });
export const wireRows = z.object({
  table: z.string(),
  count: z.number(),
  columns: z.array(z.object({ values: z.union([numbers, packed]), missing: z.instanceof(Uint8Array).optional() })),
});
