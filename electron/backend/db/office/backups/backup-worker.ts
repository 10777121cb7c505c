// One copy of office.db, in a worker of the backend's process, from the sources and from the build.
import { parentPort, workerData } from 'node:worker_threads';
import { CodedError, type ErrorCode } from '../../../../../shared/contract/errors.ts';
import { errorCodeOf } from '../../../files/system-error.ts';
import { DatabaseKey } from '../../database-key.ts';
import type { BackupName } from './backup-name.ts';
import { takeBackup } from './take-backup.ts';

export interface BackupWorkerData {
  readonly officePath: string;
  readonly keyBytes: Uint8Array;
  readonly nowMs: number;
}

export type BackupWorkerAnswer =
  | { readonly kind: 'taken'; readonly backup: BackupName }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly message: string };

// What the worker is started with is written in one place only.
const { officePath, keyBytes, nowMs } = workerData as BackupWorkerData;

function answer(): BackupWorkerAnswer {
  try {
    const key = DatabaseKey.of(keyBytes);
    if (key === null) throw new CodedError('internal', 'the worker was given no key');
    return { kind: 'taken', backup: takeBackup({ officePath, key, nowMs }) };
  } catch (error) {
    return { kind: 'failed', code: errorCodeOf(error), message: error instanceof Error ? error.message : 'unknown' };
  }
}

parentPort?.postMessage(answer());
