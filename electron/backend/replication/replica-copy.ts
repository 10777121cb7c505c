import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Database, openDatabase } from '../db/database.ts';
import { syncFile } from '../files/durable-file.ts';
import { Applier, type ApplierOptions } from './applier.ts';
import type { Change, SourcePosition } from './change.ts';
import { keyOption, removeDatabaseFiles, type ReplicaKey } from './replica-file.ts';

/** Changes between two turns of the event loop. */
const CHANGES_A_TURN = 1000;

/** A copy of the replica that a large transaction is applied to beside it, without any log; when it is complete, it takes the replica's place. */
export class ReplicaCopy {
  readonly path: string;
  readonly #db: Database;
  readonly #applier: Applier;
  #changes = 0;

  private constructor(path: string, options: ApplierOptions & ReplicaKey) {
    this.path = path;
    this.#db = openDatabase(path, { role: 'replica', synchronous: 'OFF', journal: 'OFF', cacheKiB: 64 * 1024, ...keyOption(options) });
    this.#applier = new Applier(this.#db, options);
    this.#applier.beginParts();
  }

  /**
   * What cannot be completed leaves nothing behind: on a full disk it would keep it full.
   * @param copyTo leaves what was committed at the path: a second for 400 MB
   * @throws DatabaseError
   */
  static async make(copyTo: (path: string) => Promise<void>, path: string, options: ApplierOptions & ReplicaKey): Promise<ReplicaCopy> {
    removeDatabaseFiles(path);
    try {
      await copyTo(path);
      return new ReplicaCopy(path, options);
    } catch (error) {
      removeDatabaseFiles(path);
      throw error;
    }
  }

  /** @throws DatabaseError; the copy is then beyond repair (there is no journal) and must be abandoned. */
  async apply(changes: readonly Change[]): Promise<void> {
    for (let from = 0; from < changes.length; from += CHANGES_A_TURN) {
      const slice = changes.slice(from, from + CHANGES_A_TURN);
      this.#applier.part(slice, this.#changes);
      this.#changes += slice.length;
      await nextTurn();
    }
  }

  /** The copy is complete, closed and on disk when it returns. */
  finish(position: SourcePosition, committedAtMs: number): void {
    this.#applier.endParts(position, committedAtMs);
    this.#db.close();
    syncFile(this.path);
  }

  abandon(): void {
    this.#db.close();
    removeDatabaseFiles(this.path);
  }
}
