import { renameSync } from 'node:fs';
import type { TableName } from '../../../shared/tables/index.ts';
import { openDatabase, type Database, type ReadDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { TouchRecorder, type AppliedObserver, type AppliedTransaction } from './applied.ts';
import { Applier } from './applier.ts';
import { type Arrival, readArrivals } from './arrivals.ts';
import { readCursor, readFreshness, type ReplicaCursor } from './book.ts';
import { type ChangeTransaction, MOST_LOGGED_CHANGES, planOf, type SourcePosition, type UpsertChange } from './change.ts';
import { FileExchange, NO_READERS } from './file-exchange.ts';
import { DurableLog } from './log/durable-log.ts';
import { weightOf } from './logged-weight.ts';
import { PartedTransaction } from './parted-transaction.ts';
import type { RebuildProgress, RebuildReason } from './rebuild.ts';
import { RebuildAnnouncer } from './rebuild-announcer.ts';
import { ReplicaCopy } from './replica-copy.ts';
import {
  createReplicaTables,
  keyOption,
  removeDatabaseFiles,
  removeJournals,
  replicaIdentity,
  replicaIndexes,
  type ReplicaIdentity,
  wipeDatabaseFiles,
} from './replica-file.ts';
import { REPLICA_CACHE, ReplicaError, type ReplicaOptions, replicaPath, type ReplicaRefusal, type ReplicaSink } from './replica-options.ts';
import { besidePath, firstLookPath, SnapshotIntake } from './snapshot-intake.ts';

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
  #parts: PartedTransaction | null = null;
  readonly #rebuild: RebuildAnnouncer;
  readonly #intake: SnapshotIntake;
  #heartbeatAtMs: number | null = null;
  /** Of what was committed last; null while there is no complete snapshot. */
  #position: SourcePosition | null;
  #isSnapshotWanted = false;
  #isClosed = false;

  /** @param reason why the file that lies there cannot serve, null when it can */
  constructor(options: ReplicaOptions, reason: RebuildReason | null) {
    this.path = replicaPath(options.folder);
    this.#options = options;
    this.#identity = replicaIdentity(options.sourceId, options.city.version);
    if (reason === 'unencrypted') for (const path of [this.path, this.#besidePath]) wipeDatabaseFiles(path);
    if (reason !== null) removeDatabaseFiles(this.path);
    for (const path of [this.#besidePath, firstLookPath(options.folder)]) removeDatabaseFiles(path);
    this.#rebuild = new RebuildAnnouncer(options.onRebuild ?? (() => undefined));
    this.#db = this.#open();
    this.#exchange = new FileExchange(this.#db, options.readers ?? NO_READERS, options.onLost ?? (() => undefined));
    this.#log = new DurableLog(this.path, () => this.emptyLog());
    if (reason !== null) this.#createEmpty();
    this.#applier = new Applier(this.#db, options);
    this.#position = readCursor(this.#db)?.position ?? null;
    if (this.#position === null) this.#rebuild.begin(reason ?? 'missing');
    this.#intake = this.#createIntake();
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
    return this.#intake.isUnderWay;
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
    return this.#rebuild.current;
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
    this.#rebuild.begin('requested');
  }

  /** The source's run ended: what it began and did not end is void. */
  abandon(): void {
    this.#drop();
    this.#rebuild.abandon();
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
    if (this.#isClosed || (this.#position === null && this.#rebuild.current?.reason === 'damaged')) return;
    this.#drop();
    this.#position = null;
    this.#rebuild.begin('damaged');
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
    this.#intake.abandon();
  }

  /** What is made beside the replica to take its place. */
  get #besidePath(): string {
    return besidePath(this.#options.folder);
  }

  #createSink(): ReplicaSink {
    return {
      beginSnapshot: async (position, plan) => {
        this.#refuseIf(this.#isClosed, 'closed');
        this.#drop();
        this.#intake.begin(position, plan ?? planOf([]));
      },
      snapshotChunk: async (chunk) => {
        this.#refuseIf(this.#isClosed, 'closed');
        await this.#intake.add(chunk);
      },
      endSnapshot: async () => {
        this.#refuseIf(this.#isClosed, 'closed');
        await this.#intake.end();
      },
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

  #createIntake(): SnapshotIntake {
    return new SnapshotIntake(this.#options, {
      db: this.#db,
      identity: this.#identity,
      rebuild: this.#rebuild,
      isEmpty: () => this.#position === null,
      nowMs: () => this.#nowMs(),
      takePlace: (path, position, committedAtMs, stands) => this.#takePlace(path, position, committedAtMs, stands),
      lendPlace: (path, isWanted) => this.#exchangeFor(path, () => undefined, isWanted),
      tellFirstLook: () => this.#tell(new TouchRecorder().everything().finish('', this.#nowMs())),
    });
  }

  /** A finished file becomes the replica. */
  #takePlace(path: string, position: SourcePosition, committedAtMs: number, stands = (): void => undefined): Promise<void> {
    return this.#exchangeFor(path, () => {
      this.#parts = null;
      this.#isSnapshotWanted = false;
      this.#position = position;
      stands();
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

  #currentParts(): PartedTransaction {
    this.#refuseIf(this.#isClosed, 'closed');
    if (this.#parts === null) throw new ReplicaError('no-transaction-begun');
    return this.#parts;
  }

  /** It is complete, and nothing else is under way. */
  #assertStands(): void {
    this.#refuseIf(this.#isClosed, 'closed');
    this.#refuseIf(this.#intake.isUnderWay, 'snapshot-under-way');
    this.#refuseIf(this.#parts !== null, 'transaction-under-way');
    this.#refuseIf(this.#position === null, 'snapshot-needed');
  }

  #refuseIf(condition: boolean, refusal: ReplicaRefusal): void {
    if (condition) throw new ReplicaError(refusal);
  }

  #tell(applied: AppliedTransaction): void {
    for (const observer of this.#observers) observer(applied);
  }
}
