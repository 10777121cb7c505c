import { CodedError } from '../../../../shared/contract/errors.ts';
import type { ReadDb, WriteDb } from '../database.ts';
import { sql } from '../sql.ts';
import type { Migration } from './migrations/migration.ts';

/** The file was made by a newer program, which may keep things in it that this one does not know: it is left alone. */
export class OfficeDatabaseNewerError extends CodedError {
  constructor(found: number, known: number) {
    super('office-newer', `office.db is at step ${found}, this program knows ${known}`, { found, known });
    this.name = 'OfficeDatabaseNewerError';
  }
}

/** The number of the last migration that the database went through; 0 for a new file. */
export function officeVersion(db: ReadDb): number {
  return Number(db.value(sql`SELECT user_version FROM pragma_user_version()`));
}

/** @throws OfficeDatabaseNewerError */
export function assertNotNewer(db: ReadDb, migrations: readonly Migration[]): void {
  const found = officeVersion(db);
  const known = migrations.at(-1)?.number ?? 0;
  if (found > known) throw new OfficeDatabaseNewerError(found, known);
}

/**
 * Brings the database to the last of the migrations, each in a transaction of its own.
 * @param backUp called once before the first step of a database that already holds something
 * @throws OfficeDatabaseNewerError
 */
export function migrate(db: WriteDb, migrations: readonly Migration[], backUp: (nextNumber: number) => void): void {
  assertNotNewer(db, migrations);
  const found = officeVersion(db);
  const missing = migrations.filter(({ number }) => number > found);
  const [next] = missing;
  if (found > 0 && next !== undefined) backUp(next.number);
  for (const { number, script } of missing) {
    db.transaction(() => db.execute(`${script}\nPRAGMA user_version = ${number};`));
  }
}
