import { Worker } from 'node:worker_threads';
import type { DatabaseKey } from '../../db/database-key.ts';
import { PendingAnswers } from '../../pending-answers.ts';
import type { ReplicaReaders } from '../file-exchange.ts';
import type { CheckpointAnswer, CheckpointOrder, CheckpointOutcome, CheckpointWorkerData } from './checkpoint-worker.ts';

/** Whoever copies the replica's log into its file. It has the file open, so it is one of its readers. */
export interface Checkpointer extends ReplicaReaders {
  /** Rejects when it is gone. */
  run(order: 'PASSIVE' | 'TRUNCATE'): Promise<CheckpointOutcome>;
  /** All that was committed in a file of its own, where none may be. Answers whether it could; whoever asked then finds out himself why not. */
  copyTo(path: string): Promise<boolean>;
  stop(): Promise<void>;
}

class WorkerCheckpointer implements Checkpointer {
  readonly #entry: string;
  readonly #workerData: CheckpointWorkerData;
  readonly #answers = new PendingAnswers<CheckpointOutcome>();
  #worker: Worker | null = null;
  #isReleased = false;
  #isGone = false;

  constructor(entry: string, workerData: CheckpointWorkerData) {
    this.#entry = entry;
    this.#workerData = workerData;
  }

  run(order: 'PASSIVE' | 'TRUNCATE'): Promise<CheckpointOutcome> {
    return this.#ask(order);
  }

  async copyTo(path: string): Promise<boolean> {
    const outcome = await this.#ask({ copyTo: path }).catch(() => null);
    return outcome?.kind === 'done';
  }

  #ask(order: CheckpointOrder['order']): Promise<CheckpointOutcome> {
    if (this.#isGone) return Promise.reject(new Error('there is no checkpointing thread'));
    if (this.#isReleased) return Promise.resolve({ kind: 'skipped' });
    this.#worker ??= this.#start();
    return this.#order(this.#worker, order);
  }

  /** A thread that is gone has nothing open. */
  async release(): Promise<void> {
    this.#isReleased = true;
    if (this.#worker !== null && !this.#isGone) await this.#order(this.#worker, 'close').catch(() => undefined);
  }

  reopen(): void {
    this.#isReleased = false;
  }

  async stop(): Promise<void> {
    await this.release();
    await this.#worker?.terminate();
  }

  /** Not before there is something to do: a start has enough of it. */
  #start(): Worker {
    const worker = new Worker(this.#entry, { workerData: this.#workerData, name: 'checkpoints' });
    let failure = new Error('the checkpointing thread ended');
    worker.on('message', ({ id, outcome }: CheckpointAnswer) => this.#answers.answer(id, outcome));
    worker.once('error', (error) => {
      failure = error instanceof Error ? error : new Error(String(error));
    });
    worker.once('exit', () => {
      this.#isGone = true;
      this.#answers.refuseAll(failure);
    });
    return worker;
  }

  #order(worker: Worker, order: CheckpointOrder['order']): Promise<CheckpointOutcome> {
    return this.#answers.ask((id) => worker.postMessage({ id, order } satisfies CheckpointOrder));
  }
}

/** In a worker of its own, which begins with the first run. `entry` is the file of checkpoint-worker.ts, as source or as built; `path` the replica's. */
export function startCheckpointer(entry: string, path: string, key: DatabaseKey | null): Checkpointer {
  return new WorkerCheckpointer(entry, { path, keyBytes: key?.reveal() ?? null });
}
