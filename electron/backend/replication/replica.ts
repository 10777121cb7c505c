import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { TableName } from '../../../shared/tables/index.ts';
import { openDatabase, type Database, type ReadDb, type SlowQuery } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { TouchRecorder, type AppliedObserver, type AppliedTransaction } from './applied.ts';
import { Applier } from './applier.ts';
import { readCursor, readFreshness, type ReplicaCursor } from './book.ts';
import {
  type ChangeSink,
  type ChangeTransaction,
  MOST_LOGGED_CHANGES,
  planOf,
  type SnapshotChunk,
  type SnapshotPlan,
  type SourcePosition,
  type UpsertChange,
} from './change.ts';
import { DurableLog } from './log/durable-log.ts';
import { type Arrival, type ArrivalStage, readArrivals } from './arrivals.ts';
import { FileExchange, NO_READERS, type ReplicaReaders } from './file-exchange.ts';
import { showFirstLook } from './first-look.ts';
import { weightOf } from './logged-weight.ts';
import { PartedTransaction } from './parted-transaction.ts';
import type { RebuildProgress, RebuildReason } from './rebuild.ts';
import { ReplicaCopy } from './replica-copy.ts';
import {
  createReplicaTables,
  inspectReplica,
  keyOption,
  removeDatabaseFiles,
  removeJournals,
  replicaIdentity,
  replicaIndexes,
  type ReplicaIdentity,
  type ReplicaKey,
  wipeDatabaseFiles,
} from './replica-file.ts';
import type { CityLimits } from './row-check.ts';
import { SnapshotLoader } from './snapshot-loader.ts';

/** Why a sink refuses: the replica holds nothing yet, another thing is under way or none was begun, or it is closed. The source starts again. */
type ReplicaRefusal =
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

const NOTHING_LOADED = { table: null, doneRows: 0, expectedRows: 0, tables: [] } as const;

/** For every connection that is kept. */
export const REPLICA_CACHE = { cacheKiB: 64 * 1024, mmapBytes: 256 * 1024 * 1024 } as const;

export function replicaPath(folder: string): string {
  return join(folder, 'replica.db');
}

/**
 * The local cache of the city's platform: the one connection that writes it. `read` stays valid through a rebuild: it sees the old rows until a
 * snapshot is complete, and when there were none, empty tables or what can be shown of the new ones (`readArrivals`).
 */
export class Replica {
  readonly path: string;
  readonly sink: ReplicaSink;
  readonly #options: ReplicaOptions;
  readonly #identity: ReplicaIdentity;
  readonly #db: Database;
  readonly #exchange: FileExchange;
  readonly #log: DurableLog;
  readonly #observers = new Set<AppliedObserver>();
  #applier: Applier;
  #loader: SnapshotLoader | null = null;
  #parts: PartedTransaction | null = null;
  #rebuild: RebuildProgress | null = null;
  #heartbeatAtMs: number | null = null;
  /** Of what was committed last; null while there is no complete snapshot. */
  #position: SourcePosition | null;
  #isSnapshotWanted = false;
  #isClosed = false;

  /** @param reason why the file that lies there cannot serve, null when it can */
  constructor(options: ReplicaOptions, reason: RebuildReason | null) {
    this.path = replicaPath(options.folder);
    this.#options = options;
    this.#identity = identityOf(options);
    if (reason === 'unencrypted') for (const path of [this.path, this.#besidePath]) wipeDatabaseFiles(path);
    if (reason !== null) removeDatabaseFiles(this.path);
    for (const path of [this.#besidePath, this.#firstLookPath]) removeDatabaseFiles(path);
    this.#db = this.#open();
    this.#exchange = new FileExchange(this.#db, options.readers ?? NO_READERS, options.onLost ?? (() => undefined));
    this.#log = new DurableLog(this.path, () => this.emptyLog());
    if (reason !== null) this.#createEmpty();
    this.#applier = new Applier(this.#db, options);
    this.#position = readCursor(this.#db)?.position ?? null;
    if (this.#position === null) this.#announce({ phase: 'rebuilding', reason: reason ?? 'missing', ...NOTHING_LOADED });
    this.sink = this.#createSink();
  }

  get read(): ReadDb {
    return this.#db;
  }

  /** Where the replica stands; null while it holds no complete snapshot. */
  cursor(): ReplicaCursor | null {
    return this.#position === null ? null : readCursor(this.#db);
  }

  /** Where its source goes on; null when it has to send a snapshot. */
  resumeAt(): SourcePosition | null {
    return this.#isSnapshotWanted ? null : this.#position;
  }

  /** What can be read while there is no complete snapshot. */
  arrivals(): readonly Arrival[] {
    return readArrivals(this.#db);
  }

  /** A snapshot is coming. */
  get isLoading(): boolean {
    return this.#loader !== null;
  }

  /** Rows without a place because the city has no such code, since the file was filled. */
  get unknownCodes(): number {
    return this.#db.value<number>(sql`SELECT unknown_codes FROM replica`) ?? 0;
  }

  /** @throws DatabaseError */
  keepUnknownCodes(count: number): void {
    this.#db.run(sql`UPDATE replica SET unknown_codes = ${count}`);
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

  /** The next run of the source sends a snapshot; until it is complete, everything stays as it is. */
  wantSnapshot(): void {
    if (this.#position === null) return;
    this.#isSnapshotWanted = true;
    this.#announce({ phase: 'rebuilding', reason: 'requested', ...NOTHING_LOADED });
  }

  /** The source's run ended: what it began and did not end is void. */
  abandon(): void {
    this.#drop();
    if (this.#rebuild?.reason === 'snapshot') this.#announce({ ...this.#rebuild, phase: 'ready' });
  }

  /** Rows that were set aside, fetched once more. Answers how many of the keys are so no longer. @throws ReplicaError, DatabaseError */
  async repeat(table: TableName, keys: readonly number[], rows: readonly UpsertChange[]): Promise<number> {
    this.#assertStands();
    const room = this.#roomInLog(weightOf(rows));
    if (room !== null) await room;
    const cursor = readCursor(this.#db);
    if (cursor === null) throw new ReplicaError('snapshot-needed');
    const { applied, cured } = this.#applier.repeat(table, keys, rows, cursor);
    this.#options.careOfLog?.committed();
    this.#tell(applied);
    return cured;
  }

  /** Damage met at use, by this connection or another: the file goes, an empty one takes its place, and the source finds a null cursor. */
  meetDamage(): void {
    if (this.#isClosed || (this.#position === null && this.#rebuild?.reason === 'damaged')) return;
    this.#drop();
    this.#position = null;
    this.#announce({ phase: 'rebuilding', reason: 'damaged', ...NOTHING_LOADED });
    // At once: the source must not send what it would be refused.
    this.#tell(new TouchRecorder().everything().finish('', 0));
    this.#log.exchanged();
    this.#exchange
      .run(
        () => removeDatabaseFiles(this.path),
        () => this.#createEmpty(),
      )
      // No room, or no leave to write: until then reads fail with their own error, and the next snapshot takes the place of whatever is there.
      .catch(() => undefined);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#drop();
    this.#exchange.close();
  }

  #drop(): void {
    this.#parts?.abandon();
    this.#parts = null;
    this.#loader?.abandon();
    this.#loader = null;
  }

  /** What is made beside the replica to take its place. */
  get #besidePath(): string {
    return join(this.#options.folder, 'replica.loading.db');
  }

  get #firstLookPath(): string {
    return join(this.#options.folder, 'replica.first-look.db');
  }

  #createSink(): ReplicaSink {
    return {
      beginSnapshot: async (position, plan) => this.#beginSnapshot(position, plan ?? planOf([])),
      snapshotChunk: async (chunk) => this.#snapshotChunk(chunk),
      endSnapshot: () => this.#endSnapshot(),
      transaction: (transaction) => this.#transaction(transaction),
      beginTransaction: async () => this.#beginParts(),
      part: (changes) => this.#currentParts().add(changes),
      commit: (position, committedAtMs) => this.#commitParts(position, committedAtMs),
      rollback: async () => {
        this.#currentParts().abandon();
        this.#parts = null;
      },
      durable: () => this.#durable(),
      heartbeat: (atMs) => {
        this.#heartbeatAtMs = atMs;
        this.#options.onHeartbeat?.(atMs);
      },
    };
  }

  #open(): Database {
    const { slowQueryMs, onSlowQuery, careOfLog } = this.#options;
    return openDatabase(this.path, {
      role: 'replica',
      synchronous: 'NORMAL',
      isFirst: true,
      ...keyOption(this.#options),
      ...REPLICA_CACHE,
      ...(careOfLog === undefined ? {} : { checkpointPages: 0 }),
      ...(slowQueryMs === undefined ? {} : { slowQueryMs }),
      ...(onSlowQuery === undefined ? {} : { onSlowQuery }),
      onDamaged: () => queueMicrotask(() => this.meetDamage()),
    });
  }

  #createEmpty(): void {
    createReplicaTables(this.#db, this.#identity);
    for (const { statements } of replicaIndexes()) this.#db.execute(statements);
  }

  #beginSnapshot(position: SourcePosition, plan: SnapshotPlan): void {
    this.#refuseIf(this.#isClosed, 'closed');
    this.#drop();
    const facts = { path: this.#besidePath, position, begunAtMs: this.#nowMs(), plan, identity: this.#identity };
    this.#loader = new SnapshotLoader({ ...this.#options, ...facts });
    this.#progress('rebuilding', this.#loader);
  }

  async #snapshotChunk(chunk: SnapshotChunk): Promise<void> {
    const loader = this.#currentLoader();
    const stage = this.#position === null ? loader.stageBefore(chunk) : null;
    try {
      if (stage !== null) await this.#showFirst(loader, stage);
      loader.load(chunk);
    } catch (error) {
      this.#giveUp(loader);
      throw error;
    }
    this.#progress('rebuilding', loader);
  }

  /** Whoever has no old rows to look at sees the first of the new ones. The cursor stays away: killed now, all begins anew. */
  async #showFirst(loader: SnapshotLoader, stage: ArrivalStage): Promise<void> {
    this.#progress('showing', loader);
    await loader.close(stage);
    const exchange = (): Promise<void> =>
      this.#exchangeFor(
        this.#firstLookPath,
        () => undefined,
        () => this.#loader === loader,
      );
    const onNotShown = this.#options.onNotShown ?? ((): void => undefined);
    const isShown = await showFirstLook(loader, stage, { db: this.#db, path: this.#firstLookPath, exchange, onNotShown });
    if (isShown) this.#tell(new TouchRecorder().everything().finish('', this.#nowMs()));
  }

  #giveUp(loader: SnapshotLoader): void {
    // One that is not the current any more was abandoned then, and another may lie in its place.
    if (this.#loader !== loader) return;
    this.#loader = null;
    loader.abandon();
  }

  async #endSnapshot(): Promise<void> {
    const loader = this.#currentLoader();
    const committedAtMs = this.#nowMs();
    try {
      await loader.finish(committedAtMs, (phase) => this.#progress(phase, loader));
      await this.#takePlace(loader.path, loader.position, committedAtMs);
    } catch (error) {
      this.#loader = null;
      loader.abandon();
      throw error;
    }
  }

  /** A finished file becomes the replica. */
  #takePlace(path: string, position: SourcePosition, committedAtMs: number): Promise<void> {
    return this.#exchangeFor(path, () => {
      const loader = this.#loader;
      this.#loader = null;
      this.#parts = null;
      this.#isSnapshotWanted = false;
      this.#position = position;
      if (loader !== null) this.#progress('ready', loader);
      this.#tell(new TouchRecorder().everything().finish(position, committedAtMs));
    });
  }

  /** Puts a file that is closed and on disk in the replica's place, and then `stands`. */
  async #exchangeFor(path: string, stands: () => void, isWanted = (): boolean => true): Promise<void> {
    const exchange = (): void => {
      this.#refuseIf(this.#isClosed, 'closed');
      this.#refuseIf(!isWanted(), 'no-snapshot-begun');
      // An old write-ahead log must not be replayed into the new file.
      removeJournals(this.path);
      renameSync(path, this.path);
      this.#log.exchanged();
    };
    const begin = (): void => {
      this.#applier = new Applier(this.#db, this.#options);
      stands();
    };
    try {
      await this.#exchange.run(exchange, begin);
    } catch (error) {
      this.#regain(error);
      throw error;
    }
  }

  /** After an exchange that failed: what was prepared is void, and the file that lies there says itself where it stands. */
  #regain(why: unknown): void {
    if (this.#isClosed || !this.#db.isOpen) return;
    try {
      this.#applier = new Applier(this.#db, this.#options);
      this.#position = readCursor(this.#db)?.position ?? null;
    } catch {
      this.#options.onLost?.(why);
    }
  }

  async #transaction(transaction: ChangeTransaction): Promise<void> {
    this.#assertStands();
    const weight = weightOf(transaction.changes);
    if (weight <= this.#mostLoggedChanges) return this.#apply(transaction, weight);
    this.#beginParts();
    await this.#currentParts().add(transaction.changes);
    await this.#commitParts(transaction.position, transaction.committedAtMs);
  }

  /** @param weight as weightOf counts */
  async #apply(transaction: ChangeTransaction, weight: number): Promise<void> {
    const room = this.#roomInLog(weight);
    if (room !== null) await room;
    const applied = this.#applier.apply(transaction);
    this.#position = transaction.position;
    this.#options.careOfLog?.committed();
    this.#tell(applied);
  }

  /** Null while there is room in the log; what waits for it is refused if the replica does not stand any more. */
  #roomInLog(weight: number): Promise<void> | null {
    return this.#options.careOfLog?.ready(weight)?.then(() => this.#assertStands()) ?? null;
  }

  #beginParts(): void {
    this.#assertStands();
    const makeCopy = () => ReplicaCopy.make((path) => this.#copyTo(path), this.#besidePath, this.#options);
    this.#parts = new PartedTransaction(this.#mostLoggedChanges, makeCopy);
  }

  async #copyTo(path: string): Promise<void> {
    if ((await this.#options.copyElsewhere?.(path)) === true) return;
    this.#refuseIf(this.#isClosed, 'closed');
    removeDatabaseFiles(path);
    this.#db.run(sql`VACUUM INTO ${path}`);
  }

  async #commitParts(position: SourcePosition, committedAtMs: number): Promise<void> {
    const { kept, copy, weight } = this.#currentParts();
    if (copy === null) {
      this.#parts = null;
      return this.#apply({ position, committedAtMs, changes: kept ?? [] }, weight);
    }
    copy.finish(position, committedAtMs);
    await this.#takePlace(copy.path, position, committedAtMs);
  }

  async #durable(): Promise<SourcePosition | null> {
    const position = this.#position;
    await this.#log.sync();
    return position;
  }

  /** Copies the whole log into the file and puts that on disk. Answers whether it could. @throws DatabaseError */
  emptyLog(): boolean {
    const [busy] = this.#db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get([]) ?? [];
    return busy === 0;
  }

  #nowMs(): number {
    return (this.#options.now ?? Date.now)();
  }

  get #mostLoggedChanges(): number {
    return this.#options.mostLoggedChanges ?? MOST_LOGGED_CHANGES;
  }

  #currentLoader(): SnapshotLoader {
    this.#refuseIf(this.#isClosed, 'closed');
    if (this.#loader === null) throw new ReplicaError('no-snapshot-begun');
    return this.#loader;
  }

  #currentParts(): PartedTransaction {
    this.#refuseIf(this.#isClosed, 'closed');
    if (this.#parts === null) throw new ReplicaError('no-transaction-begun');
    return this.#parts;
  }

  /** It is complete, and nothing else is under way. */
  #assertStands(): void {
    this.#refuseIf(this.#isClosed, 'closed');
    this.#refuseIf(this.#loader !== null, 'snapshot-under-way');
    this.#refuseIf(this.#parts !== null, 'transaction-under-way');
    this.#refuseIf(this.#position === null, 'snapshot-needed');
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
  return inspectReplica(replicaPath(options.folder), identityOf(options), options);
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
  if (reason === null) return new Replica({ ...options, readers }, null);
  await readers.release();
  const replica = new Replica({ ...options, readers }, reason);
  readers.reopen();
  return replica;
}
