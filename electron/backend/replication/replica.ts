import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../shared/contract/errors.ts';
import { openDatabase, type Database, type ReadDb, type SlowQuery } from '../db/database.ts';
import { TouchRecorder, type AppliedObserver, type AppliedTransaction } from './applied.ts';
import { Applier } from './applier.ts';
import { readCursor, readFreshness, type ReplicaCursor } from './book.ts';
import type { ChangeSink, ChangeTransaction, SnapshotChunk, SourcePosition } from './change.ts';
import type { RebuildProgress, RebuildReason } from './rebuild.ts';
import {
  createReplicaTables,
  inspectReplica,
  removeDatabaseFiles,
  removeJournals,
  replicaIdentity,
  replicaIndexes,
  type ReplicaIdentity,
} from './replica-file.ts';
import type { CityLimits } from './row-check.ts';
import { SnapshotLoader } from './snapshot-loader.ts';

/** Why a sink refuses: it holds nothing yet, no snapshot was begun, or the replica is closed. The source starts again from `cursor()`. */
type ReplicaRefusal = 'snapshot-needed' | 'no-snapshot-begun' | 'snapshot-under-way' | 'closed';

export class ReplicaError extends CodedError {
  readonly refusal: ReplicaRefusal;

  constructor(refusal: ReplicaRefusal) {
    super('replica-not-ready', `replica: ${refusal}`);
    this.name = 'ReplicaError';
    this.refusal = refusal;
  }
}

export interface ReplicaOptions {
  /** Made when missing; holds replica.db. */
  readonly folder: string;
  /** The one source that fills it. */
  readonly sourceId: string;
  /** The city whose indices the rows hold. */
  readonly city: CityLimits & { readonly version: string };
  /** The clock: milliseconds since the epoch. */
  readonly now?: () => number;
  readonly onRebuild?: (progress: RebuildProgress) => void;
  readonly slowQueryMs?: number;
  readonly onSlowQuery?: (slow: SlowQuery) => void;
}

const CACHE_KIB = 64 * 1024;
const MMAP_BYTES = 256 * 1024 * 1024;

/**
 * The local cache of the city's platform. `read` stays valid through a rebuild: it sees the old rows until a snapshot is complete, and empty
 * tables when there were none.
 */
export class Replica {
  readonly path: string;
  readonly sink: ChangeSink;
  readonly #options: ReplicaOptions;
  readonly #identity: ReplicaIdentity;
  readonly #db: Database;
  readonly #observers = new Set<AppliedObserver>();
  #applier: Applier;
  #loader: SnapshotLoader | null = null;
  #rebuild: RebuildProgress | null = null;
  #heartbeatAtMs: number | null = null;
  #filled: boolean;
  #closed = false;

  constructor(options: ReplicaOptions) {
    const { folder, sourceId, city } = options;
    mkdirSync(folder, { recursive: true });
    this.path = join(folder, 'replica.db');
    this.#options = options;
    this.#identity = replicaIdentity(sourceId, city.version);
    const reason = inspectReplica(this.path, this.#identity);
    if (reason !== null) removeDatabaseFiles(this.path);
    removeDatabaseFiles(this.#loadingPath);
    this.#db = this.#open();
    if (reason !== null) this.#createEmpty();
    this.#applier = new Applier(this.#db, options);
    this.#filled = readCursor(this.#db) !== null;
    if (!this.#filled) this.#announce({ phase: 'rebuilding', reason: reason ?? 'missing', table: null, doneRows: 0, expectedRows: 0 });
    this.sink = {
      beginSnapshot: async (position) => this.#beginSnapshot(position),
      snapshotChunk: async (chunk) => this.#snapshotChunk(chunk),
      endSnapshot: () => this.#endSnapshot(),
      transaction: async (transaction) => this.#transaction(transaction),
      heartbeat: (atMs) => {
        this.#heartbeatAtMs = atMs;
      },
    };
  }

  get read(): ReadDb {
    return this.#db;
  }

  /** Where the replica stands; null while it holds no complete snapshot. */
  cursor(): ReplicaCursor | null {
    return this.#filled ? readCursor(this.#db) : null;
  }

  freshness(): ReturnType<typeof readFreshness> {
    return readFreshness(this.#db);
  }

  /** When the source last said that it is alive although nothing changed; null since the program started. */
  get heartbeatAtMs(): number | null {
    return this.#heartbeatAtMs;
  }

  /** The rebuild under way, or null when the replica is complete. */
  get rebuilding(): RebuildProgress | null {
    return this.#rebuild;
  }

  /** @returns ends the observation */
  observe(observer: AppliedObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#loader?.abandon();
    this.#loader = null;
    this.#db.close();
  }

  get #loadingPath(): string {
    return join(this.#options.folder, 'replica.loading.db');
  }

  #open(): Database {
    const { slowQueryMs, onSlowQuery } = this.#options;
    return openDatabase(this.path, {
      role: 'replica',
      synchronous: 'NORMAL',
      cacheKiB: CACHE_KIB,
      mmapBytes: MMAP_BYTES,
      ...(slowQueryMs === undefined ? {} : { slowQueryMs }),
      ...(onSlowQuery === undefined ? {} : { onSlowQuery }),
      onDamaged: () => queueMicrotask(() => this.#meetDamage()),
    });
  }

  #createEmpty(): void {
    createReplicaTables(this.#db, this.#identity);
    for (const indexes of replicaIndexes()) this.#db.execute(indexes);
  }

  /** Damage met at use: the file goes, an empty one takes its place, and the source finds a null cursor. */
  #meetDamage(): void {
    if (this.#closed || (!this.#filled && this.#rebuild?.reason === 'damaged')) return;
    this.#filled = false;
    try {
      this.#db.reopen(() => removeDatabaseFiles(this.path));
      this.#createEmpty();
    } catch {
      // No room, or no leave to write: until then reads fail with their own error, and the next snapshot takes the place of whatever is there.
    }
    this.#announce({ phase: 'rebuilding', reason: 'damaged', table: null, doneRows: 0, expectedRows: 0 });
    this.#tell(new TouchRecorder().everything().finish('', 0));
  }

  #beginSnapshot(position: SourcePosition): void {
    this.#refuseIf(this.#closed, 'closed');
    this.#loader?.abandon();
    this.#loader = new SnapshotLoader(this.#loadingPath, position, this.#identity, this.#options.city);
    this.#progress('rebuilding', this.#loader);
  }

  #snapshotChunk(chunk: SnapshotChunk): void {
    const loader = this.#currentLoader();
    try {
      loader.load(chunk);
    } catch (error) {
      this.#loader = null;
      loader.abandon();
      throw error;
    }
    this.#progress('rebuilding', loader);
  }

  async #endSnapshot(): Promise<void> {
    const loader = this.#currentLoader();
    const committedAtMs = (this.#options.now ?? Date.now)();
    try {
      await loader.finish(committedAtMs, (phase) => this.#progress(phase, loader));
      this.#refuseIf(this.#closed, 'closed');
      this.#db.reopen(() => {
        // An old write-ahead log must not be replayed into the new file.
        removeJournals(this.path);
        renameSync(loader.path, this.path);
      });
    } catch (error) {
      this.#loader = null;
      loader.abandon();
      throw error;
    }
    this.#loader = null;
    this.#applier = new Applier(this.#db, this.#options);
    this.#filled = true;
    this.#progress('ready', loader);
    this.#tell(new TouchRecorder().everything().finish(loader.position, committedAtMs));
  }

  #transaction(transaction: ChangeTransaction): void {
    this.#refuseIf(this.#closed, 'closed');
    this.#refuseIf(this.#loader !== null, 'snapshot-under-way');
    this.#refuseIf(!this.#filled, 'snapshot-needed');
    this.#tell(this.#applier.apply(transaction));
  }

  #currentLoader(): SnapshotLoader {
    this.#refuseIf(this.#closed, 'closed');
    if (this.#loader === null) throw new ReplicaError('no-snapshot-begun');
    return this.#loader;
  }

  #refuseIf(condition: boolean, refusal: ReplicaRefusal): void {
    if (condition) throw new ReplicaError(refusal);
  }

  #progress(phase: RebuildProgress['phase'], loader: SnapshotLoader): void {
    const reason: RebuildReason = this.#rebuild?.reason ?? 'snapshot';
    this.#announce({ phase, reason, ...loader.loaded });
  }

  #announce(progress: RebuildProgress): void {
    this.#rebuild = progress.phase === 'ready' ? null : progress;
    this.#options.onRebuild?.(progress);
  }

  #tell(applied: AppliedTransaction): void {
    for (const observer of this.#observers) observer(applied);
  }
}

/** Opens the replica in its folder; one that cannot serve is deleted and begun anew. @throws DatabaseError `unwritable` */
export function openReplica(options: ReplicaOptions): Replica {
  return new Replica(options);
}
