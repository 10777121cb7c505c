import type { DayNumber } from '../domain/time.ts';
import type { TrackPath } from '../domain/track-path.ts';
import type { TrackSpan, TrackStop } from '../domain/track-stops.ts';
import type { Language, ReportSignature, ReportSource } from './daily-report.ts';
import type { VisitListRow } from './visits.ts';

/** Whose way is asked for: one worker's, or that of everybody who came through some grids, as far as it led through them. */
export type TrackSubject =
  | { readonly kind: 'worker'; readonly workerId: number }
  /** Ascending, each once, at most MOST_TRACK_GRIDS. */
  | { readonly kind: 'grids'; readonly grids: readonly number[] };

export const MOST_TRACK_GRIDS = 1000;
/** Of a grid or a lasso; those who stayed longest. */
export const MOST_TRACKS = 100;
/** A reason is a few words at least: "看" says nothing to an auditor. */
export const TRACK_REASON_LENGTH = { least: 4, most: 200 } as const;

export interface TrackRequest {
  readonly subject: TrackSubject;
  /** Shifts that began on this day; a night's shift runs into the next. */
  readonly day: DayNumber;
  /** Why; entered in the audit log with who asked for whom. */
  readonly reason: string;
}

/** The way of one worker in the shifts of a day; nothing of off-duty hours is in it. */
export interface WorkerTrack {
  readonly workerId: number;
  /** Masked; empty where the roster has nobody of this number. */
  readonly name: string;
  /** Index into WORKER_ROLES. */
  readonly role: number;
  /** Grid that the worker is responsible for, −1 for none. */
  readonly homeGrid: number;
  /** On duty, as far as it is told. */
  readonly shifts: readonly TrackSpan[];
  readonly path: TrackPath;
  readonly stops: readonly (TrackStop & { readonly grid: number })[];
  readonly gaps: readonly TrackSpan[];
  /** Check-ins, oldest first. */
  readonly visits: readonly (VisitListRow & { readonly grid: number })[];
  /** On the path, without gaps. */
  readonly heardMs: number;
}

export interface Tracks {
  readonly request: TrackRequest;
  readonly user: string;
  readonly asOfMs: number;
  /** Of grids: whoever was there longest first. */
  readonly tracks: readonly WorkerTrack[];
  /** Workers beyond MOST_TRACKS. */
  readonly leftOut: number;
}

export interface TrackPrintRequest extends TrackRequest {
  /** Of grids: whose track alone is printed; null for everybody's. */
  readonly onlyWorkerId: number | null;
  readonly language: Language;
}

/** What is printed of tracks: evidence with a number that stands in the audit log. The backend keeps no copy of it. */
export interface TrackEvidence extends Pick<Tracks, 'request' | 'user' | 'asOfMs' | 'tracks' | 'leftOut'> {
  /** `GJ-20261123-01`: the day on which it was printed, running number. */
  readonly number: string;
  /** SHA-256 in hexadecimal of whom, day and tracks: the same tracks printed again have the same. */
  readonly digest: string;
  readonly language: Language;
  readonly officeName: string;
  /** 密级; empty for none. */
  readonly classification: string;
  readonly signatures: readonly ReportSignature[];
  readonly cityVersion: string;
  readonly replicaPosition: string;
  readonly replicaAtMs: number | null;
  /** Null where nobody knew it. */
  readonly source: ReportSource | null;
}
