import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../../shared/contract/errors.ts';
import { openDatabase, type Database } from '../database.ts';
import { DatabaseError } from '../database-error.ts';
import type { DatabaseKey } from '../database-key.ts';
import { databaseFileKind } from '../file-kind.ts';
import { assertReadable } from '../readable.ts';
import { sql } from '../sql.ts';
import { AuditChain } from './audit-chain.ts';
import { BackupFolder } from './backups/backup-folder.ts';
import { type RestoredBackup, restoreNewestBackup } from './backups/restore-backup.ts';
import { FrozenReportStore } from './frozen-report-store.ts';
import { encryptLandedFiles } from './landed-files.ts';
import { assertNotNewer, migrate } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { SettingsStore } from './settings-store.ts';

export interface OfficeOptions {
  /** Made when missing; holds office.db and its backups. */
  readonly folder: string;
  readonly key: DatabaseKey;
  readonly nowMs: number;
  /** The file was found damaged while it was open: it is restored when it is opened again. */
  readonly onDamaged?: () => void;
}

/** What only this office has; unlike the replica it cannot be had again from anywhere. */
export interface Office {
  readonly path: string;
  readonly key: DatabaseKey;
  readonly backups: BackupFolder;
  readonly settings: SettingsStore;
  readonly reports: FrozenReportStore;
  readonly audit: AuditChain;
  /** Differs from what it was as soon as anything was changed, by this connection or another. */
  changeMark(): string;
  close(): void;
}

/** Under this setting lies what was restored, until somebody has taken note of it. */
export const RESTORED_SETTING = 'office.restored';

export function officePath(folder: string): string {
  return join(folder, 'office.db');
}

const FILE_OPTIONS = { role: 'office', synchronous: 'FULL' } as const;

function openFile(path: string, { key, onDamaged }: Pick<OfficeOptions, 'key' | 'onDamaged'>): Database {
  return openDatabase(path, { ...FILE_OPTIONS, isFirst: true, key, ...(onDamaged === undefined ? {} : { onDamaged }) });
}

/** The file, open and whole; null when it is damaged: looked at twice, since a single read that failed looks like it too. */
function openWhole(options: OfficeOptions): Database | null {
  const db = openIfWhole(options);
  if (db !== null) return db;
  assertReadable(officePath(options.folder), 'office');
  return openIfWhole(options);
}

function openIfWhole(options: OfficeOptions): Database | null {
  // Damage that is found now is repaired here, and no reason to start again.
  let isWhole = false;
  let db: Database | null = null;
  try {
    db = openFile(officePath(options.folder), { ...options, onDamaged: () => isWhole && options.onDamaged?.() });
    isWhole = db.value(sql`SELECT quick_check FROM pragma_quick_check()`) === 'ok';
    if (isWhole) return db;
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.trouble !== 'damaged') throw error;
  }
  db?.close();
  return null;
}

/** A file that is missing although there are copies of it was not the first of this office. */
function isLost({ folder }: OfficeOptions, backups: BackupFolder): boolean {
  return databaseFileKind(officePath(folder)) === 'missing' && backups.list().length > 0;
}

/** Says for whoever looks at the screen, and for good in the audit log, that the office goes on from a copy. */
function noteRestore(path: string, { backup, keptAs }: RestoredBackup, reason: string, { key, nowMs }: OfficeOptions): void {
  const db = openFile(path, { key });
  try {
    const subject = `backup ${backup.sequence}${keptAs === null ? '' : `, kept ${keptAs}`}`;
    new AuditChain(db).append({ atMs: nowMs, user: 'system', face: 'system', action: 'office-restored', subject, reason });
    new SettingsStore(db).save(RESTORED_SETTING, { atMs: nowMs, backupAtMs: backup.atMs }, { user: 'system', atMs: nowMs });
  } finally {
    db.close();
  }
}

function openOrRestore(options: OfficeOptions, backups: BackupFolder): Database {
  const path = officePath(options.folder);
  const lost = isLost(options, backups);
  const whole = lost ? null : openWhole(options);
  if (whole !== null) return whole;
  const { key, nowMs } = options;
  const restored = restoreNewestBackup({ officePath: path, key, nowMs }, (copyPath, what) =>
    noteRestore(copyPath, what, lost ? 'missing' : 'damaged', options),
  );
  const db = restored === null ? null : openWhole(options);
  if (db === null) throw new CodedError('office-damaged', 'office.db is damaged, and no copy of it is whole', { path });
  return db;
}

function backUpBeforeMigration(db: Database, backups: BackupFolder, number: number): void {
  mkdirSync(backups.path, { recursive: true, mode: 0o700 });
  const path = join(backups.path, `office-before-${String(number).padStart(4, '0')}.db`);
  rmSync(path, { force: true });
  db.run(sql`VACUUM INTO ${path}`);
}

function officeOf(db: Database, backups: BackupFolder, key: DatabaseKey): Office {
  return {
    path: db.path,
    key,
    backups,
    settings: new SettingsStore(db),
    reports: new FrozenReportStore(db),
    audit: new AuditChain(db),
    changeMark: () => db.values(sql`SELECT total_changes(), data_version FROM pragma_data_version()`).join(),
    close: () => db.close(),
  };
}

/**
 * Opens office.db for the process that owns its folder: encrypts what a version without encryption left, restores the newest good copy of a file
 * that is damaged or gone, and brings the file to this program's version.
 * @throws OfficeDatabaseNewerError; CodedError `office-damaged` when no copy is good either; DatabaseError
 */
export function openOffice(options: OfficeOptions): Office {
  const { folder, key } = options;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const backups = new BackupFolder(officePath(folder));
  encryptLandedFiles(officePath(folder), backups, key);
  const db = openOrRestore(options, backups);
  try {
    migrate(db, MIGRATIONS, (number) => backUpBeforeMigration(db, backups, number));
    return officeOf(db, backups, key);
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Opens office.db beside the process that owns its folder: repairs and changes nothing of the file itself. @throws DatabaseError; CodedError `office-newer` */
export function joinOffice(folder: string, key: DatabaseKey): Office {
  // Not the first: pages of the log that its owner is writing at this moment are not counted as lost.
  const db = openDatabase(officePath(folder), { ...FILE_OPTIONS, key });
  try {
    assertNotNewer(db, MIGRATIONS);
    return officeOf(db, new BackupFolder(officePath(folder)), key);
  } catch (error) {
    db.close();
    throw error;
  }
}
