import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodedError } from '../../../../shared/contract/errors.ts';

async function openOrNone(path: string, flags: string): Promise<FileHandle | null> {
  try {
    return await open(path, flags);
  } catch (error) {
    // Without a log everything is in the file, which was put on disk before its log went.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Puts what a database's write-ahead log holds on disk, off the event loop; whoever asks meanwhile waits for the next time together. */
export class DurableLog {
  readonly #path: string;
  readonly #putIntoFile: () => boolean;
  #isFolderSynced = false;
  /** The system forgets what it could not write: after a failure, that the next try succeeds says nothing of what was in the log before. */
  #isDoubtful = false;
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  /**
   * @param path of the database
   * @param putIntoFile writes the whole log into the database's file and puts that on disk; answers whether it could
   */
  constructor(path: string, putIntoFile: () => boolean) {
    this.#path = path;
    this.#putIntoFile = putIntoFile;
  }

  /** Resolves when everything committed before the call survives a power cut. */
  sync(): Promise<void> {
    if (this.#running === null) return this.#start();
    this.#next ??= this.#running.then(
      () => this.#startNext(),
      () => this.#startNext(),
    );
    return this.#next;
  }

  /** Another file took the database's place. */
  exchanged(): void {
    this.#isFolderSynced = false;
  }

  #startNext(): Promise<void> {
    this.#next = null;
    return this.#start();
  }

  #start(): Promise<void> {
    const running = this.#syncOnce().finally(() => {
      if (this.#running === running) this.#running = null;
    });
    this.#running = running;
    return running;
  }

  async #syncOnce(): Promise<void> {
    const wasDoubtful = this.#isDoubtful;
    this.#isDoubtful = true;
    if (wasDoubtful && !this.#putIntoFile()) throw new CodedError('disk-failing', 'the log could not be written anew');
    const log = await openOrNone(`${this.#path}-wal`, 'r+');
    try {
      await log?.datasync();
    } finally {
      await log?.close();
    }
    this.#isDoubtful = false;
    if (!this.#isFolderSynced) await this.#syncFolder();
  }

  /** The names of file and log; Windows keeps them by itself and lets nobody open a folder. */
  async #syncFolder(): Promise<void> {
    if (process.platform !== 'win32') {
      const folder = await open(dirname(this.#path), 'r');
      try {
        await folder.sync();
      } finally {
        await folder.close();
      }
    }
    this.#isFolderSynced = true;
  }
}
