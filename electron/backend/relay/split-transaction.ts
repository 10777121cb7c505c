import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { AnyRow, TableSpec } from '../../../shared/tables/table-spec.ts';
import { streetColumnOf, UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';
import type { Change } from '../replication/change.ts';

/** What one street gets, table by table. */
export interface StreetChanges {
  readonly street: string;
  readonly tables: ReadonlyMap<TableName, readonly Change[]>;
}

/** Streets in ascending order of their codes; `leaving` has to go out before `rest`. */
export interface SplitChanges {
  /** Rows that leave a street for another: their deletion in the old one. Whoever sees both streets must not delete what has arrived. */
  readonly leaving: readonly StreetChanges[];
  readonly rest: readonly StreetChanges[];
}

/** A change that does not say which street it belongs to: a fault of the source. */
export class UnroutableChangeError extends Error {
  override readonly name = 'UnroutableChangeError';

  constructor({ op, table }: Change) {
    super(`a ${op} of ${table} names no street`);
  }
}

const STREET_COLUMNS: ReadonlyMap<string, string | null> = new Map(Object.values(TABLES).map((spec) => [spec.name, streetColumnOf(spec)]));

/** Positions come too often for a stream that is kept; they have their own way (position-publisher.ts, sources/nats/follow-positions.ts). */
export function isRelayed(table: TableName): boolean {
  return table !== 'position';
}

/** Those that a relay reads. */
export const RELAYED_TABLES: readonly TableName[] = TABLE_NAMES.filter(isRelayed);

/** Gathers changes street by street. */
class StreetLists {
  readonly #lists = new Map<string, Map<TableName, Change[]>>();

  add(street: string, change: Change): void {
    const tables = this.#lists.get(street) ?? new Map<TableName, Change[]>();
    const changes = tables.get(change.table) ?? [];
    changes.push(change);
    tables.set(change.table, changes);
    this.#lists.set(street, tables);
  }

  inOrder(): readonly StreetChanges[] {
    return [...this.#lists.keys()].sort().map((street) => ({ street, tables: this.#lists.get(street) ?? new Map() }));
  }

  get isEmpty(): boolean {
    return this.#lists.size === 0;
  }
}

class Splitting {
  /** Rows that were changed here, and the street in which: '' for all streets. */
  readonly #touched = new Map<string, string>();
  readonly #tables = new Set<TableName>();
  readonly #leaving = new StreetLists();
  readonly #rest = new StreetLists();

  /** Whether a change of a row in this street has to wait for the next portion: streets are read one after another, and it reaches across them. */
  mustWait(change: Change, row: string, street: string | null): boolean {
    if (change.op === 'truncate') return this.#tables.has(change.table);
    const before = this.#touched.get(row);
    return before !== undefined && before !== (street ?? '');
  }

  touch(change: Change, row: string, street: string | null): void {
    this.#touched.set(row, street ?? '');
    this.#tables.add(change.table);
  }

  stay(street: string, change: Change): void {
    this.#rest.add(street, change);
  }

  leave(street: string, change: Change): void {
    this.#leaving.add(street, change);
  }

  get isEmpty(): boolean {
    return this.#leaving.isEmpty && this.#rest.isEmpty;
  }

  finish(): SplitChanges {
    return { leaving: this.#leaving.inOrder(), rest: this.#rest.inOrder() };
  }
}

function valuesOf(change: Change): AnyRow {
  if (change.op === 'upsert') return change.row;
  return change.op === 'patch' ? (change.values as AnyRow) : {};
}

function keyOf(change: Change): unknown {
  if (change.op === 'truncate') return '';
  return change.op === 'upsert' ? valuesOf(change)[(TABLES[change.table] as TableSpec).key] : change.key;
}

/** Hands the changes of a transaction out to the streets of a city. */
export class TransactionSplitter {
  /** Codes of all streets, and of none; ascending. */
  readonly streets: readonly string[];
  readonly #codes: readonly string[];

  /** @param codes of the city's streets, by their indices */
  constructor(codes: readonly string[]) {
    this.#codes = codes;
    this.streets = [...codes, UNKNOWN_STREET_CODE].sort();
  }

  /**
   * In as many portions as it takes for whoever reads several streets, one after another, to see every row change in its order: usually one. None
   * when nothing is to be handed out.
   * @throws UnroutableChangeError
   */
  split(changes: readonly Change[]): readonly SplitChanges[] {
    const portions: SplitChanges[] = [];
    let splitting = new Splitting();
    for (const change of changes) {
      if (!isRelayed(change.table)) continue;
      const row = `${change.table} ${String(keyOf(change))}`;
      const { from, to } = this.#wayOf(change);
      if (splitting.mustWait(change, row, to)) {
        portions.push(splitting.finish());
        splitting = new Splitting();
      }
      this.#hand(splitting, change, row, from, to);
    }
    return splitting.isEmpty ? portions : [...portions, splitting.finish()];
  }

  #hand(splitting: Splitting, change: Change, row: string, from: string | null, to: string | null): void {
    splitting.touch(change, row, to);
    for (const street of to === null ? this.streets : [to]) splitting.stay(street, change);
    if (from !== to && from !== null) splitting.leave(from, { op: 'delete', table: change.table, key: Number(keyOf(change)) });
  }

  /** Null: all streets. */
  #wayOf(change: Change): { readonly from: string | null; readonly to: string | null } {
    const column = STREET_COLUMNS.get(change.table) ?? null;
    if (column === null || change.op === 'truncate') return { from: null, to: null };
    const named = valuesOf(change)[column];
    const to = named === undefined ? change.previousStreet : named;
    if (to === undefined) throw new UnroutableChangeError(change);
    const from = change.previousStreet ?? to;
    if (change.op === 'patch' && from !== to) throw new UnroutableChangeError(change);
    return { from: this.#codeOf(from), to: this.#codeOf(to) };
  }

  /** What is no street of this city, also for want of a valid cell, belongs to the unknown one. */
  #codeOf(street: unknown): string {
    return typeof street === 'number' ? (this.#codes[street] ?? UNKNOWN_STREET_CODE) : UNKNOWN_STREET_CODE;
  }
}
