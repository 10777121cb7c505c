import { existsSync, renameSync } from 'node:fs';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { OfficeLock, OfficeLockReason, OfficeRecovery } from '../../../shared/contract/office-security.ts';
import type { Clock } from '../clock.ts';
import { openDatabase } from '../db/database.ts';
import { DatabaseError } from '../db/database-error.ts';
import { DatabaseKey } from '../db/database-key.ts';
import { databaseFileKind } from '../db/file-kind.ts';
import { BackupFolder } from '../db/office/backups/backup-folder.ts';
import { fileTime } from '../db/office/backups/backup-name.ts';
import { newestGoodBackup } from '../db/office/backups/restore-backup.ts';
import { asideName, keepAside } from '../db/office/keep-aside.ts';
import { officePath, openOffice } from '../db/office/office.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Keyring } from './keyring.ts';
import { unwrapAnyKey } from './recovery-key.ts';

interface OfficeAccessDeps {
  readonly folder: string;
  readonly keyring: Keyring;
  readonly secrets: SecretStore;
  readonly clock: Clock;
}

type Held = { readonly key: DatabaseKey } | { readonly reason: OfficeLockReason };

function opens(path: string, key: DatabaseKey): boolean {
  try {
    openDatabase(path, { role: 'office', synchronous: 'FULL', readonly: true, key }).close();
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.trouble === 'damaged') return false;
    throw error;
  }
}

/** Finds the key that opens office.db, or says why there is none and does what the user decides about it. */
export class OfficeAccess {
  readonly #deps: OfficeAccessDeps;
  readonly #path: string;
  readonly #backups: BackupFolder;

  constructor(deps: OfficeAccessDeps) {
    this.#deps = deps;
    this.#path = officePath(deps.folder);
    this.#backups = new BackupFolder(this.#path);
  }

  /**
   * The key to open office.db with, made now for an office that has nothing encrypted yet.
   * @throws CodedError of the secret store, but for a closed keychain
   */
  async find(): Promise<{ readonly key: DatabaseKey } | { readonly lock: OfficeLock }> {
    const held = await this.#held();
    return 'key' in held ? held : { lock: this.lockBecause(held.reason) };
  }

  lockBecause(reason: OfficeLockReason): OfficeLock {
    // The newest: nobody keeps the recovery key of an office that was left behind.
    const { recovery, record } = this.#deps.keyring;
    const madeAtMs = (recovery ?? record.recoveries.at(-1))?.madeAtMs ?? null;
    return { reason, recoveryKeyMadeAtMs: madeAtMs, newestBackupAtMs: this.#backups.list()[0]?.atMs ?? null };
  }

  /**
   * Does what was decided; `find` finds a key after it. Everything that could not be opened is still there, under its own name or another.
   * @throws CodedError `recovery-key-malformed`, `recovery-key-wrong`, `no-backup`, `office-damaged`, and those of the secret store
   */
  async recover(recovery: OfficeRecovery, user: string): Promise<void> {
    if (recovery.way === 'recovery-key') await this.#openWith(recovery, user);
    if (recovery.way === 'start-new') await this.#startNew(user);
  }

  async #held(): Promise<Held> {
    const { secrets, keyring } = this.#deps;
    try {
      const key = DatabaseKey.of(await secrets.read('office-key'));
      if (key === null) return this.#hasEncrypted() ? { reason: 'key-missing' } : { key: await this.#makeKey() };
      // A file that does not open with the key that it was made with is damaged, and so is one whose copies open with it.
      const isOurs = !this.#hasEncrypted() || keyring.record.officeKeyId === key.id || this.#isOpenedBy(key);
      return isOurs ? { key: this.#remember(key) } : { reason: 'key-switched' };
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'keychain-unavailable') throw error;
      return this.#hasEncrypted() ? { reason: 'keychain-unavailable' } : { key: await this.#makeKey() };
    }
  }

  #hasEncrypted(): boolean {
    return databaseFileKind(this.#path) === 'encrypted' || this.#backups.list().length > 0;
  }

  #isOpenedBy(key: DatabaseKey): boolean {
    if (databaseFileKind(this.#path) === 'encrypted' && opens(this.#path, key)) return true;
    return newestGoodBackup(this.#backups, key) !== null;
  }

  #remember(key: DatabaseKey): DatabaseKey {
    const { keyring } = this.#deps;
    if (keyring.record.officeKeyId !== key.id) keyring.change({ officeKeyId: key.id });
    return key;
  }

  async #makeKey(): Promise<DatabaseKey> {
    const key = DatabaseKey.random();
    await this.#deps.secrets.write('office-key', key.reveal());
    return this.#remember(key);
  }

  async #openWith({ recoveryKey, from }: Extract<OfficeRecovery, { way: 'recovery-key' }>, user: string): Promise<void> {
    const { keyring, secrets, clock } = this.#deps;
    const { recoveries, officeKeyId } = keyring.record;
    const key = unwrapAnyKey(recoveries, recoveryKey);
    if (from === 'backup' && newestGoodBackup(this.#backups, key) === null)
      throw new CodedError('no-backup', 'no copy opens with this key');
    if (!this.#isOpenedBy(key))
      throw new CodedError(key.id === officeKeyId ? 'office-damaged' : 'recovery-key-wrong', 'nothing opens with it');
    if (from === 'backup') keepAside(this.#path, asideName(this.#path, 'kept', clock.now()));
    this.#record(key, user, 'office-unlocked', from);
    await secrets.write('office-key', key.reveal());
  }

  async #startNew(user: string): Promise<void> {
    const { secrets, clock } = this.#deps;
    const nowMs = clock.now();
    const aside = asideName(this.#path, 'kept', nowMs);
    if (existsSync(this.#backups.path)) renameSync(this.#backups.path, `${this.#backups.path}.kept-${fileTime(nowMs)}`);
    keepAside(this.#path, aside);
    const key = DatabaseKey.random();
    await secrets.write('office-key', key.reveal());
    this.#record(this.#remember(key), user, 'office-started-anew', aside);
  }

  /** In the log of the office that goes on, before this machine can open it by itself. */
  #record(key: DatabaseKey, user: string, action: string, subject: string): void {
    const { folder, clock } = this.#deps;
    const office = openOffice({ folder, key, nowMs: clock.now() });
    try {
      office.audit.append({ atMs: clock.now(), user, face: 'console', action, subject, reason: 'recovery' });
    } finally {
      office.close();
    }
  }
}
