import { MessageChannel, Worker } from 'node:worker_threads';
import { type ReaderEnd, type ReplicationSettings, threadPort } from './messages.ts';
import type { ReplicationWorkerData } from './replication-worker.ts';

/** One run of the replication thread, wherever it runs. */
export interface CarriedReplication {
  readonly end: ReaderEnd;
  /** Called once when it has ended, with the error that ended it, or null after it was told to stop. */
  onEnded(listener: (error: Error | null) => void): void;
  /** Ends it wherever it is; `onEnded` is told once it has. */
  kill(): void;
}

/** Starts the replication thread. */
export type ReplicationCarrier = (settings: ReplicationSettings) => CarriedReplication;

/** Files that threads are started with, as source or as built. */
export interface ReplicationEntries {
  /** Of replication-worker.ts. */
  readonly replication: string;
  /** Of checkpoint-worker.ts. */
  readonly checkpoints: string;
}

/**
 * Room for young objects. Node's own 192 MB fill up over hours, in steps that look like a leak on a wall that runs for weeks; with this much the
 * thread has its size after minutes, and drains a backlog as fast (docs/benchmarks.md, wall-soak).
 */
const YOUNG_OBJECTS_MB = 48;

/** Each run is a worker of this process. */
export function inWorker({ replication, checkpoints }: ReplicationEntries, clockShiftMs: number): ReplicationCarrier {
  return (settings) => {
    const { port1, port2 } = new MessageChannel();
    const workerData: ReplicationWorkerData = { settings, clockShiftMs, checkpoints, port: port2 };
    const worker = new Worker(replication, {
      workerData,
      transferList: [port2],
      name: 'replication',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_OBJECTS_MB },
    });
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
      kill: () => void worker.terminate(),
    };
  };
}
