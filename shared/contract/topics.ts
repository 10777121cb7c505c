import type { BatchScope } from '../domain/figures.ts';
import type { Consultation } from './consultation.ts';
import type { OfficeSecurity } from './office-security.ts';
import type { FreshnessSource } from '../domain/sources.ts';
import type { MachineTroubleCode, SourceStatus } from './source-status.ts';
import type { WallSnapshot } from './wall.ts';

/**
 * A topic gives a snapshot with a revision, then deltas that bring revision n to n + 1. Deltas are coalesced: the latest values win,
 * nothing between two sendings is sent. Columns are typed arrays of equal length.
 */

/** Counts of tasks per grid under one scope, index = grid. `overdue` is as of the moment of sending. */
export interface CoverageColumns {
  readonly listed: Uint16Array;
  readonly verified: Uint16Array;
  readonly verifiedOnTime: Uint16Array;
  readonly unreachable: Uint16Array;
  readonly deferred: Uint16Array;
  readonly withdrawn: Uint16Array;
  readonly overdue: Uint16Array;
}
export interface CoverageSnapshot {
  /** Reporting day of the scope, null for scopes that span days. */
  readonly day: number | null;
  readonly batchIds: Float64Array;
  /** One value a grid of the city. */
  readonly columns: CoverageColumns;
  /** Unplaced tasks (withdrawn excluded) by street; the last entry counts those of unknown street. */
  readonly unplacedByStreet: Uint32Array;
}
export interface CoverageDelta {
  /** The grids that changed; `columns` holds their new values in this order. */
  readonly grids: Uint16Array;
  readonly columns: CoverageColumns;
  readonly unplacedByStreet: Uint32Array;
}

/** Alerts of the last 7 days and older ones that are still open. Unplaced alerts have grid −1. */
export interface AlertColumns {
  readonly id: Float64Array;
  readonly grid: Int32Array;
  /** 1e-7 degrees. */
  readonly longitude: Int32Array;
  readonly latitude: Int32Array;
  /** Indices into ALERT_LEVELS, ALERT_KINDS, ALERT_STATES. */
  readonly level: Uint8Array;
  readonly kind: Uint8Array;
  readonly state: Uint8Array;
  readonly raisedAtMs: Float64Array;
}
export interface AlertsSnapshot {
  readonly columns: AlertColumns;
}
export interface AlertsDelta {
  /** New or changed rows. */
  readonly columns: AlertColumns;
  readonly removedIds: Float64Array;
}

/** Stands where it is not known how many tasks somebody had: at a moment that is past. */
export const TASKS_UNKNOWN = 65_535;

/** Workers on duty. Never sent to the wall. */
export interface WorkerColumns {
  readonly id: Float64Array;
  readonly grid: Int32Array;
  readonly longitude: Int32Array;
  readonly latitude: Int32Array;
  /** Degrees clockwise from north. */
  readonly heading: Uint16Array;
  readonly locatedAtMs: Float64Array;
  /** Index into WORKER_ROLES. */
  readonly role: Uint8Array;
  /** Tasks in the worker's hands (assigned, in progress, unreachable) and verified today, or TASKS_UNKNOWN. */
  readonly openTasks: Uint16Array;
  readonly verifiedToday: Uint16Array;
  /** 1 where the platform has not written yet where somebody was at a moment that is past: the place is the last that it has. Never silence. */
  readonly isUnrecorded: Uint8Array;
}
export interface WorkersSnapshot {
  readonly columns: WorkerColumns;
}
export interface WorkersDelta {
  readonly columns: WorkerColumns;
  readonly removedIds: Float64Array;
}

export interface BatchSummary {
  readonly id: number;
  readonly code: string;
  readonly pushedAtMs: number;
  readonly dueAtMs: number;
  readonly day: number;
  readonly agency: string;
  readonly originArea: string;
  readonly listVersion: number;
}

export interface SourceFreshness {
  readonly source: FreshnessSource;
  /** When the latest change of this stream was committed at its source; null before the first. */
  readonly changedAtMs: number | null;
  /** When the source last proved to be alive. */
  readonly aliveAtMs: number | null;
  readonly state: 'live' | 'stale' | 'offline';
}

/** How far one table of a snapshot is; complete once it holds as many rows as were expected. */
export interface TableProgress {
  /** A name of TABLES. */
  readonly table: string;
  readonly doneRows: number;
  /** As far as the source tells it beforehand. */
  readonly expectedRows: number;
}

export type ReplicaPhase =
  | { readonly phase: 'starting' }
  | {
      readonly phase: 'loading';
      readonly reason: 'first-run' | 'spec-changed' | 'damaged' | 'key-changed' | 'unencrypted' | 'source-behind' | 'requested';
      /** The one whose rows came last. */
      readonly table: string;
      /** In the order in which they come. */
      readonly tables: readonly TableProgress[];
      /** Rows are here that screens wait for, and are being counted: nothing else comes meanwhile. */
      readonly isCounting: boolean;
      /** Of all tables. */
      readonly doneRows: number;
      /** Of all tables, as far as the source tells it beforehand. */
      readonly expectedRows: number;
      /** When the first rows came, or were waited for. */
      readonly startedAtMs: number;
    }
  | { readonly phase: 'indexing' }
  | { readonly phase: 'catching-up' }
  | { readonly phase: 'live' }
  | { readonly phase: 'failed'; readonly code: 'source-failed' | MachineTroubleCode; readonly retryAtMs: number };

export interface StatusSnapshot {
  /** The backend's clock: all ages and "now" on screen follow it. */
  readonly nowMs: number;
  readonly replica: ReplicaPhase;
  /** Replica position as text, for screens and reports. */
  readonly position: string;
  readonly source: SourceStatus;
  /** Each of its streams. */
  readonly sources: readonly SourceFreshness[];
  readonly quarantinedRows: number;
  readonly batches: readonly BatchSummary[];
  readonly office: OfficeSecurity;
}

/** Every topic: its parameters, its snapshot, its delta. */
export interface Topics {
  coverage: { params: { readonly scope: BatchScope }; snapshot: CoverageSnapshot; delta: CoverageDelta };
  alerts: { params: Record<string, never>; snapshot: AlertsSnapshot; delta: AlertsDelta };
  workers: { params: Record<string, never>; snapshot: WorkersSnapshot; delta: WorkersDelta };
  /** Small: every delta is the whole status. Sent at least every 5 s. */
  status: { params: Record<string, never>; snapshot: StatusSnapshot; delta: StatusSnapshot };
  /** Aggregates alone; always whole, never a delta. */
  wall: { params: Record<string, never>; snapshot: WallSnapshot; delta: never };
  /** What the walls show instead of what they show else; the pointer alone comes as a delta. */
  consultation: { params: Record<string, never>; snapshot: Consultation; delta: Pick<Consultation, 'pointer'> };
}
export type TopicName = keyof Topics;

export type TopicEvent<Name extends TopicName> =
  | { readonly kind: 'snapshot'; readonly revision: number; readonly data: Topics[Name]['snapshot'] }
  | { readonly kind: 'delta'; readonly revision: number; readonly data: Topics[Name]['delta'] };
