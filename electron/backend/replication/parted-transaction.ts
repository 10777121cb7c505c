import type { Change } from './change.ts';
import type { ReplicaCopy } from './replica-copy.ts';

/** Text that weighs as much as a change without any. */
const TEXT_A_CHANGE = 1000;

/** How much of the log or of memory a change takes, in changes of usual size. */
function weightOf(change: Change): number {
  const values: Readonly<Record<string, unknown>> = change.op === 'upsert' ? change.row : change.op === 'patch' ? change.values : {};
  let text = 0;
  for (const column in values) {
    const value = values[column];
    if (typeof value === 'string') text += value.length;
  }
  return 1 + Math.floor(text / TEXT_A_CHANGE);
}

/** A transaction that comes in parts: kept in memory while it is small, applied to a copy of the replica from where it no longer is. */
export class PartedTransaction {
  readonly #mostInMemory: number;
  readonly #makeCopy: () => Promise<ReplicaCopy>;
  #kept: Change[] = [];
  #weight = 0;
  #copy: ReplicaCopy | null = null;
  #isAbandoned = false;

  /** @param mostInMemory changes of usual size */
  constructor(mostInMemory: number, makeCopy: () => Promise<ReplicaCopy>) {
    this.#mostInMemory = mostInMemory;
    this.#makeCopy = makeCopy;
  }

  /** The changes, while all of them are in memory; null when they are in the copy. */
  get kept(): readonly Change[] | null {
    return this.#copy === null ? this.#kept : null;
  }

  get copy(): ReplicaCopy | null {
    return this.#copy;
  }

  /** @throws DatabaseError; then it can only be abandoned. */
  async add(changes: readonly Change[]): Promise<void> {
    if (this.#copy !== null) return this.#copy.apply(changes);
    for (const change of changes) {
      this.#kept.push(change);
      this.#weight += weightOf(change);
    }
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
