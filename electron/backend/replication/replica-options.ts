import { join } from 'node:path';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { SlowQuery } from '../db/database.ts';
import type { ChangeSink } from './change.ts';
import type { ReplicaReaders } from './file-exchange.ts';
import type { RebuildProgress } from './rebuild.ts';
import type { ReplicaKey } from './replica-file.ts';
import type { CityLimits } from './row-check.ts';

/** Why a sink refuses: the replica holds nothing yet, another thing is under way or none was begun, or it is closed. The source starts again. */
export type ReplicaRefusal =
  | 'snapshot-needed'
  | 'no-snapshot-begun'
  | 'snapshot-under-way'
  | 'no-transaction-begun'
  | 'transaction-under-way'
  | 'closed';

export class ReplicaError extends CodedError {
  readonly refusal: ReplicaRefusal;

  constructor(refusal: ReplicaRefusal) {
    super('replica-not-ready', `replica: ${refusal}`);
    this.name = 'ReplicaError';
    this.refusal = refusal;
  }
}

/** Asked around every transaction. */
export interface CareOfLog {
  /**
   * What to wait for before the next one; null for nothing.
   * @param weight of it, as weightOf counts
   */
  ready(weight: number): Promise<void> | null;
  committed(): void;
}

export interface ReplicaOptions extends ReplicaKey {
  /** Made when missing; holds replica.db. */
  readonly folder: string;
  /** The one source that fills it. */
  readonly sourceId: string;
  /** The city whose indices the rows hold. */
  readonly city: CityLimits & { readonly version: string };
  /** The clock: milliseconds since the epoch. */
  readonly now?: () => number;
  readonly onRebuild?: (progress: RebuildProgress) => void;
  /** Others who have the file open: asked to close it before it is exchanged for another. */
  readonly readers?: ReplicaReaders;
  /** Why the first rows of a snapshot could not be shown before the rest; they come with it. */
  readonly onNotShown?: (error: unknown) => void;
  readonly onHeartbeat?: (atMs: number) => void;
  /** The file was exchanged, or deleted, and what lies there cannot be opened: this replica is of no use any more, and another one may be opened. */
  readonly onLost?: (error: unknown) => void;
  readonly slowQueryMs?: number;
  readonly onSlowQuery?: (slow: SlowQuery) => void;
  /** Keeps the log small; without one, commits do it now and then. */
  readonly careOfLog?: CareOfLog;
  /** Leaves all that was committed in a file of its own, off this thread. Answers whether it could: else this connection does it, or says why not. */
  readonly copyElsewhere?: (path: string) => Promise<boolean>;
  /** See MOST_LOGGED_CHANGES, which is the default. */
  readonly mostLoggedChanges?: number;
}

/** What a replica takes of a source; how the source itself is goes elsewhere. */
export type ReplicaSink = Omit<ChangeSink, 'report'>;

/** For every connection that is kept. */
export const REPLICA_CACHE = { cacheKiB: 64 * 1024, mmapBytes: 256 * 1024 * 1024 } as const;

export function replicaPath(folder: string): string {
  return join(folder, 'replica.db');
}
