import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import { TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { City } from '../../../../shared/city/city.ts';
import type { Clock } from '../../clock.ts';
import { type ChangeSink, type UpsertChange, SourceFailedError } from '../../replication/change.ts';
import type { CityCodes } from './city-codes.ts';
import { connect, disconnect, type ConnectionSettings } from './connect.ts';
import type { OpenPlatform } from './open-platform.ts';
import { formatPosition, type PostgresPosition } from './position.ts';
import { type CreatedSlot, ReplicationLine, type SystemIdentity } from './replication-line.ts';
import { checkPlatform, checkRowRights, checkPublishedRows } from './server-checks.ts';
import { RecentTransactions } from './seen-transactions.ts';
import { dropSlot, freeSlot, makeSlot } from './slot.ts';
import { sendSnapshot } from './snapshot.ts';
import type { SourceReporter } from './source-reporter.ts';
import { snapshotTrouble, whySnapshot, type SnapshotReason } from './start-decision.ts';
import { streamChanges } from './stream-changes.ts';
import type { PostgresTuning } from './tuning.ts';
import { type UpstreamNames, UpstreamWatch } from './upstream-watch.ts';

const SLOT_PATIENCE_MS = 5000;

export interface PlatformRunOptions {
  readonly settings: ConnectionSettings;
  readonly names: UpstreamNames & { readonly area: string };
  /** Whether a snapshot brings rows; without them it only says where the stream begins. */
  readonly copiesRows: boolean;
  readonly city: City;
  readonly codes: CityCodes;
  readonly clock: Clock;
  readonly tuning: PostgresTuning;
  readonly sink: ChangeSink;
  readonly reporter: SourceReporter;
}

/** One connection to a platform, from the checks at its beginning until the line breaks. */
export class PlatformRun {
  readonly #options: PlatformRunOptions;
  readonly #platform: OpenPlatform;
  readonly #line: ReplicationLine;
  readonly #watch: UpstreamWatch;
  readonly #recent = new RecentTransactions();

  private constructor(options: PlatformRunOptions, platform: OpenPlatform, line: ReplicationLine) {
    this.#options = options;
    this.#platform = platform;
    this.#line = line;
    this.#watch = new UpstreamWatch(platform.control, options.names, options.clock);
  }

  /** Opens the stream's connection beside the one for questions, which is closed where that fails. @throws SourceFailedError */
  static async open(options: PlatformRunOptions, platform: OpenPlatform): Promise<PlatformRun> {
    try {
      const client = await connect(options.settings, platform.address, 'replication');
      return new PlatformRun(options, platform, new ReplicationLine(client, options.settings.queryTimeoutMs));
    } catch (error) {
      platform.control.close();
      throw error;
    }
  }

  close(): void {
    this.#line.close();
    this.#platform.control.close();
  }

  /**
   * Brings the replica to where upstream stands and keeps it there. Resolves with where the replica stands when it has to be filled anew.
   * @param takesSlot whether a process that streams from our slot is one of our own that died
   * @throws SourceFailedError; the sink's own errors
   */
  async follow(cursor: PostgresPosition | null, takesSlot: boolean, signal: AbortSignal): Promise<PostgresPosition> {
    const { names, tuning, clock, codes, sink, reporter } = this.#options;
    await this.#check();
    const system = await this.#line.identify();
    // Before it is judged: whoever had it may have confirmed more until its end.
    await this.#takeSlot(takesSlot);
    const reason = await this.#whySnapshot(cursor, system);
    const from =
      reason === null && cursor !== null ? { ...cursor, timeline: system.timeline } : await this.#snapshot(system, reason, signal);
    signal.throwIfAborted();
    const confirmed = reason === null ? (this.#watch.slot?.confirmedLsn ?? 0) : from.lsn;
    const { control } = this.#platform;
    return streamChanges(
      { line: this.#line, control, watch: this.#watch, from, confirmed, names, tuning, clock, codes, sink, reporter, recent: this.#recent },
      signal,
    );
  }

  /** Rows of a table as they are published now, for those of these keys that exist; never older than what the stream has brought. */
  async fetchRows(table: TableName, keys: readonly number[]): Promise<readonly UpsertChange[]> {
    if (keys.length === 0) return [];
    const { city, codes } = this.#options;
    await this.#recent.untilSeen(this.#platform.control);
    const columns = Object.keys(TABLES[table].columns);
    const upstreamKeys = table === 'grid_profile' ? keys.map((grid) => city.grids.code[grid] ?? '') : keys;
    const found = await this.#platform.control.cells(table, this.#watch.catalog, columns, upstreamKeys, codes);
    const asRow = (cells: readonly unknown[]) => Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
    return [...found.values()].map((cells) => ({ op: 'upsert', table, row: asRow(cells) }) as unknown as UpsertChange);
  }

  async #check(): Promise<void> {
    const { city, names } = this.#options;
    const { control } = this.#platform;
    await checkPlatform(control, city);
    await this.#watch.look();
    await checkPublishedRows(control, city, names, this.#watch.catalog);
    await checkRowRights(control, city, names.area);
  }

  async #whySnapshot(cursor: PostgresPosition | null, system: SystemIdentity): Promise<SnapshotReason | null> {
    const { slot, fingerprint, isWhole } = this.#watch;
    const mayHaveLeft = cursor !== null && cursor.systemId === system.systemId && cursor.timeline !== system.timeline;
    const leftTimelineAt = mayHaveLeft ? await this.#line.leftTimelineAt(cursor.timeline, system.timeline) : null;
    const { copiesRows, tuning } = this.#options;
    // Who copies no rows needs all of the log.
    const mostBacklogBytes = copiesRows ? tuning.mostBacklogBytes : Number.POSITIVE_INFINITY;
    return whySnapshot({ cursor, system, slot, publication: fingerprint, isWhole, leftTimelineAt, mostBacklogBytes });
  }

  async #takeSlot(takesSlot: boolean): Promise<void> {
    const { slot } = this.#options.names;
    const pid = this.#watch.slot?.activePid ?? null;
    if (pid === null) return;
    if (!takesSlot) throw new SourceFailedError('source-slot-busy', { slot, pid, reason: 'other-station' });
    await freeSlot(this.#platform.control, slot);
    await this.#watch.look();
  }

  async #snapshot(system: SystemIdentity, reason: SnapshotReason | null, signal: AbortSignal): Promise<PostgresPosition> {
    const { settings, names, codes, tuning, sink, reporter } = this.#options;
    const watch = this.#watch;
    if (watch.obstacle !== null) throw watch.obstacle;
    reporter.snapshot(watch, reason === null ? null : snapshotTrouble(reason, names.slot));
    const { consistentLsn, snapshotName } = await this.#makeSlot();
    const { systemId, timeline } = system;
    const from = { systemId, timeline, lsn: consistentLsn, publication: watch.fingerprint, hasGaps: false };
    if (!this.#options.copiesRows) {
      await sink.beginSnapshot(formatPosition(from));
      await sink.endSnapshot();
      return from;
    }
    const client = await connect(settings, this.#platform.address, 'copy');
    const hangUp = (): void => disconnect(client);
    signal.addEventListener('abort', hangUp);
    try {
      const { catalog } = watch;
      const position = formatPosition(from);
      const { rowsAChunk, copySilenceLimitMs, queryTimeoutMs } = tuning;
      await sendSnapshot({ client, snapshotName, position, catalog, codes, rowsAChunk, copySilenceLimitMs, queryTimeoutMs, sink, signal });
    } finally {
      signal.removeEventListener('abort', hangUp);
      hangUp();
    }
    return from;
  }

  /** Waits for the transactions that are open upstream, and says so when that takes long. */
  async #makeSlot(): Promise<CreatedSlot> {
    const { settings, names, clock, reporter } = this.#options;
    await dropSlot(this.#platform.control, this.#line, names.slot);
    const waiting: SourceTrouble = { code: 'source-slot-busy', details: { slot: names.slot, reason: 'open-transactions' } };
    const cancel = clock.after(SLOT_PATIENCE_MS, () => reporter.snapshot(this.#watch, waiting));
    try {
      return await makeSlot(this.#platform.control, this.#line, {
        name: names.slot,
        lifetime: 'lasting',
        askEveryMs: settings.queryTimeoutMs,
        clock,
      });
    } finally {
      cancel();
    }
  }
}
