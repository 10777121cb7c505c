import type { BatchScope } from '../domain/figures.ts';
import type { AlertsSnapshot, CoverageSnapshot, WorkersSnapshot } from './topics.ts';

export interface StandRequest {
  /** `today` is the day of the moment. */
  readonly scope: BatchScope;
  /** Not after now. */
  readonly atMs: number;
  /** Alerts that were closed by then are left out when they were raised before this. */
  readonly alertsSinceMs: number;
}

/** How everything on the map stood at a moment, in the shape in which the topics tell how it stands now. */
export interface Stand {
  readonly atMs: number;
  /** Placement carries no time: tasks count where they lie now. */
  readonly coverage: CoverageSnapshot;
  readonly alerts: AlertsSnapshot;
  /** Of the shifts' tracks; null for a face that is given no persons. */
  readonly workers: WorkersSnapshot | null;
}
