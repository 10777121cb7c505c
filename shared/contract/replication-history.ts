import type { MachineTroubleCode, SourceTroubleCode } from './source-status.ts';

/** How the replication stood in a minute, from best to worst; a minute counts as its worst moment. Samples hold indices into this list. */
export const SAMPLE_STATES = ['live', 'behind', 'rebuilding', 'offline', 'stopped'] as const;
export type SampleState = (typeof SAMPLE_STATES)[number];

/** The last 24 hours, one value a minute, the oldest first. A minute in which the program did not run is missing. */
export interface ReplicationSamples {
  /** Begin of the minute. */
  readonly atMs: Float64Array;
  /** How far behind at most; NaN where it was not known. */
  readonly lagMs: Float64Array;
  /** Rows that were applied. */
  readonly rows: Uint32Array;
  readonly state: Uint8Array;
}

/** What kept the replication from running: troubles of the source, and of this machine. */
export type IncidentCode = SourceTroubleCode | MachineTroubleCode;

/** One trouble from its begin to its end, however often it was met meanwhile. */
export interface ReplicationIncident {
  readonly code: IncidentCode;
  readonly details: Readonly<Record<string, string | number>>;
  readonly fromMs: number;
  /** Null while it lasts. */
  readonly untilMs: number | null;
}

export interface ReplicationHistory {
  readonly samples: ReplicationSamples;
  /** The latest first, at most 100. */
  readonly incidents: readonly ReplicationIncident[];
}

/** What the replica takes on this machine; null where the system does not tell. */
export interface ReplicaStorage {
  readonly replicaBytes: number;
  /** Of the write-ahead log beside it. */
  readonly walBytes: number;
  readonly freeBytes: number | null;
}
