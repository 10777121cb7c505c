import { z } from 'zod';
import { decodeRows, encodeRows, type WireRows } from '../../../shared/tables/row-codec.ts';
import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { AnyRow, CellValue } from '../../../shared/tables/table-spec.ts';
import type { Change } from '../replication/change.ts';
import { utf8 } from './text-codec.ts';
import { WireColumns } from './wire-cells.ts';
import { wireRows } from './wire-table.ts';

/** Changes of one table with the same operation and columns, one after another, column by column. */
export type WireRun =
  | { readonly op: 'upsert'; readonly rows: WireRows }
  | { readonly op: 'patch'; readonly columns: readonly string[]; readonly keys: Float64Array; readonly rows: WireRows }
  | { readonly op: 'delete'; readonly keys: Float64Array }
  | { readonly op: 'truncate' }
  /** As they came from the source: cells that typed columns cannot carry, on their way to a quarantine. */
  | { readonly op: 'plain'; readonly changes: readonly unknown[] };

/** As frames carry it. */
export const wireRun = z.union([
  z.object({ op: z.literal('upsert'), rows: wireRows }),
  z.object({ op: z.literal('patch'), columns: z.array(z.string()), keys: z.instanceof(Float64Array), rows: wireRows }),
  z.object({ op: z.literal('delete'), keys: z.instanceof(Float64Array) }),
  z.object({ op: z.literal('truncate') }),
  z.object({ op: z.literal('plain'), changes: z.array(z.unknown()) }),
]);

/** A change as the wire carries it. */
type Carried =
  | { readonly op: 'upsert'; readonly cells: readonly CellValue[] }
  | { readonly op: 'patch'; readonly columns: WireColumns; readonly key: number; readonly cells: readonly CellValue[] }
  | { readonly op: 'delete'; readonly key: number }
  | { readonly op: 'truncate' }
  | { readonly op: 'plain'; readonly change: unknown };

interface Run {
  readonly shape: string;
  readonly changes: Carried[];
}

/** Whole rows of each table. */
const WHOLE = new Map<TableName, WireColumns>();

function wholeRows(table: TableName): WireColumns {
  const known = WHOLE.get(table) ?? new WireColumns(TABLES[table]);
  WHOLE.set(table, known);
  return known;
}

function withoutStreet(change: Change): unknown {
  return Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'previousStreet'));
}

function carried(change: Change): Carried {
  const plain = (): Carried => ({ op: 'plain', change: withoutStreet(change) });
  switch (change.op) {
    case 'upsert': {
      const cells = wholeRows(change.table).cellsOf(change.row);
      return cells === null ? plain() : { op: 'upsert', cells };
    }
    case 'patch': {
      const values: Readonly<Record<string, unknown>> = change.values;
      const names = Object.keys(values).filter((name) => values[name] !== undefined);
      const columns = new WireColumns(TABLES[change.table], names);
      const cells = columns.names.length === names.length && typeof change.key === 'number' ? columns.cellsOf(values) : null;
      return cells === null ? plain() : { op: 'patch', columns, key: change.key, cells };
    }
    case 'delete':
      return typeof change.key === 'number' ? { op: 'delete', key: change.key } : plain();
    case 'truncate':
      return { op: 'truncate' };
  }
}

/** The row that a change is about; undefined when it is about all rows, or it cannot be told. */
function rowKey(change: Change): unknown {
  if (change.op === 'truncate') return undefined;
  if (change.op !== 'upsert') return change.key;
  const row: AnyRow = change.row;
  return row[TABLES[change.table].key];
}

function shapeOf(change: Carried): string {
  return change.op === 'patch' ? `patch ${change.columns.names.join()}` : change.op;
}

/**
 * Changes of different rows may change places, those of one row may not: a change joins the last run of its shape unless its row was changed
 * after that one.
 */
function gather(changes: readonly Change[]): readonly Run[] {
  const runs: Run[] = [];
  const lastRunOf = new Map<unknown, number>();
  let floor = 0;
  for (const change of changes) {
    const wire = carried(change);
    const shape = shapeOf(wire);
    const key = rowKey(change);
    const least = Math.max(floor, key === undefined ? runs.length : (lastRunOf.get(key) ?? 0));
    const found = runs.findLastIndex((run, index) => index >= least && run.shape === shape);
    const at = found < 0 ? runs.push({ shape, changes: [] }) - 1 : found;
    runs[at]?.changes.push(wire);
    if (key === undefined) floor = runs.length;
    else lastRunOf.set(key, at);
  }
  return runs;
}

function isOp<Op extends Carried['op']>(op: Op) {
  return (change: Carried): change is Extract<Carried, { op: Op }> => change.op === op;
}

function encodeRun(table: TableName, { changes }: Run): readonly WireRun[] {
  const [first] = changes;
  switch (first?.op) {
    case 'upsert': {
      const cells = changes.filter(isOp('upsert')).map((change) => change.cells);
      return [{ op: 'upsert', rows: encodeRows(wholeRows(table).spec, cells, utf8) }];
    }
    case 'patch': {
      const { columns } = first;
      const patches = changes.filter(isOp('patch'));
      const keys = Float64Array.from(patches, ({ key }) => key);
      const rows = encodeRows(
        columns.spec,
        patches.map(({ cells }) => cells),
        utf8,
      );
      return [{ op: 'patch', columns: columns.names, keys, rows }];
    }
    case 'delete':
      return [{ op: 'delete', keys: Float64Array.from(changes.filter(isOp('delete')), ({ key }) => key) }];
    case 'truncate':
      return [{ op: 'truncate' }];
    case 'plain':
      return [{ op: 'plain', changes: changes.filter(isOp('plain')).map(({ change }) => change) }];
    case undefined:
      return [];
  }
}

/** Changes of one table, in an order that leaves every row as the given order does. */
export function encodeChanges(table: TableName, changes: readonly Change[]): readonly WireRun[] {
  return gather(changes).flatMap((run) => encodeRun(table, run));
}

/** What was carried is checked where it is applied: the cast says what the sender meant. */
function asChange(change: unknown): Change {
  return change as Change;
}

function decodeRun(table: TableName, run: WireRun): readonly Change[] {
  switch (run.op) {
    case 'upsert': {
      const columns = wholeRows(table);
      return decodeRows(columns.spec, run.rows, utf8).map((cells) => asChange({ op: 'upsert', table, row: columns.rowOf(cells) }));
    }
    case 'patch': {
      const columns = new WireColumns(TABLES[table], run.columns);
      return decodeRows(columns.spec, run.rows, utf8).map((cells, index) =>
        asChange({ op: 'patch', table, key: run.keys[index], values: columns.rowOf(cells) }),
      );
    }
    case 'delete':
      return Array.from(run.keys, (key) => ({ op: 'delete', table, key }));
    case 'truncate':
      return [{ op: 'truncate', table }];
    case 'plain':
      return run.changes.map(asChange);
  }
}

export function decodeChanges(table: TableName, runs: readonly WireRun[]): readonly Change[] {
  return runs.flatMap((run) => decodeRun(table, run));
}
