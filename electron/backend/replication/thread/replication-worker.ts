// The replication thread as a worker of the backend's process, from the sources and from the build.
import { type MessagePort, workerData } from 'node:worker_threads';
import { shiftedClock } from '../../clock.ts';
import { threadPort, type ReplicationSettings } from './messages.ts';
import { runReplication } from './replication-body.ts';

export interface ReplicationWorkerData {
  readonly settings: ReplicationSettings;
  readonly clockShiftMs: number;
  readonly port: MessagePort;
}

// What the worker is started with is written in one place only.
const { settings, clockShiftMs, port } = workerData as ReplicationWorkerData;
// Whatever a source left open does not keep the thread.
void runReplication(settings, shiftedClock(clockShiftMs), threadPort(port)).then(() => process.exit(0));
