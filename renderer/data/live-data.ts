import type { GridCountsAsOf, GridDataAges } from '../../shared/contract/backend-api.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import type { AlertColumns, CoverageColumns, StatusSnapshot, WorkerColumns } from '../../shared/contract/topics.ts';

/**
 * What the topics brought, as typed arrays that live outside the stores and are updated in place. A reader that draws from them listens
 * for `onChanged` and compares `revision`; it must not keep the arrays across a snapshot, which may replace them.
 */
export interface LiveSource {
  /** Grows with every change; 0 before the first snapshot. */
  readonly revision: number;
  /** Called after a snapshot or delta was applied, at most once an animation frame. Answers the function that ends it. */
  onChanged(listener: () => void): () => void;
}

export interface LiveCoverage extends LiveSource {
  readonly day: number | null;
  readonly batchIds: Float64Array;
  /** One value a grid of the city. */
  readonly columns: CoverageColumns;
  readonly unplacedByStreet: Uint32Array;
}

export interface LiveAlerts extends LiveSource {
  /** Rows 0 … count − 1 of the columns are valid; the arrays may be longer. Order is not stable. */
  readonly count: number;
  readonly columns: AlertColumns;
}

export interface LiveWorkers extends LiveSource {
  readonly count: number;
  readonly columns: WorkerColumns;
  /** Where each worker was before the latest fix, for smooth movement; equal to the position after a jump. */
  readonly previousLongitude: Int32Array;
  readonly previousLatitude: Int32Array;
  /** When the window learned of the latest fix (performance.now()). */
  readonly receivedAtMs: Float64Array;
}

export interface LiveStatus extends LiveSource {
  /** Null before the first. */
  readonly snapshot: StatusSnapshot | null;
  /** The backend's clock now, carried on by this window's monotonic clock. */
  nowMs(): number;
}

/** Columns that no topic brings: they are asked for again and again as long as something shows them. */
export interface LivePolled<Value> extends LiveSource {
  /** Null before the first answer; the last one stays when a later question fails. */
  readonly value: Value | null;
  /** Why the latest question was not answered. */
  readonly failure: CallError | null;
}

export interface LiveData {
  readonly coverage: LiveCoverage;
  readonly alerts: LiveAlerts;
  readonly workers: LiveWorkers;
  readonly status: LiveStatus;
  readonly dataAges: LivePolled<GridDataAges>;
  /** What the scope in view is compared with, as it stood as long after its own beginning: the reporting day before, or another batch. */
  readonly compared: LivePolled<GridCountsAsOf>;
}
