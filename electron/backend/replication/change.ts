import type { SourceStatus, SourceTrouble, SourceTroubleCode } from '../../../shared/contract/source-status.ts';
import type { CellValue } from '../../../shared/tables/table-spec.ts';
import type { TableName, TableRow } from '../../../shared/tables/index.ts';

/** Where a source stands, as text that only the source reads: an LSN, a stream sequence, a simulated instant. */
export type SourcePosition = string;

type ForEachTable<F extends { [Name in TableName]: unknown }> = F[TableName];

/** For whoever hands changes on by street; the applier has no need of it. */
export interface OfStreet {
  /** Index of the street under which the row stood before. Left out when there was no row, the table has no street, or the source cannot know. */
  readonly previousStreet?: number;
}

/** The whole row, new or replaced. A row that moves to another street always comes whole. */
export type UpsertChange = OfStreet &
  ForEachTable<{
    [Name in TableName]: { readonly op: 'upsert'; readonly table: Name; readonly row: TableRow<Name> };
  }>;
/** Only the columns that changed (unchanged TOAST upstream); a row that does not exist is quarantined, not invented. */
export type PatchChange = OfStreet &
  ForEachTable<{
    [Name in TableName]: { readonly op: 'patch'; readonly table: Name; readonly key: number; readonly values: Partial<TableRow<Name>> };
  }>;
export interface DeleteChange extends OfStreet {
  readonly op: 'delete';
  readonly table: TableName;
  readonly key: number;
}
export interface TruncateChange {
  readonly op: 'truncate';
  readonly table: TableName;
}

/** The one union that every source emits and the one applier applies. */
export type Change = UpsertChange | PatchChange | DeleteChange | TruncateChange;

/** Changes that were committed together; applied in one SQLite transaction with the cursor and the summaries. */
export interface ChangeTransaction {
  readonly position: SourcePosition;
  readonly committedAtMs: number;
  readonly changes: readonly Change[];
}

/** Rows of one table of a snapshot, as positional values in the order of the table's columns. */
export interface SnapshotChunk {
  readonly table: TableName;
  readonly rows: readonly (readonly CellValue[])[];
  /** Rows of this table in the whole snapshot, if known, for progress on screen. */
  readonly expectedRows: number;
}

/** What a snapshot will bring. */
export interface SnapshotPlan {
  /** Of all tables; 0 where the source does not know it beforehand. */
  readonly rows: number;
  /** Every table that comes, in this order, one wholly after the other; none where the source does not know that beforehand. */
  readonly tables: readonly PlannedTable[];
}

export interface PlannedTable {
  readonly table: TableName;
  readonly expectedRows: number;
}

/** The plan of a source that knows its tables. */
export function planOf(tables: readonly PlannedTable[]): SnapshotPlan {
  return { rows: tables.reduce((sum, { expectedRows }) => sum + expectedRows, 0), tables };
}

/** What only the source knows of itself; told again in part when a part of it changes. */
export interface SourceReport {
  /** Why nothing can come although the run goes on (it connects again by itself); null while the line stands. */
  readonly trouble: SourceTrouble | null;
  readonly warnings: readonly SourceTrouble[];
  /** Null when it cannot be told: then the age of the last commit counts. */
  readonly lagMs: number | null;
  readonly backlogRows: number | null;
  readonly backlogBytes: number | null;
  readonly slot: string;
  readonly unknownCodes: number;
}

/**
 * Changes that one transaction of the replica's log may take, long texts counted by their bytes (logged-weight.ts). Above that the replica is copied,
 * changed beside the one in use, and exchanged for it: the log stays small, whatever comes, but it costs seconds. A source that merges transactions
 * stays below.
 */
export const MOST_LOGGED_CHANGES = 3500;

/**
 * What a source talks to. A snapshot replaces the whole replica: begin, chunks, end; then transactions in order of commit.
 * Every call resolves when SQLite has committed; a source must wait for it before it sends the next (back-pressure).
 */
export interface ChangeSink {
  beginSnapshot(position: SourcePosition, plan?: SnapshotPlan): Promise<void>;
  snapshotChunk(chunk: SnapshotChunk): Promise<void>;
  endSnapshot(): Promise<void>;
  transaction(transaction: ChangeTransaction): Promise<void>;
  /** A transaction in parts, of any size in bounded memory: nothing of it is visible before `commit`. Nothing else may be sent meanwhile. */
  beginTransaction(): Promise<void>;
  part(changes: readonly Change[]): Promise<void>;
  commit(position: SourcePosition, committedAtMs: number): Promise<void>;
  rollback(): Promise<void>;
  /** Resolves when everything committed before survives a power cut. Answers what may be acknowledged upstream; null for an empty replica. */
  durable(): Promise<SourcePosition | null>;
  /** The source is alive and stands at this moment although nothing changed. */
  heartbeat(atMs: number): void;
  report(report: Partial<SourceReport>): void;
}

/** What a source needs of it that has nothing to acknowledge and sends transactions that fit into memory. */
export type RowSink = Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot' | 'transaction' | 'heartbeat'>;

/** Where a source is; what never changes while it runs. */
export type SourceDescription = Pick<SourceStatus, 'kind' | 'label' | 'areaCode'>;

/** Why a source cannot go on, in a way that a screen can tell. */
export class SourceFailedError extends Error {
  readonly trouble: SourceTrouble;

  constructor(code: SourceTroubleCode, details: SourceTrouble['details'] = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'SourceFailedError';
    this.trouble = { code, details };
  }
}

export interface ChangeSource {
  readonly id: string;
  readonly description: SourceDescription;
  /**
   * Runs until `signal` aborts. `cursor` is where the replica stands, null for an empty replica: the source then sends a snapshot.
   * Rejects with the reason when it cannot go on, best as SourceFailedError; the caller shows it and starts it again with a delay.
   */
  run(cursor: SourcePosition | null, sink: ChangeSink, signal: AbortSignal): Promise<void>;
  /**
   * Rows of one table as they stand at the source now, for those of these keys that exist. Asked only while it runs, about rows that were set
   * aside. Absent where a source can only go forward.
   */
  fetchRows?(table: TableName, keys: readonly number[]): Promise<readonly UpsertChange[]>;
  /** Imports the file of this digest, where files are what comes. Asked only while it runs. */
  applyImport?(digest: string): Promise<void>;
}
