import type { CommittedAt } from './change-decoder.ts';
import type { Lsn } from './lsn.ts';

export interface QueueLimits {
  /** A transaction that grows beyond is applied in parts before its end has come. */
  readonly partRows: number;
  readonly partBytes: number;
  /** Transactions are merged up to here: together they are not to be too large for the replica's log (MOST_LOGGED_CHANGES). */
  readonly groupRows: number;
  readonly groupBytes: number;
  /** More than this waits in the network. */
  readonly mostRows: number;
  readonly mostBytes: number;
}

/** What is to be applied next. */
export type Work<Item> =
  /** Whole transactions, to be applied as one. */
  | { readonly kind: 'group'; readonly changes: readonly Item[]; readonly at: CommittedAt; readonly transactions: number }
  /** The beginning or middle of a transaction too large to be held. */
  | { readonly kind: 'part'; readonly changes: readonly Item[] }
  /** Its end. */
  | { readonly kind: 'end'; readonly changes: readonly Item[]; readonly at: CommittedAt };

interface Ended {
  /** Changes that came before the end of this transaction, since the queue was made. */
  readonly upTo: number;
  readonly bytes: number;
  readonly at: CommittedAt;
}

/**
 * Holds what the stream brought until it is applied: reading never waits, and applying takes as much at once as there is. Transactions that end
 * before `from` are passed over: the server sends again what it does not know to be safe.
 */
export class ChangeQueue<Item> {
  readonly #from: Lsn;
  readonly #limits: QueueLimits;
  #changes: Item[] = [];
  /** Changes that were taken, since the queue was made. */
  #taken = 0;
  readonly #ended: Ended[] = [];
  #bytes = 0;
  /** Of the transaction that is coming in. */
  #openBytes = 0;
  #isOpen = false;
  #isSkipping = false;
  /** The first transaction in the queue has been begun in parts. */
  #isInParts = false;

  constructor(from: Lsn, limits: QueueLimits) {
    this.#from = from;
    this.#limits = limits;
  }

  begin(commitLsn: Lsn): void {
    this.#isOpen = true;
    this.#openBytes = 0;
    // A commit record may begin where the one before ends: only what lies before is known.
    this.#isSkipping = commitLsn < this.#from;
  }

  add(change: Item, bytes: number): void {
    if (this.#isSkipping) return;
    this.#changes.push(change);
    this.#bytes += bytes;
    this.#openBytes += bytes;
  }

  commit(at: CommittedAt): void {
    this.#isOpen = false;
    if (this.#isSkipping) this.#isSkipping = false;
    else this.#ended.push({ upTo: this.#taken + this.#changes.length, bytes: this.#openBytes, at });
  }

  /** Nothing is held, and no transaction is coming in. */
  get isEmpty(): boolean {
    return this.#changes.length === 0 && this.#ended.length === 0 && !this.#isOpen && !this.#isInParts;
  }

  get rows(): number {
    return this.#changes.length;
  }

  /** Whether the sender should wait. */
  get isFull(): boolean {
    return this.#changes.length >= this.#limits.mostRows || this.#bytes >= this.#limits.mostBytes;
  }

  /** Whether a group of transactions is as large as groups get. */
  get hasFullGroup(): boolean {
    const last = this.#ended.at(-1);
    const { groupRows, groupBytes } = this.#limits;
    return last !== undefined && (last.upTo - this.#taken >= groupRows || this.#bytes >= groupBytes);
  }

  /** Null while there is nothing to apply. */
  take(): Work<Item> | null {
    if (this.#isInParts) return this.#ended.length > 0 ? this.#takeEnd() : this.#takePart();
    return this.#ended.length > 0 ? this.#takeGroup() : this.#takePart();
  }

  #takeGroup(): Work<Item> {
    const { groupRows, groupBytes } = this.#limits;
    let together = 0;
    const beyond = this.#ended.findIndex((transaction) => {
      together += transaction.bytes;
      return transaction.upTo - this.#taken > groupRows || together > groupBytes;
    });
    const ended = this.#ended.splice(0, beyond === -1 ? this.#ended.length : Math.max(beyond, 1));
    const { upTo, at } = ended.at(-1) as Ended;
    const bytes = ended.reduce((sum, transaction) => sum + transaction.bytes, 0);
    return { kind: 'group', changes: this.#shift(upTo - this.#taken, bytes), at, transactions: ended.length };
  }

  #takeEnd(): Work<Item> {
    const { upTo, bytes, at } = this.#ended.shift() as Ended;
    this.#isInParts = false;
    return { kind: 'end', changes: this.#shift(upTo - this.#taken, bytes), at };
  }

  #takePart(): Work<Item> | null {
    const { partRows, partBytes } = this.#limits;
    if (this.#changes.length < partRows && this.#bytes < partBytes) return null;
    this.#isInParts = true;
    const bytes = this.#openBytes;
    this.#openBytes = 0;
    return { kind: 'part', changes: this.#shift(this.#changes.length, bytes) };
  }

  #shift(count: number, bytes: number): readonly Item[] {
    this.#taken += count;
    this.#bytes -= bytes;
    if (count < this.#changes.length) return this.#changes.splice(0, count);
    const all = this.#changes;
    this.#changes = [];
    return all;
  }
}
