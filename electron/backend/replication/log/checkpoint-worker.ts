// Copies the replica's log into its file, or the whole of it into another one, off the thread that writes: a copy waits for the disk, and whoever
// writes need not: a source that hears nothing from us for a minute hangs up.
import { parentPort, workerData } from 'node:worker_threads';
import { type Database, openDatabase } from '../../db/database.ts';
import { DatabaseKey } from '../../db/database-key.ts';
import { sql } from '../../db/sql.ts';

export interface CheckpointWorkerData {
  readonly path: string;
  readonly keyBytes: Uint8Array | null;
}

/**
 * PASSIVE waits for nobody and copies what it can; TRUNCATE waits for readers and leaves an empty log; `close` lets go of the file; `copyTo` leaves all
 * that was committed in a file of its own, where none may be.
 */
export interface CheckpointOrder {
  readonly id: number;
  readonly order: 'PASSIVE' | 'TRUNCATE' | 'close' | { readonly copyTo: string };
}

export type CheckpointOutcome =
  | { readonly kind: 'done'; readonly isEmptied: boolean }
  /** The file is being exchanged. */
  | { readonly kind: 'skipped' }
  | { readonly kind: 'failed'; readonly message: string };

export interface CheckpointAnswer {
  readonly id: number;
  readonly outcome: CheckpointOutcome;
}

/** A reader has the state of its turn for less; after that the log is emptied at the next try. */
const WAIT_FOR_READERS_MS = 200;

// What the worker is started with is written in one place only.
const { path, keyBytes } = workerData as CheckpointWorkerData;
const key = DatabaseKey.of(keyBytes);
let db: Database | null = null;

function openHere(): Database {
  return openDatabase(path, {
    role: 'replica',
    synchronous: 'NORMAL',
    checkpointPages: 0,
    cacheKiB: 1024,
    busyTimeoutMs: WAIT_FOR_READERS_MS,
    ...(key === null ? {} : { key }),
  });
}

function obey(order: CheckpointOrder['order']): CheckpointOutcome {
  try {
    if (order === 'close') {
      db?.close();
      db = null;
      return { kind: 'done', isEmptied: false };
    }
    db ??= openHere();
    if (typeof order === 'object') {
      // SQLite's own copy: to open the file beside its connections would undo their locks.
      db.run(sql`VACUUM INTO ${order.copyTo}`);
      return { kind: 'done', isEmptied: false };
    }
    const [busy] = db.prepare(`PRAGMA wal_checkpoint(${order})`).get([]) ?? [];
    return { kind: 'done', isEmptied: order === 'TRUNCATE' && busy === 0 };
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', ({ id, order }: CheckpointOrder) => {
  parentPort?.postMessage({ id, outcome: obey(order) } satisfies CheckpointAnswer);
});
