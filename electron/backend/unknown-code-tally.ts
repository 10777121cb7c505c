import { DatabaseError } from './db/database-error.ts';
import type { Replica } from './replication/replica.ts';

/**
 * How many rows stand without a place because the city has no such code. A source counts since it was made, and again from the start with every
 * snapshot; the replica keeps the sum over restarts.
 */
export class UnknownCodeTally {
  readonly #replica: Pick<Replica, 'unknownCodes' | 'keepUnknownCodes'>;
  /** Of the file, before this source. */
  #before: number;
  /** What the source had counted when the rows of the file began to come. */
  #from = 0;
  #reported = 0;
  #snapshotFrom = 0;

  constructor(replica: Pick<Replica, 'unknownCodes' | 'keepUnknownCodes'>) {
    this.#replica = replica;
    this.#before = replica.unknownCodes;
  }

  snapshotBegins(): void {
    this.#snapshotFrom = this.#reported;
  }

  /** All rows came anew. */
  snapshotEnded(): void {
    this.#before = 0;
    this.#from = this.#snapshotFrom;
    this.#keep();
  }

  /** Answers the sum. */
  counted(reported: number): number {
    this.#reported = reported;
    this.#keep();
    return this.#sum;
  }

  get #sum(): number {
    return this.#before + this.#reported - this.#from;
  }

  /** A number for the eye: where it cannot be written now, the next report writes it. */
  #keep(): void {
    try {
      if (this.#replica.unknownCodes !== this.#sum) this.#replica.keepUnknownCodes(this.#sum);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
    }
  }
}
