import { Worker } from 'node:worker_threads';
import { CodedError } from '../../../../../shared/contract/errors.ts';
import type { BackupName } from './backup-name.ts';
import type { BackupWorkerAnswer, BackupWorkerData } from './backup-worker.ts';
import { type BackupJob, takeBackup } from './take-backup.ts';

/** Takes one copy of office.db, wherever it does that. Rejects with CodedError. */
export type BackupCarrier = (job: BackupJob) => Promise<BackupName>;

export const inThisThread: BackupCarrier = async (job) => takeBackup(job);

function outcomeOf(answer: BackupWorkerAnswer): BackupName {
  if (answer.kind === 'taken') return answer.backup;
  throw new CodedError(answer.code, answer.message);
}

/** Each copy is made and checked by a worker of its own, so that nobody waits for it. `entry` is the file of backup-worker.ts, as source or as built. */
export function inBackupWorker(entry: string): BackupCarrier {
  return ({ officePath, key, nowMs }) => {
    const workerData: BackupWorkerData = { officePath, keyBytes: key.reveal(), nowMs };
    const worker = new Worker(entry, { workerData, name: 'backup' });
    return new Promise<BackupWorkerAnswer>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => reject(new CodedError('internal', 'the backup ended without an answer')));
    }).then(outcomeOf);
  };
}
