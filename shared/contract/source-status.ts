/** Where the changes come from, how that goes, and what kept rows from being applied. Codes and numbers; the window has the sentences. */

export const SOURCE_KINDS = ['simulated', 'postgres', 'nats', 'file'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

export const SOURCE_TROUBLE_CODES = [
  'source-unreachable',
  'source-auth-failed',
  'source-tls-failed',
  'source-not-logical',
  'source-too-old',
  'source-schema-missing',
  'source-schema-changed',
  'source-publication-missing',
  'source-area-unknown',
  'source-slot-lost',
  'source-slot-busy',
  'source-slot-at-risk',
  'source-forbidden',
  'source-clock-off',
  'source-wrong-platform',
  'source-relay-silent',
  'source-positions-missing',
  'source-file-waiting',
  'source-file-refused',
  'source-thread-hung',
  'source-stopped-by-itself',
  'source-failed',
] as const;
export type SourceTroubleCode = (typeof SOURCE_TROUBLE_CODES)[number];

/** Why this machine keeps the replica from going on: no room, a disk or folder that fails or refuses, a damaged file. */
export const MACHINE_TROUBLE_CODES = ['disk-full', 'disk-failing', 'replica-damaged'] as const;
export type MachineTroubleCode = (typeof MACHINE_TROUBLE_CODES)[number];

export interface SourceTrouble {
  readonly code: SourceTroubleCode;
  /** What the sentence needs: a host, a table, a number. Never a secret, never personal. */
  readonly details: Readonly<Record<string, string | number>>;
}

export interface SourceStatus {
  readonly kind: SourceKind;
  /** Where it is: host, port and database; no user, no secret. Empty for what runs here. */
  readonly label: string;
  /** The area whose rows this station receives; the city's code for all. */
  readonly areaCode: string;
  /** `stopped`: not running now for a reason of this machine (a full disk), see the replica's phase. */
  readonly state: 'connecting' | 'snapshot' | 'catching-up' | 'live' | 'offline' | 'stopped';
  /** Since when nothing is heard of it; null while it is heard. */
  readonly offlineSinceMs: number | null;
  /** Why it is not live. */
  readonly trouble: SourceTrouble | null;
  /** It runs, but … */
  readonly warnings: readonly SourceTrouble[];
  /** How far the replica is behind what was last committed there. */
  readonly lagMs: number | null;
  readonly backlogRows: number | null;
  readonly backlogBytes: number | null;
  /** Applied, over the last seconds. */
  readonly rowsPerSecond: number;
  /** Name of the replication slot or consumer; empty where there is none. */
  readonly slot: string;
  /** Rows applied without a place because the city has no such grid or street. */
  readonly unknownCodes: number;
  /** Whether a row that was set aside can be asked for again by itself. */
  readonly repeatsRows: boolean;
  readonly retryAtMs: number | null;
}

/** Why a record was set aside. The names stand in the replica: they are never changed. */
export const QUARANTINE_REASONS = [
  'unknownTable',
  'unknownOperation',
  'malformedRow',
  'unknownColumn',
  'missingValue',
  'wrongType',
  'unknownValue',
  'malformedTime',
  'malformedNumber',
  'notFinite',
  'outOfRange',
  'nulInText',
  'malformedText',
  'tooLong',
  'missingRow',
  'wrongKey',
  'malformedTrack',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

export interface QuarantineRow {
  readonly table: string;
  /** Key of the row as text; empty when it had none. */
  readonly key: string;
  readonly reason: QuarantineReason;
  /** Empty when the record as a whole is meant. */
  readonly column: string;
  /** What stood there, cut short; empty where it could say something of a person. */
  readonly value: string;
  /** Where in the source's stream it came. */
  readonly position: string;
  /** When it was committed at its source; null for a row of a snapshot. */
  readonly committedAtMs: number | null;
}

/** The latest first. */
export interface QuarantinePage {
  readonly total: number;
  readonly rows: readonly QuarantineRow[];
}

export interface QuarantineRetryRequest {
  /** Null for every row that is set aside. */
  readonly row: Pick<QuarantineRow, 'table' | 'key'> | null;
}

export interface QuarantineRetry {
  /** Rows asked for again. */
  readonly asked: number;
  /** Of those, applied now or gone at their source: no longer set aside. */
  readonly cured: number;
}
