import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../../shared/contract/errors.ts';
import { openDatabase, type Database } from '../database.ts';
import { DatabaseError } from '../database-error.ts';
import { sql } from '../sql.ts';
import { AuditChain } from './audit-chain.ts';
import { FrozenReportStore } from './frozen-report-store.ts';
import { migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { OfficeBackup } from './office-backup.ts';
import { SettingsStore } from './settings-store.ts';

interface OfficeOptions {
  /** Made when missing; holds office.db and its backups. */
  readonly folder: string;
  readonly nowMs: number;
}

/** What only this office has; unlike the replica it cannot be had again from anywhere. */
export interface Office {
  readonly path: string;
  readonly settings: SettingsStore;
  readonly reports: FrozenReportStore;
  readonly audit: AuditChain;
  /** One copy a day; at opening, and again whenever it is called on another day. */
  backUp(nowMs: number): void;
  close(): void;
}

function damagedError(path: string, backup: OfficeBackup): CodedError {
  return new CodedError('office-damaged', 'office.db is damaged', { path, backup: backup.newest() ?? '' });
}

function checkedDatabase(path: string, backup: OfficeBackup): Database {
  let db: Database | null = null;
  try {
    db = openDatabase(path, { role: 'office', synchronous: 'FULL' });
    if (db.value(sql`SELECT quick_check FROM pragma_quick_check()`) === 'ok') return db;
  } catch (error) {
    db?.close();
    if (error instanceof DatabaseError && error.trouble === 'damaged') throw damagedError(path, backup);
    throw error;
  }
  db.close();
  throw damagedError(path, backup);
}

/**
 * Opens office.db, brings it to this program's version and backs it up.
 * @throws OfficeDatabaseNewerError; CodedError `office-damaged` with the newest backup in its details; DatabaseError
 */
export function openOffice({ folder, nowMs }: OfficeOptions): Office {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'office.db');
  const backup = new OfficeBackup(folder);
  const db = checkedDatabase(path, backup);
  try {
    migrate(db, MIGRATIONS, (number) => backup.beforeMigration(db, number));
    backup.daily(db, nowMs);
  } catch (error) {
    db.close();
    throw error;
  }
  return {
    path,
    settings: new SettingsStore(db),
    reports: new FrozenReportStore(db),
    audit: new AuditChain(db),
    backUp: (atMs) => backup.daily(db, atMs),
    close: () => db.close(),
  };
}
