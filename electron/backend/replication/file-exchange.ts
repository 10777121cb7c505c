import type { Database } from '../db/database.ts';

/** Connections beside the writer's. */
export interface ReplicaReaders {
  /** Resolves when none of them has the file open. */
  release(): Promise<void>;
  /** The file may be opened again; it may be another one. */
  reopen(): void;
}

/** Several of them as one. */
export function allReaders(readers: readonly ReplicaReaders[]): ReplicaReaders {
  return {
    release: async () => void (await Promise.all(readers.map((reader) => reader.release()))),
    reopen: () => {
      for (const reader of readers) reader.reopen();
    },
  };
}

export const NO_READERS: ReplicaReaders = { release: async () => undefined, reopen: () => undefined };

/** Puts another file in the place of the one that a connection writes, while nobody has it open; one exchange at a time. */
export class FileExchange {
  readonly #db: Database;
  readonly #readers: ReplicaReaders;
  readonly #onLost: (error: unknown) => void;
  #last: Promise<void> = Promise.resolve();
  #isClosed = false;

  /** @param onLost no file could be opened afterwards: this connection is of no use any more */
  constructor(db: Database, readers: ReplicaReaders, onLost: (error: unknown) => void) {
    this.#db = db;
    this.#readers = readers;
    this.#onLost = onLost;
  }

  /**
   * `begin` sees the new file before the readers do. Rejects with what `exchange` or `begin` throw; then the file is whichever lies there. At the
   * exchange the old file holds everything that was committed, so that whoever is killed in the middle of it goes on from there.
   */
  run(exchange: () => void, begin: () => void): Promise<void> {
    const run = async (): Promise<void> => {
      try {
        // The writer closes last: only who can write copies the log into the file, and a reader that closed last would leave it to be removed.
        await this.#readers.release();
        await this.#db.reopen(async () => exchange());
        begin();
      } catch (error) {
        if (!this.#isClosed && !this.#db.isOpen) this.#onLost(error);
        throw error;
      } finally {
        if (this.#isClosed) this.#db.close();
        this.#readers.reopen();
      }
    };
    const done = this.#last.then(run);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** An exchange under way leaves nothing open. */
  close(): void {
    this.#isClosed = true;
    this.#db.close();
  }
}
