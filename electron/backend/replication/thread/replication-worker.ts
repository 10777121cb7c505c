// The replication thread as a worker of the backend's process, from the sources and from the build.
import { type MessagePort, workerData } from 'node:worker_threads';
import { shiftedClock } from '../../clock.ts';
import { keepCompiled } from '../../keep-compiled.ts';
import { type ReplicationSettings, threadPort } from './messages.ts';

export interface ReplicationWorkerData {
  readonly settings: ReplicationSettings;
  readonly clockShiftMs: number;
  readonly port: MessagePort;
}

// What the worker is started with is written in one place only.
const { settings, clockShiftMs, port } = workerData as ReplicationWorkerData;
keepCompiled(settings.dataFolder);
// The port keeps what is said to the thread while its code is read. Whatever a source left open does not keep the thread.
void import('./replication-body.ts')
  .then(({ runReplication }) => runReplication(settings, shiftedClock(clockShiftMs), threadPort(port)))
  .then(() => process.exit(0));
