import type { PreparedStatement, WriteDb } from '../../db/database.ts';
import type { SummaryTable } from './summary-table.ts';

interface Delta {
  readonly key: readonly number[];
  readonly counts: Int32Array;
}

/** One statement for each set of counts that changes together; beyond this many sets, rare ones share the statement for all counts. */
const STATEMENTS_KEPT = 256;

/** Gathers what a transaction adds to and takes from a summary table, and writes it with one statement for each key that changed. */
export class DeltaTable {
  readonly #table: SummaryTable;
  readonly #db: WriteDb;
  readonly #presence: readonly number[];
  readonly #remove: PreparedStatement;
  readonly #adds = new Map<number, PreparedStatement>();
  readonly #deltas = new Map<string, Delta>();

  constructor(db: WriteDb, table: SummaryTable) {
    const { name, keys, counts, presence } = table;
    const row = [...keys, ...presence].map((column) => `${column} = ?`).join(' AND ');
    this.#table = table;
    this.#db = db;
    this.#presence = presence.map((count) => counts.indexOf(count));
    this.#remove = db.prepare(`DELETE FROM ${name} WHERE ${row}`);
  }

  /** The counts to add to for one key, in the order of the table's counts. */
  at(first: number, second?: number, third?: number): Int32Array {
    const id = `${first},${second},${third}`;
    const known = this.#deltas.get(id);
    if (known !== undefined) return known.counts;
    const key = second === undefined ? [first] : third === undefined ? [first, second] : [first, second, third];
    const delta = { key, counts: new Int32Array(this.#table.counts.length) };
    this.#deltas.set(id, delta);
    return delta.counts;
  }

  /** Everything goes: rows written and deltas gathered. */
  clear(): void {
    this.#deltas.clear();
    this.#db.execute(`DELETE FROM ${this.#table.name}`);
  }

  recount(): void {
    this.clear();
    const { text, values } = this.#table.recount;
    this.#db.prepare(`INSERT INTO ${this.#table.name} ${text}`).run(values);
  }

  flush(): void {
    for (const { key, counts } of this.#deltas.values()) {
      const changed = counts.reduce((mask, count, index) => (count === 0 ? mask : mask | (1 << index)), 0);
      if (changed !== 0 && !this.#removeIfEmpty(key, counts)) this.#add(changed, key, counts);
    }
    this.#deltas.clear();
  }

  /** What a transaction gathered is void: it was rolled back. */
  forget(): void {
    this.#deltas.clear();
  }

  /** Takes the row away when nothing would be left of it: when what it holds is what the transaction takes. */
  #removeIfEmpty(key: readonly number[], counts: Int32Array): boolean {
    const taken = this.#presence.map((index) => -(counts[index] ?? 0));
    return taken.every((count) => count >= 0) && taken.some((count) => count > 0) && this.#remove.run([...key, ...taken]) > 0;
  }

  #add(changed: number, key: readonly number[], counts: Int32Array): void {
    const known = this.#adds.get(changed);
    const all = (1 << counts.length) - 1;
    const mask = known !== undefined || this.#adds.size < STATEMENTS_KEPT ? changed : all;
    const statement = known ?? this.#adds.get(mask) ?? this.#prepareAdd(mask);
    const values = [...key];
    counts.forEach((count, index) => {
      if ((mask & (1 << index)) !== 0) values.push(count);
    });
    statement.run(values);
  }

  #prepareAdd(mask: number): PreparedStatement {
    const { name, keys, counts } = this.#table;
    const changed = counts.filter((_, index) => (mask & (1 << index)) !== 0);
    const columns = [...keys, ...changed];
    const sums = changed.map((count) => `${count} = ${count} + excluded.${count}`).join(', ');
    const statement = this.#db.prepare(
      `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')}) ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sums}`,
    );
    this.#adds.set(mask, statement);
    return statement;
  }
}
