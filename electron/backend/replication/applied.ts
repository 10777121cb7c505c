import type { TableName } from '../../../shared/tables/index.ts';
import type { SourcePosition } from './change.ts';

/** What a change in a grid concerns; each has its own readers. */
export type Concern = 'coverage' | 'alerts' | 'workOrders' | 'workers' | 'visits' | 'profiles';

/** Rows of one table that a transaction touched. */
export interface AppliedTable {
  readonly upserted: number;
  readonly deleted: number;
  /** Keys of the rows that came, changed or went, each once, ascending. */
  readonly keys: readonly number[];
}

/** What one committed transaction touched: enough for a topic to send what changed and nothing else. */
export interface AppliedTransaction {
  readonly position: SourcePosition;
  readonly committedAtMs: number;
  /** Everything may have changed (a snapshot, a truncated table, a rebuilt replica): read again; the lists below are not complete. */
  readonly replaced: boolean;
  readonly tables: ReadonlyMap<TableName, AppliedTable>;
  /** Records were set aside, or are so no longer. */
  readonly quarantineChanged: boolean;
  /** Grids whose rows or counts changed, ascending; −1 stands for records that match no grid. */
  readonly touchedGrids: { readonly [Name in Concern]: Int32Array };
}

/** Called after the commit, in order. It must not throw. */
export type AppliedObserver = (applied: AppliedTransaction) => void;

const CONCERN_OF: { readonly [Name in TableName]: Concern } = {
  batch: 'coverage',
  task: 'coverage',
  alert: 'alerts',
  work_order: 'workOrders',
  worker: 'workers',
  position: 'workers',
  track: 'workers',
  visit: 'visits',
  grid_profile: 'profiles',
};

interface TouchedTable {
  upserted: number;
  deleted: number;
  readonly keys: Set<number>;
}

const NONE = new Int32Array(0);

/** A small transaction touches one concern or two, and there are thousands of them. */
function sorted(numbers: ReadonlySet<number> | undefined): Int32Array {
  if (numbers === undefined) return NONE;
  const list = new Int32Array(numbers.size);
  let index = 0;
  for (const number of numbers) list[index++] = number;
  return list.sort();
}

/** A transaction that touches more keys is told as one that touches everything: its lists would cost more than reading again. */
const MOST_KEYS_TOLD = 50_000;

/** Gathers what a transaction touches while it is applied. */
export class TouchRecorder {
  readonly #tables = new Map<TableName, TouchedTable>();
  readonly #grids: { [Name in Concern]?: Set<number> } = {};
  #replaced = false;
  #quarantineChanged = false;
  #toldKeys = 0;

  upserted(table: TableName, key: number): void {
    const touched = this.#table(table);
    touched.upserted += 1;
    this.#touch(touched, key);
  }

  deleted(table: TableName, key: number): void {
    const touched = this.#table(table);
    touched.deleted += 1;
    this.#touch(touched, key);
  }

  quarantine(): void {
    this.#quarantineChanged = true;
  }

  grid(table: TableName, grid: number): void {
    const concern = CONCERN_OF[table];
    const grids = (this.#grids[concern] ??= new Set());
    grids.add(grid);
  }

  everything(): this {
    this.#replaced = true;
    this.#quarantineChanged = true;
    return this;
  }

  finish(position: SourcePosition, committedAtMs: number): AppliedTransaction {
    const tables = new Map<TableName, AppliedTable>();
    for (const [name, { upserted, deleted, keys }] of this.#tables) {
      tables.set(name, { upserted, deleted, keys: [...keys].sort((a, b) => a - b) });
    }
    const { coverage, alerts, workOrders, workers, visits, profiles } = this.#grids;
    const touchedGrids = {
      coverage: sorted(coverage),
      alerts: sorted(alerts),
      workOrders: sorted(workOrders),
      workers: sorted(workers),
      visits: sorted(visits),
      profiles: sorted(profiles),
    };
    return { position, committedAtMs, replaced: this.#replaced, tables, quarantineChanged: this.#quarantineChanged, touchedGrids };
  }

  #touch({ keys }: TouchedTable, key: number): void {
    if (this.#replaced) return;
    keys.add(key);
    this.#toldKeys += 1;
    if (this.#toldKeys <= MOST_KEYS_TOLD) return;
    this.#replaced = true;
    for (const touched of this.#tables.values()) touched.keys.clear();
  }

  #table(name: TableName): TouchedTable {
    const known = this.#tables.get(name);
    if (known !== undefined) return known;
    const touched = { upserted: 0, deleted: 0, keys: new Set<number>() };
    this.#tables.set(name, touched);
    return touched;
  }
}

/** Rows that came, changed or went, as often as they did. */
export function rowsOf({ tables }: AppliedTransaction): number {
  let rows = 0;
  for (const { upserted, deleted } of tables.values()) rows += upserted + deleted;
  return rows;
}
