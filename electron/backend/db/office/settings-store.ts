import type { WriteDb } from '../database.ts';
import { sql } from '../sql.ts';

/** Who saved a setting, and when. */
interface SavedBy {
  readonly user: string;
  readonly atMs: number;
}

/** What this office set, by key; values are anything that JSON holds. What a value means is its reader's to check. */
export class SettingsStore {
  readonly #db: WriteDb;

  constructor(db: WriteDb) {
    this.#db = db;
  }

  all(): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
      this.#db.values(sql`SELECT key, value FROM setting ORDER BY key`).map(([key, value]) => [key, JSON.parse(String(value))]),
    );
  }

  /** Undefined when it was never saved. */
  get(key: string): unknown {
    const value = this.#db.value<string>(sql`SELECT value FROM setting WHERE key = ${key}`);
    return value === undefined ? undefined : JSON.parse(value);
  }

  /** An undefined value takes the setting back to its default. */
  save(key: string, value: unknown, by: SavedBy): void {
    const json: string | undefined = JSON.stringify(value);
    if (json === undefined) this.#db.run(sql`DELETE FROM setting WHERE key = ${key}`);
    else this.#db.run(sql`INSERT OR REPLACE INTO setting VALUES (${key}, ${json}, ${by.atMs}, ${by.user})`);
  }
}
