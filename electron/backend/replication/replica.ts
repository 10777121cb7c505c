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
  /** Others who have the file open: asked to close it before it is exchanged for another. */
  readonly readers?: ReplicaReaders;
  readonly onHeartbeat?: (atMs: number) => void;
  readonly slowQueryMs?: number;
  readonly onSlowQuery?: (slow: SlowQuery) => void;
}

/** Connections beside the writer's. */
export interface ReplicaReaders {
  /** Resolves when none of them has the file open. */
  release(): Promise<void>;
  /** The file may be opened again; it may be another one. */
  reopen(): void;
}

const NO_READERS: ReplicaReaders = { release: async () => undefined, reopen: () => undefined };

/** For every connection that is kept. */
export const REPLICA_CACHE = { cacheKiB: 64 * 1024, mmapBytes: 256 * 1024 * 1024 } as const;

export function replicaPath(folder: string): string {
  return join(folder, 'replica.db');
}

/**
 * The local cache of the city's platform: the one connection that writes it. `read` stays valid through a rebuild: it sees the old rows until a
 * snapshot is complete, and empty tables when there were none.
 */
export class Replica {
  readonly path: string;
  readonly sink: ChangeSink;
  readonly #options: ReplicaOptions;
  readonly #identity: ReplicaIdentity;
  readonly #readers: ReplicaReaders;
  readonly #db: Database;
  readonly #observers = new Set<AppliedObserver>();
  #applier: Applier;
  #loader: SnapshotLoader | null = null;
  #rebuild: RebuildProgress | null = null;
  #heartbeatAtMs: number | null = null;
  /** Settles with the last exchange of the file: there is one at a time. */
  #exchanged: Promise<void> = Promise.resolve();
  #filled: boolean;
  #closed = false;

  /** @param reason why the file that lies there cannot serve, null when it can */
  constructor(options: ReplicaOptions, reason: RebuildReason | null) {
    this.path = replicaPath(options.folder);
    this.#options = options;
    this.#identity = identityOf(options);
    this.#readers = options.readers ?? NO_READERS;
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
        options.onHeartbeat?.(atMs);
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
      ...REPLICA_CACHE,
      ...(slowQueryMs === undefined ? {} : { slowQueryMs }),
      ...(onSlowQuery === undefined ? {} : { onSlowQuery }),
      onDamaged: () => queueMicrotask(() => this.meetDamage()),
    });
  }

  #createEmpty(): void {
    createReplicaTables(this.#db, this.#identity);
    for (const indexes of replicaIndexes()) this.#db.execute(indexes);
  }

  /** Damage met at use, by this connection or another: the file goes, an empty one takes its place, and the source finds a null cursor. */
  meetDamage(): void {
    if (this.#closed || (!this.#filled && this.#rebuild?.reason === 'damaged')) return;
    this.#filled = false;
    this.#announce({ phase: 'rebuilding', reason: 'damaged', table: null, doneRows: 0, expectedRows: 0 });
    // At once: the source must not send what it would be refused.
    this.#tell(new TouchRecorder().everything().finish('', 0));
    this.#exchange(
      () => removeDatabaseFiles(this.path),
      () => this.#createEmpty(),
      // No room, or no leave to write: until then reads fail with their own error, and the next snapshot takes the place of whatever is there.
    ).catch(() => undefined);
  }

  /** Puts another file in this one's place while nobody has it open. `begin` comes before the readers do. */
  #exchange(exchange: () => void, begin: () => void): Promise<void> {
    const run = async (): Promise<void> => {
      try {
        await this.#db.reopen(async () => {
          await this.#readers.release();
          exchange();
        });
        begin();
      } finally {
        if (this.#closed) this.#db.close();
        this.#readers.reopen();
      }
    };
    const exchanged = this.#exchanged.then(run);
    this.#exchanged = exchanged.catch(() => undefined);
    return exchanged;
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
      await this.#exchange(
        () => this.#takeOver(loader),
        () => this.#begin(loader, committedAtMs),
      );
    } catch (error) {
      this.#loader = null;
      loader.abandon();
      throw error;
    }
  }

  #takeOver({ path }: SnapshotLoader): void {
    this.#refuseIf(this.#closed, 'closed');
    // An old write-ahead log must not be replayed into the new file.
    removeJournals(this.path);
    renameSync(path, this.path);
  }

  #begin(loader: SnapshotLoader, committedAtMs: number): void {
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

function identityOf({ sourceId, city }: ReplicaOptions): ReplicaIdentity {
  return replicaIdentity(sourceId, city.version);
}

function inspect(options: ReplicaOptions): RebuildReason | null {
  mkdirSync(options.folder, { recursive: true });
  return inspectReplica(replicaPath(options.folder), identityOf(options));
}

/**
 * Opens the replica in its folder, which nobody else has open; one that cannot serve is deleted and begun anew.
 * @throws DatabaseError `unwritable`
 */
export function openReplica(options: ReplicaOptions): Replica {
  return new Replica(options, inspect(options));
}

/** The same while readers may have it open: they are asked to close it if it is deleted, and may open it when this resolves. */
export async function openSharedReplica(options: ReplicaOptions, readers: ReplicaReaders): Promise<Replica> {
  const reason = inspect(options);
  if (reason !== null) await readers.release();
  return new Replica({ ...options, readers }, reason);
}
