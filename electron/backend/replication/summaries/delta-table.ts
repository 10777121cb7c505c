import type { PreparedStatement, WriteDb } from '../../db/database.ts';
import type { SummaryTable } from './summary-table.ts';

interface Delta {
  readonly key: readonly number[];
  readonly counts: Int32Array;
}

/** Gathers what a transaction adds to and takes from a summary table, and writes it with one upsert for each key that changed. */
export class DeltaTable {
  readonly #table: SummaryTable;
  readonly #db: WriteDb;
  readonly #upsert: PreparedStatement;
  readonly #removeEmpty: PreparedStatement;
  readonly #deltas = new Map<string, Delta>();

  constructor(db: WriteDb, table: SummaryTable) {
    const { name, keys, counts, presence } = table;
    const parameters = [...keys, ...counts].map(() => '?').join(', ');
    const sums = counts.map((count) => `${count} = ${count} + excluded.${count}`).join(', ');
    const where = keys.map((key) => `${key} = ?`).join(' AND ');
    this.#table = table;
    this.#db = db;
    this.#upsert = db.prepare(`INSERT INTO ${name} VALUES (${parameters}) ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${sums}`);
    this.#removeEmpty = db.prepare(`DELETE FROM ${name} WHERE ${where} AND ${presence.map((count) => `${count} = 0`).join(' AND ')}`);
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
      if (!counts.some((count) => count !== 0)) continue;
      this.#upsert.run([...key, ...counts]);
      if (counts.some((count) => count < 0)) this.#removeEmpty.run(key);
    }
    this.#deltas.clear();
  }

  /** What a transaction gathered is void: it was rolled back. */
  forget(): void {
    this.#deltas.clear();
  }
}
