import type { ErrorCode } from './errors.ts';

/**
 * Why the office's own data does not open: this machine holds no key, or another one than it was encrypted with, or the keychain that holds it is
 * closed, or the file and all copies of it are damaged.
 */
export type OfficeLockReason = 'key-missing' | 'key-switched' | 'keychain-unavailable' | 'damaged';

export interface OfficeLock {
  readonly reason: OfficeLockReason;
  /** When the recovery key was made that opens it; null when none was ever kept. */
  readonly recoveryKeyMadeAtMs: number | null;
  /** When the newest copy was made, whether or not it opens. */
  readonly newestBackupAtMs: number | null;
}

/** What can be done about it. `start-new` keeps everything that is there aside. */
export type OfficeRecovery =
  | { readonly way: 'retry' }
  | { readonly way: 'recovery-key'; readonly recoveryKey: string; readonly from: 'office' | 'backup' }
  | { readonly way: 'start-new' };

/** How the office's own data is kept, for screens. */
export interface OfficeSecurity {
  /** What protects the keys: the system's keychain, or only the rights of a file. */
  readonly protection: 'keychain' | 'key-file';
  /** Null until a recovery key was kept. */
  readonly recoveryKeyMadeAtMs: number | null;
  readonly newestBackupAtMs: number | null;
  /** Why the latest copy could not be made. */
  readonly backupTrouble: ErrorCode | null;
  /** The office goes on from a copy, and nobody has taken note of it yet. */
  readonly restored: { readonly atMs: number; readonly backupAtMs: number } | null;
}
