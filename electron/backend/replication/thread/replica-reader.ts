import { CodedError } from '../../../../shared/contract/errors.ts';
import type { SlowQuery } from '../../db/database.ts';
import type { DatabaseKey } from '../../db/database-key.ts';
import { TurnReader } from '../../db/turn-reader.ts';
import type { ReplicationStatus } from '../../replication-state.ts';
import type { AppliedObserver, AppliedTransaction } from '../applied.ts';
import { type Arrival, type ArrivedPart, readArrivals } from '../arrivals.ts';
import { readCursor, readFreshness, type ReplicaCursor } from '../book.ts';
import { REPLICA_CACHE, replicaPath } from '../replica-options.ts';

export interface ReplicaReaderOptions {
  readonly folder: string;
  readonly key: DatabaseKey;
  readonly slowQueryMs: number;
  readonly onSlowQuery: (slow: SlowQuery) => void;
  /** A read met damage. */
  readonly onDamaged: () => void;
}

/** The replica as this thread sees it: a connection that only reads, and what the replication thread said last. */
export class ReplicaReader {
  readonly read: TurnReader;
  readonly #appliedObservers = new Set<AppliedObserver>();
  readonly #changeObservers = new Set<() => void>();
  #isFilled = false;
  #arrivals: readonly Arrival[] = [];
  #status: ReplicationStatus | null = null;
  #heartbeatAtMs: number | null = null;

  constructor({ folder, key, slowQueryMs, onSlowQuery, onDamaged }: ReplicaReaderOptions) {
    this.read = new TurnReader(replicaPath(folder), { role: 'replica', key, ...REPLICA_CACHE, slowQueryMs, onSlowQuery, onDamaged });
  }

  /** Whether it can be asked and holds a complete snapshot. */
  get isReady(): boolean {
    return this.#isFilled;
  }

  /**
   * @param part what is asked for, if that can be read before the snapshot is complete
   * @throws CodedError `replica-not-ready`
   */
  readonly assertReady = (part?: ArrivedPart): void => {
    if (!this.#isFilled && !this.#arrivals.some((arrival) => arrival.part === part))
      throw new CodedError('replica-not-ready', 'the replica holds no complete snapshot yet');
  };

  /** How the replication goes; known once the replica was opened. */
  get status(): ReplicationStatus {
    if (this.#status === null) throw new Error('the replica was not opened yet');
    return this.#status;
  }

  /** When the source last said that it is alive although nothing changed; null since the program started. */
  get heartbeatAtMs(): number | null {
    return this.#heartbeatAtMs;
  }

  /** Where the replica stands; null while it holds no complete snapshot. */
  cursor(): ReplicaCursor | null {
    return this.#isFilled ? readCursor(this.read) : null;
  }

  /** What can be read while it holds no complete snapshot; nothing once it does. */
  arrivals(): readonly Arrival[] {
    return this.#arrivals;
  }

  freshness(): ReturnType<typeof readFreshness> {
    return readFreshness(this.read);
  }

  /** Told of every commit, in order; the state read then is that one or a later one. @returns ends the observation */
  observe(observer: AppliedObserver): () => void {
    this.#appliedObservers.add(observer);
    return () => this.#appliedObservers.delete(observer);
  }

  /** Called when `isReady`, `arrivals` or `status` may have changed. @returns ends the observation */
  onChanged(observer: () => void): () => void {
    this.#changeObservers.add(observer);
    return () => this.#changeObservers.delete(observer);
  }

  applied(applied: AppliedTransaction): void {
    // More of a first snapshot may have been written into the file that is open.
    const hasArrived = applied.replaced && !this.#isFilled && this.read.isOpen;
    if (hasArrived) this.#arrivals = readArrivals(this.read);
    for (const observer of this.#appliedObservers) observer(applied);
    if (hasArrived) this.#changed();
  }

  stands(status: ReplicationStatus): void {
    this.#status = status;
    this.#changed();
  }

  heard(heartbeatAtMs: number): void {
    this.#heartbeatAtMs = heartbeatAtMs;
  }

  /** Nobody reads until it is opened again. */
  release(): void {
    if (!this.read.isOpen) return;
    this.#isFilled = false;
    this.#arrivals = [];
    this.read.close();
    this.#changed();
  }

  /** Reads what lies there. @throws DatabaseError when it cannot be opened; then nothing is read until the next time */
  open(): void {
    this.read.open();
    this.#isFilled = readCursor(this.read) !== null;
    this.#arrivals = readArrivals(this.read);
    this.#changed();
  }

  close(): void {
    this.#appliedObservers.clear();
    this.#changeObservers.clear();
    this.read.close();
  }

  /** Whoever is told asks how it stands: before the thread's first word nobody could say. */
  #changed(): void {
    if (this.#status === null) return;
    for (const observer of this.#changeObservers) observer();
  }
}
