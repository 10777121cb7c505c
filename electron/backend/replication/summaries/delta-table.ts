import type { PreparedStatement, WriteDb } from '../../db/database.ts';
import type { KeptTable } from './row-keeper.ts';
import { fillSummaryTable, type SummaryTable } from './summary-table.ts';

/** What a transaction adds to the row of one key; `last` is the key's last column, the others are its group's. */
type Group = Map<number, Int32Array>;

/** One pair of statements for each set of counts that changes together; beyond this many sets, rare ones share the pair for all counts. */
const STATEMENTS_KEPT = 128;
/** So many rows in one statement cost a quarter less than one by one; more of them cost more again. */
const ROWS_A_STATEMENT = 8;
/** Counts kept for the next transaction; a large one may leave more behind than another ever needs. */
const COUNTS_KEPT = 50_000;

/** Rows to add to, in which the same counts change. */
interface Addition {
  readonly indexes: readonly number[];
  readonly one: PreparedStatement;
  readonly several: PreparedStatement;
  /** Keys and counts of rows that wait for the statement to be full. */
  readonly values: number[];
}

/** Gathers what a transaction adds to and takes from a summary table, and writes each key that changed once. */
export class DeltaTable implements KeptTable {
  readonly #table: SummaryTable;
  readonly #db: WriteDb;
  readonly #presence: readonly number[];
  readonly #remove: PreparedStatement;
  readonly #additions = new Map<number, Addition>();
  /** Those with rows that wait. */
  readonly #waiting = new Set<Addition>();
  readonly #groups = new Map<string, { readonly prefix: readonly number[]; readonly deltas: Group }>();
  readonly #freeCounts: Int32Array[] = [];
  #latestPrefix: readonly (number | undefined)[] = [];
  #latestGroup: Group = new Map();

  constructor(db: WriteDb, table: SummaryTable) {
    const { name, keys, counts, presence } = table;
    const row = [...keys, ...presence].map((column) => `${column} = ?`).join(' AND ');
    this.#table = table;
    this.#db = db;
    this.#presence = presence.map((count) => counts.indexOf(count));
    this.#remove = db.prepare(`DELETE FROM ${name} WHERE ${row}`);
  }

  /** The counts to add to for one key, in the order of the table's counts; valid until the next flush. */
  at(first: number, second?: number, third?: number): Int32Array {
    const group = this.#groupOf(second === undefined ? undefined : first, third === undefined ? undefined : second);
    const last = third ?? second ?? first;
    const known = group.get(last);
    if (known !== undefined) return known;
    const counts = this.#freeCounts.pop() ?? new Int32Array(this.#table.counts.length);
    group.set(last, counts);
    return counts;
  }

  /** Everything goes: rows written and deltas gathered. */
  clear(): void {
    this.forget();
    this.#db.execute(`DELETE FROM ${this.#table.name}`);
  }

  recount(): void {
    this.clear();
    fillSummaryTable(this.#db, this.#table);
  }

  flush(): void {
    if (this.#groups.size === 0) return;
    for (const { prefix, deltas } of this.#groups.values()) {
      for (const [last, counts] of deltas) this.#write(prefix, last, counts);
    }
    for (const addition of this.#waiting) this.#finish(addition);
    this.forget();
  }

  /** What a transaction gathered is void: it was written, or rolled back. */
  forget(): void {
    for (const { deltas } of this.#groups.values()) {
      for (const counts of deltas.values()) if (this.#freeCounts.length < COUNTS_KEPT) this.#freeCounts.push(counts.fill(0));
    }
    for (const { values } of this.#waiting) values.length = 0;
    this.#waiting.clear();
    this.#groups.clear();
    this.#latestPrefix = [];
    this.#latestGroup = new Map();
  }

  /** Most keys that follow one another differ in their last column alone. */
  #groupOf(first: number | undefined, second: number | undefined): Group {
    const { length } = this.#latestPrefix;
    if (length > 0 && this.#latestPrefix[0] === first && this.#latestPrefix[1] === second) return this.#latestGroup;
    const id = `${first},${second}`;
    const prefix = [first, second].filter((key) => key !== undefined);
    const { deltas } = this.#groups.get(id) ?? { prefix, deltas: new Map<number, Int32Array>() };
    this.#groups.set(id, { prefix, deltas });
    this.#latestPrefix = [first, second];
    this.#latestGroup = deltas;
    return deltas;
  }

  #write(prefix: readonly number[], last: number, counts: Int32Array): void {
    let changed = 0;
    for (let index = 0; index < counts.length; index += 1) if (counts[index] !== 0) changed |= 1 << index;
    if (changed === 0 || this.#removeIfEmpty(prefix, last, counts)) return;
    const addition = this.#additionOf(changed);
    const { values, indexes, several } = addition;
    if (values.length === 0) this.#waiting.add(addition);
    for (const key of prefix) values.push(key);
    values.push(last);
    for (const index of indexes) values.push(counts[index] ?? 0);
    if (values.length < ROWS_A_STATEMENT * (prefix.length + 1 + indexes.length)) return;
    several.run(values);
    values.length = 0;
  }

  /** Takes the row away when nothing would be left of it: when what it holds is what the transaction takes. */
  #removeIfEmpty(prefix: readonly number[], last: number, counts: Int32Array): boolean {
    let isTaken = false;
    for (const index of this.#presence) {
      const count = counts[index] ?? 0;
      if (count > 0) return false;
      if (count < 0) isTaken = true;
    }
    return isTaken && this.#remove.run([...prefix, last, ...this.#presence.map((index) => -(counts[index] ?? 0))]) > 0;
  }

  /** Writes the rows that did not fill a statement. */
  #finish({ values, indexes, one }: Addition): void {
    const width = this.#table.keys.length + indexes.length;
    if (values.length === width) one.run(values);
    else for (let from = 0; from < values.length; from += width) one.run(values.slice(from, from + width));
    values.length = 0;
  }

  #additionOf(changed: number): Addition {
    const known = this.#additions.get(changed);
    if (known !== undefined) return known;
    const all = (1 << this.#table.counts.length) - 1;
    const mask = this.#additions.size < STATEMENTS_KEPT ? changed : all;
    const shared = this.#additions.get(mask) ?? this.#prepare(mask);
    this.#additions.set(mask, shared);
    return shared;
  }

  #prepare(mask: number): Addition {
    const { name, keys, counts } = this.#table;
    const indexes = counts.flatMap((_, index) => ((mask & (1 << index)) === 0 ? [] : [index]));
    const changed = indexes.map((index) => counts[index]);
    const columns = [...keys, ...changed];
    const row = `(${columns.map(() => '?').join(', ')})`;
    const sums = changed.map((count) => `${count} = ${count} + excluded.${count}`).join(', ');
    const statement = (rows: number): PreparedStatement =>
      this.#db.prepare(
        `INSERT INTO ${name} (${columns.join(', ')}) VALUES ${new Array(rows).fill(row).join(', ')}
         ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sums}`,
      );
    return { indexes, one: statement(1), several: statement(ROWS_A_STATEMENT), values: [] };
  }
}
