import type { Change } from './change.ts';
import { weightOf } from './logged-weight.ts';
import type { ReplicaCopy } from './replica-copy.ts';

/** A transaction that comes in parts: kept in memory while it is small, applied to a copy of the replica from where it no longer is. */
export class PartedTransaction {
  readonly #mostInMemory: number;
  readonly #makeCopy: () => Promise<ReplicaCopy>;
  #kept: Change[] = [];
  #weight = 0;
  #copy: ReplicaCopy | null = null;
  #isAbandoned = false;

  /** @param mostInMemory as weightOf counts */
  constructor(mostInMemory: number, makeCopy: () => Promise<ReplicaCopy>) {
    this.#mostInMemory = mostInMemory;
    this.#makeCopy = makeCopy;
  }

  /** The changes, while all of them are in memory; null when they are in the copy. */
  get kept(): readonly Change[] | null {
    return this.#copy === null ? this.#kept : null;
  }

  /** Of the changes so far, as weightOf counts. */
  get weight(): number {
    return this.#weight;
  }

  get copy(): ReplicaCopy | null {
    return this.#copy;
  }

  /** @throws DatabaseError; then it can only be abandoned. */
  async add(changes: readonly Change[]): Promise<void> {
    if (this.#copy !== null) return this.#copy.apply(changes);
    for (const change of changes) this.#kept.push(change);
    this.#weight += weightOf(changes);
    if (this.#weight <= this.#mostInMemory) return;
    const copy = await this.#makeCopy();
    // Nobody waits for it any more.
    if (this.#isAbandoned) return copy.abandon();
    this.#copy = copy;
    const kept = this.#kept;
    this.#kept = [];
    await copy.apply(kept);
  }

  abandon(): void {
    this.#isAbandoned = true;
    this.#kept = [];
    this.#copy?.abandon();
  }
}
