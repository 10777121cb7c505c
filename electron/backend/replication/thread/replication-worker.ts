// The replication thread as a worker of the backend's process, from the sources and from the build.
import { type MessagePort, workerData } from 'node:worker_threads';
import { shiftedClock } from '../../clock.ts';
import { keepCompiled } from '../../keep-compiled.ts';
import { startCheckpointer } from '../log/checkpointer.ts';
import { type ReplicationSettings, threadPort } from './messages.ts';
import type { ReplicationGround } from './replication-body.ts';

export interface ReplicationWorkerData {
  readonly settings: ReplicationSettings;
  readonly clockShiftMs: number;
  /** The file of checkpoint-worker.ts, as source or as built. */
  readonly checkpoints: string;
  readonly port: MessagePort;
}

// What the worker is started with is written in one place only.
const { settings, clockShiftMs, checkpoints, port } = workerData as ReplicationWorkerData;
keepCompiled(settings.dataFolder);
const ground: ReplicationGround = {
  clock: shiftedClock(clockShiftMs),
  startCheckpointer: (path, key) => startCheckpointer(checkpoints, path, key),
};
// The port keeps what is said to the thread while its code is read. Whatever a source left open does not keep the thread.
void import('./replication-body.ts')
  .then(({ runReplication }) => runReplication(settings, ground, threadPort(port)))
  .then(() => process.exit(0));
