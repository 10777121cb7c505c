import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { AnyRow } from '../../../shared/tables/table-spec.ts';
import type { Change } from '../../backend/replication/change.ts';

/** What becomes of one row in a transaction: it is there with these columns, some columns changed, or it is gone. */
type RowFate = { readonly op: 'upsert' | 'patch'; readonly values: AnyRow } | { readonly op: 'delete' };

function keyOf(change: Extract<Change, { op: 'upsert' }>): number {
  const row: AnyRow = change.row;
  return Number(row[TABLES[change.table].key]);
}

/** A patch is nothing but more columns of what came before it; a row that is gone stays gone. */
function patched(before: RowFate | undefined, values: AnyRow): RowFate {
  if (before === undefined) return { op: 'patch', values };
  return before.op === 'delete' ? before : { op: before.op, values: { ...before.values, ...values } };
}

/** The rows of one table that a transaction touches, each with what is left of it at the end. */
export class NetChanges {
  readonly table: TableName;
  isTruncated = false;
  readonly #fates = new Map<number, RowFate>();

  constructor(table: TableName) {
    this.table = table;
  }

  add(change: Change): void {
    switch (change.op) {
      case 'upsert':
        this.#fates.set(keyOf(change), { op: 'upsert', values: change.row });
        return;
      case 'patch':
        this.#fates.set(change.key, patched(this.#fates.get(change.key), change.values));
        return;
      case 'delete':
        this.#fates.set(change.key, { op: 'delete' });
        return;
      case 'truncate':
        this.isTruncated = true;
        this.#fates.clear();
    }
  }

  get deletedKeys(): readonly number[] {
    return [...this.#fates].filter(([, fate]) => fate.op === 'delete').map(([key]) => key);
  }

  get upserted(): readonly AnyRow[] {
    return [...this.#fates.values()].flatMap((fate) => (fate.op === 'upsert' ? [fate.values] : []));
  }

  /** Rows of which the same columns changed, together. */
  get patched(): readonly { readonly columns: readonly string[]; readonly rows: readonly AnyRow[] }[] {
    const { key: keyColumn } = TABLES[this.table];
    const groups = new Map<string, { columns: string[]; rows: AnyRow[] }>();
    for (const [key, fate] of this.#fates) {
      if (fate.op !== 'patch') continue;
      const columns = Object.keys(fate.values).filter((column) => column !== keyColumn);
      const group = groups.get(columns.join()) ?? { columns, rows: [] };
      group.rows.push({ ...fate.values, [keyColumn]: key });
      groups.set(columns.join(), group);
    }
    return [...groups.values()];
  }
}

/** What a list of changes comes to, table by table: the order between rows does not matter any more. */
export function netChanges(changes: readonly Change[]): readonly NetChanges[] {
  const tables = new Map<TableName, NetChanges>();
  for (const change of changes) {
    const net = tables.get(change.table) ?? new NetChanges(change.table);
    net.add(change);
    tables.set(change.table, net);
  }
  return [...tables.values()];
}
