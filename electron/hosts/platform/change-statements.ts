import type { QueryConfig } from 'pg';
import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { AnyRow, ColumnSpec, TableSpec } from '../../../shared/tables/table-spec.ts';
import { UPSTREAM_SCHEMA, upstreamType } from '../../../shared/tables/upstream.ts';
import type { Change } from '../../backend/replication/change.ts';
import { type NetChanges, netChanges } from './net-changes.ts';
import type { UpstreamCells } from './upstream-cells.ts';

type Statement = QueryConfig<unknown[]>;

/** Names of tables and columns are ours: none needs quotes, `position` included, where a schema stands before it. */
function nameOf(table: TableName): string {
  return `${UPSTREAM_SCHEMA}.${table}`;
}

/** Rows come as one JSON text, whatever their number: a statement is prepared once. */
function recordset(spec: TableSpec, columns: readonly string[]): string {
  const known: Readonly<Record<string, ColumnSpec>> = spec.columns;
  const typed = columns.map((column) => `${column} ${known[column] === undefined ? 'text' : upstreamType(known[column])}`);
  return `json_to_recordset($1) AS given (${typed.join(', ')})`;
}

const UPSERTS = new Map<TableName, string>();
const PATCHES = new Map<string, string>();

function upsertText(table: TableName): string {
  const spec: TableSpec = TABLES[table];
  const columns = Object.keys(spec.columns);
  const replaced = columns.filter((column) => column !== spec.key).map((column) => `${column} = EXCLUDED.${column}`);
  return `INSERT INTO ${nameOf(table)} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${recordset(spec, columns)}
    ON CONFLICT (${spec.key}) DO UPDATE SET ${replaced.join(', ')}`;
}

function patchText(table: TableName, columns: readonly string[]): string {
  const spec: TableSpec = TABLES[table];
  const set = columns.map((column) => `${column} = given.${column}`);
  return `UPDATE ${nameOf(table)} AS known SET ${set.join(', ')} FROM ${recordset(spec, [spec.key, ...columns])}
    WHERE known.${spec.key} = given.${spec.key}`;
}

function made<Key>(texts: Map<Key, string>, key: Key, make: () => string): string {
  const text = texts.get(key) ?? make();
  texts.set(key, text);
  return text;
}

function* statementsOfTable(net: NetChanges, cells: UpstreamCells): Generator<Statement> {
  const { table } = net;
  const { key } = TABLES[table];
  const json = (rows: readonly AnyRow[]): [string] => [JSON.stringify(rows.map((row) => cells.row(table, row)))];
  if (net.isTruncated) yield { text: `TRUNCATE ${nameOf(table)}` };
  const deleted = net.deletedKeys.map((value) => cells.cell(table, key, value));
  if (deleted.length > 0)
    yield { name: `delete-${table}`, text: `DELETE FROM ${nameOf(table)} WHERE ${key} = ANY ($1)`, values: [deleted] };
  const { upserted } = net;
  if (upserted.length > 0) yield { name: `upsert-${table}`, text: made(UPSERTS, table, () => upsertText(table)), values: json(upserted) };
  for (const { columns, rows } of net.patched) {
    if (columns.length === 0) continue;
    const text = made(PATCHES, `${table} ${columns.join()}`, () => patchText(table, columns));
    yield { text, values: json(rows) };
  }
}

/** The statements that bring changes of one transaction onto the platform, a handful for any number of rows. */
export function changeStatements(changes: readonly Change[], cells: UpstreamCells): Statement[] {
  return netChanges(changes).flatMap((net) => [...statementsOfTable(net, cells)]);
}
