import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dayOf, formatDay } from '../../../../shared/domain/time.ts';
import type { WriteDb } from '../database.ts';
import { sql } from '../sql.ts';

const DAYS_KEPT = 7;
const DAILY = /^office-\d{4}-\d{2}-\d{2}\.db$/;

/** Whole copies of office.db beside it: one a day for a week, and one before each migration. */
export class OfficeBackup {
  readonly #folder: string;

  constructor(officeFolder: string) {
    this.#folder = join(officeFolder, 'backups');
  }

  /** One copy for the civil day of `nowMs`, unless there is one. */
  daily(db: WriteDb, nowMs: number): void {
    const path = join(this.#folder, `office-${formatDay(dayOf(nowMs))}.db`);
    if (existsSync(path)) return;
    this.#copy(db, path);
    for (const name of this.#dailyCopies().slice(0, -DAYS_KEPT)) rmSync(join(this.#folder, name));
  }

  beforeMigration(db: WriteDb, number: number): void {
    this.#copy(db, join(this.#folder, `office-before-${String(number).padStart(4, '0')}.db`));
  }

  /** Path of the newest daily copy, null when there is none. */
  newest(): string | null {
    const name = this.#dailyCopies().at(-1);
    return name === undefined ? null : join(this.#folder, name);
  }

  #dailyCopies(): readonly string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => DAILY.test(name))
      .sort();
  }

  /** Under another name until it is whole: a copy that was broken off is never taken for a backup. */
  #copy(db: WriteDb, path: string): void {
    mkdirSync(this.#folder, { recursive: true });
    const unfinished = `${path}.unfinished`;
    rmSync(unfinished, { force: true });
    db.run(sql`VACUUM INTO ${unfinished}`);
    renameSync(unfinished, path);
  }
}
