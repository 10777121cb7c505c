import { MessageChannel, Worker } from 'node:worker_threads';
import { type ReaderEnd, type ReplicationSettings, threadPort } from './messages.ts';
import type { ReplicationWorkerData } from './replication-worker.ts';

/** One run of the replication thread, wherever it runs. */
export interface CarriedReplication {
  readonly end: ReaderEnd;
  /** Called once when it has ended, with the error that ended it, or null after it was told to stop. */
  onEnded(listener: (error: Error | null) => void): void;
}

/** Starts the replication thread. */
export type ReplicationCarrier = (settings: ReplicationSettings) => CarriedReplication;

/** Each run is a worker of this process. `entry` is the file of replication-worker.ts, as source or as built. */
export function inWorker(entry: string, clockShiftMs: number): ReplicationCarrier {
  return (settings) => {
    const { port1, port2 } = new MessageChannel();
    const workerData: ReplicationWorkerData = { settings, clockShiftMs, port: port2 };
    const worker = new Worker(entry, { workerData, transferList: [port2], name: 'replication' });
    let failure: Error | null = null;
    worker.once('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    return {
      end: threadPort(port1),
      onEnded: (listener) => {
        worker.once('exit', (status) => {
          port1.close();
          listener(failure ?? (status === 0 ? null : new Error(`the replication thread ended with ${status}`)));
        });
      },
    };
  };
}
