import type { FilePart, ImportPreview } from './import-preview.ts';
import type { AreaCounts } from '../domain/area-counts.ts';
import type { AreaRef } from '../domain/areas.ts';
import type { BatchScope, TaskFigure } from '../domain/figures.ts';
import type { Caller } from './caller.ts';
import type { AnnotationChange, ConsultationMinutes, ConsultationRecord, FrozenFrame, GeoPlace } from './consultation.ts';
import type { OfficeLock, OfficeRecovery } from './office-security.ts';
import type { DailyReport, FrozenReportSummary, Language, ReportRequest } from './daily-report.ts';
import type { ReplicaStorage, ReplicationHistory } from './replication-history.ts';
import type { Stand, StandRequest } from './stand.ts';
import type { CurrentSource, SourceChange, SourceFinding } from './source-settings.ts';
import type { QuarantinePage, QuarantineRetry, QuarantineRetryRequest } from './source-status.ts';
import type { TrackEvidence, TrackPrintRequest, TrackRequest, Tracks } from './tracks.ts';
import type { VisitListRow } from './visits.ts';
import type { WallDay, WallProgram, WallScene, WallSettings, WallSnapshot } from './wall.ts';

export interface SessionInfo {
  readonly contractVersion: number;
  readonly cityVersion: string;
  readonly caller: Caller;
  readonly nowMs: number;
  /** Default cut-off in minutes since midnight. */
  readonly cutoffMinute: number;
  readonly sourceId: string;
  readonly isSimulated: boolean;
}

export interface TaskQuery {
  readonly area: AreaRef;
  readonly scope: BatchScope;
  readonly figure: TaskFigure;
  /** Matches masked-safe columns only: task id, compound name. */
  readonly text?: string;
  readonly sort: { readonly column: TaskSortColumn; readonly descending: boolean };
  readonly offset: number;
  /** At most 500. */
  readonly limit: number;
  readonly asOfMs?: number;
}
export type TaskSortColumn = 'urgency' | 'dueAt' | 'state' | 'grid' | 'verifiedAt' | 'attempts';

/** A page of tasks, newest masking applied: no plain personal value is ever in it. */
export interface TaskPage {
  readonly total: number;
  readonly rows: readonly TaskListRow[];
}
export interface TaskListRow {
  readonly id: number;
  readonly batchCode: string;
  readonly grid: number;
  /** Indices into PLACEMENTS, TASK_STATES, TASK_OUTCOMES, LIST_MARKS, PERSON_KINDS. */
  readonly placement: number;
  readonly state: number;
  readonly outcome: number;
  readonly listMark: number;
  readonly personKind: number;
  readonly personName: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly address: string;
  readonly workerName: string;
  readonly attempts: number;
  readonly pushedAtMs: number;
  readonly dueAtMs: number;
  readonly verifiedAtMs: number | null;
}

export interface AlertQuery {
  readonly area: AreaRef;
  readonly raisedFromMs: number;
  readonly raisedToMs: number;
  /** Indices; empty means all. */
  readonly levels: readonly number[];
  readonly kinds: readonly number[];
  readonly states: readonly number[];
  readonly offset: number;
  readonly limit: number;
  readonly asOfMs?: number;
}
export interface AlertListRow {
  readonly id: number;
  readonly grid: number;
  readonly level: number;
  readonly kind: number;
  readonly state: number;
  readonly raisedAtMs: number;
  readonly acknowledgedAtMs: number | null;
  readonly closedAtMs: number | null;
  /** To building; never more. */
  readonly address: string;
  readonly device: string;
}
export interface AlertPage {
  readonly total: number;
  readonly rows: readonly AlertListRow[];
}

export interface WorkOrderListRow {
  readonly id: number;
  readonly grid: number;
  readonly source: number;
  readonly category: number;
  readonly state: number;
  readonly supervised: boolean;
  readonly title: string;
  readonly reporterName: string;
  readonly address: string;
  readonly reportedAtMs: number;
  readonly dueAtMs: number;
  readonly closedAtMs: number | null;
  readonly deferredAtMs: number | null;
}
export interface WorkOrderPage {
  readonly total: number;
  readonly rows: readonly WorkOrderListRow[];
}
export interface WorkOrderQuery {
  readonly area: AreaRef;
  readonly figure: 'all' | 'open' | 'overdue' | 'closed';
  readonly offset: number;
  readonly limit: number;
  readonly asOfMs?: number;
}

export interface WorkerListRow {
  readonly id: number;
  readonly name: string;
  readonly role: number;
  readonly homeGrid: number;
  readonly presentGrid: number;
  readonly locatedAtMs: number | null;
  /** At a moment that is past: the platform has not written yet where the worker was then. */
  readonly isUnrecorded: boolean;
  readonly openTasks: number;
  readonly verifiedToday: number;
}

export interface BatchCoverage {
  readonly batchId: number;
  readonly code: string;
  readonly day: number;
  readonly counts: AreaCounts;
}

/** Counts of a reporting day by grid as they stood at a moment: one value a grid of the city, 0 outside of the area that was asked for. */
export interface GridCountsAsOf {
  readonly scope: BatchScope;
  readonly asOfMs: number;
  readonly columns: {
    readonly listed: Uint16Array;
    readonly verified: Uint16Array;
    readonly deferred: Uint16Array;
    readonly withdrawn: Uint16Array;
  };
}

/** How old the collected data of every grid is; NO_PROFILE where nobody told, and outside of the area that was asked for. */
export interface GridDataAges {
  readonly asOfMs: number;
  /** Of the 45 categories those last collected more than 30 days ago. */
  readonly oldCategories: Uint8Array;
}

/** One reporting day of a trend. `counts` is as of the day's due time: later verification does not change it. */
export interface TrendDay {
  readonly day: number;
  readonly listed: number;
  readonly withdrawn: number;
  readonly deferred: number;
  readonly verified: number;
  readonly verifiedOnTime: number;
  readonly alerts: number;
}

export interface GridDetail {
  readonly grid: number;
  readonly leaderName: string;
  readonly counts: AreaCounts;
  readonly batches: readonly BatchCoverage[];
  readonly trend: readonly TrendDay[];
  /** 45 values, minutes since the epoch, 0 for never. */
  readonly dataCollectedAtMinutes: Uint32Array;
  /** By level, then by state (raised, acknowledged). */
  readonly openAlerts: readonly number[];
  readonly openWorkOrders: number;
  readonly workersPresent: readonly WorkerListRow[];
  readonly lastVisits: readonly VisitListRow[];
}

export type TimelineEntry =
  | { readonly kind: 'alert'; readonly atMs: number; readonly alert: AlertListRow }
  | { readonly kind: 'workOrder'; readonly atMs: number; readonly workOrder: WorkOrderListRow }
  | { readonly kind: 'visit'; readonly atMs: number; readonly visit: VisitListRow }
  | { readonly kind: 'batch'; readonly atMs: number; readonly code: string; readonly tasks: number; readonly duplicates: number };

/** Coverage in steps of 15 minutes through 24 hours: 96 values each. */
export interface CoverageCurves {
  /** Tasks verified up to the end of the step. */
  readonly verifiedUpTo: Uint32Array;
  /** Due (withdrawn excluded) of the batches pushed up to the end of the step. */
  readonly dueUpTo: Uint32Array;
  /** Deferred up to the end of the step, for the rule without deferred. */
  readonly deferredUpTo: Uint32Array;
}

/** The day of an area in steps from civil midnight. */
export interface DayAxis extends CoverageCurves {
  readonly day: number;
  readonly stepMinutes: number;
  /** Alerts raised in the step, by level (4 arrays). */
  readonly alertsByLevel: readonly Uint32Array[];
}

/** An area that can have an office of its own. */
export interface OfficeHit {
  readonly level: 'city' | 'district' | 'street';
  readonly code: string;
  readonly name: string;
  /** Name of the district of a street; empty for others. */
  readonly path: string;
}

export type SearchHit =
  | { readonly kind: 'area'; readonly area: AreaRef; readonly name: string; readonly code: string; readonly path: string }
  | { readonly kind: 'compound'; readonly compound: number; readonly grid: number; readonly name: string; readonly path: string }
  | { readonly kind: 'task'; readonly taskId: number; readonly grid: number; readonly name: string; readonly path: string };

/**
 * Every call: what it takes and what it answers. All may answer `invalid-request`, `forbidden`, `replica-not-ready`. With `asOfMs` a call answers
 * what it would have answered at that moment, which must not be after now: nothing that came later is in it. What carries no time (a task's place,
 * list mark and attempts, rosters, profiles) is as it is now.
 */
export interface BackendApi {
  session: { request: { readonly contractVersion: number }; answer: SessionInfo };
  areaCounts: { request: { readonly area: AreaRef; readonly scope: BatchScope; readonly asOfMs?: number }; answer: AreaCounts };
  /** Counts of a reporting day as they stood at a moment (for "较昨日" and cut-offs): recomputed from the tasks' times. */
  areaCountsAsOf: {
    request: { readonly area: AreaRef; readonly day: number; readonly asOfMs: number };
    answer: AreaCounts;
  };
  /** The same of any scope (`today` is the day of the moment), for every grid of the area at once. May answer `unknown-batch`. */
  gridCountsAsOf: {
    request: { readonly area: AreaRef; readonly scope: BatchScope; readonly asOfMs: number };
    answer: GridCountsAsOf;
  };
  gridDataAges: { request: { readonly area: AreaRef }; answer: GridDataAges };
  /** Of the caller's competence; no persons in it. May answer `unknown-batch`. */
  standAt: { request: StandRequest; answer: Stand };
  batchCoverage: { request: { readonly area: AreaRef; readonly asOfMs?: number }; answer: readonly BatchCoverage[] };
  trend: { request: { readonly area: AreaRef; readonly days: number; readonly asOfMs?: number }; answer: readonly TrendDay[] };
  dayAxis: { request: { readonly area: AreaRef; readonly day: number }; answer: DayAxis };
  /** How a scope's coverage went on from a moment, as far as it has come: to set two days or batches side by side. May answer `unknown-batch`. */
  coverageCurve: {
    request: { readonly area: AreaRef; readonly scope: BatchScope; readonly fromMs: number };
    answer: CoverageCurves;
  };
  gridDetail: { request: { readonly grid: number; readonly scope: BatchScope; readonly asOfMs?: number }; answer: GridDetail };
  tasks: { request: TaskQuery; answer: TaskPage };
  alerts: { request: AlertQuery; answer: AlertPage };
  workOrders: { request: WorkOrderQuery; answer: WorkOrderPage };
  workers: { request: { readonly area: AreaRef; readonly asOfMs?: number }; answer: readonly WorkerListRow[] };
  timeline: {
    request: { readonly area: AreaRef; readonly fromMs: number; readonly toMs: number; readonly limit: number; readonly asOfMs?: number };
    answer: readonly TimelineEntry[];
  };
  /** Enters who asks for whom and why into the audit log, then answers. May answer `unknown-area`. */
  openTracks: { request: TrackRequest; answer: Tracks };
  /**
   * Prints tracks as evidence; number, check value and reason are in the audit log before anything is printed. Answers the PDF. May answer
   * `no-data-for-day`.
   */
  printTracks: { request: TrackPrintRequest; answer: { readonly fileName: string; readonly pdf: Uint8Array } };
  /** Of the page that is printed, while it is: the evidence. May answer `unknown-report`. */
  trackEvidence: { request: { readonly number: string }; answer: TrackEvidence };
  search: { request: { readonly text: string; readonly limit: number }; answer: readonly SearchHit[] };
  /** The report as it would be printed now; nothing is frozen. */
  previewReport: { request: ReportRequest; answer: DailyReport };
  /** Freezes the figures under a number; a reprint of that number gives the same bytes of figures. */
  freezeReport: { request: ReportRequest; answer: DailyReport };
  frozenReports: { request: { readonly limit: number }; answer: readonly FrozenReportSummary[] };
  frozenReport: { request: { readonly number: string }; answer: DailyReport };
  /** Prints a frozen report through Chromium. Answers the PDF. */
  printReport: { request: { readonly number: string }; answer: { readonly fileName: string; readonly pdf: Uint8Array } };
  /** What this office set, by key; values are JSON. */
  settings: { request: Record<string, never>; answer: Readonly<Record<string, unknown>> };
  /** Without a value (undefined does not travel) the setting is as if it had never been saved. */
  saveSetting: { request: { readonly key: string; readonly value: unknown }; answer: null };
  /** Connects to the source at once, instead of at the time of the next attempt. */
  retrySource: { request: Record<string, never>; answer: null };
  /** What lies ready to be imported, and what it would change; only where this station is fed by files. May answer `invalid-request`. */
  previewImport: { request: Record<string, never>; answer: ImportPreview };
  /**
   * Takes a part of a file that a window brings to where `previewImport` finds it: the window knows no folder of the backend's. What is not imported
   * is gone at the next start. May answer `disk-full`, `output-not-writable`.
   */
  receiveImport: { request: FilePart; answer: null };
  /** Forgets a file that a window brought. */
  discardImport: { request: { readonly name: string }; answer: null };
  /** Imports the file of this digest. May answer `file-refused`, `invalid-request`. */
  applyImport: { request: { readonly digest: string }; answer: null };
  /** Asks the source for a fresh snapshot; until it is complete the rows stay as they are. */
  rebuildReplica: { request: Record<string, never>; answer: null };
  quarantine: { request: { readonly offset: number; readonly limit: number }; answer: QuarantinePage };
  /** Fetches rows that were set aside once more: one, or all. May answer `source-cannot-repeat`, `source-not-connected`. */
  retryQuarantine: { request: QuarantineRetryRequest; answer: QuarantineRetry };
  replicationHistory: { request: Record<string, never>; answer: ReplicationHistory };
  replicaStorage: { request: Record<string, never>; answer: ReplicaStorage };
  /** Where this station replicates from. */
  sourceSettings: { request: Record<string, never>; answer: CurrentSource };
  /** Tries the settings without keeping anything of them, here or there. May answer `invalid-source`. */
  testSource: { request: SourceChange; answer: readonly SourceFinding[] };
  /** Keeps them and replicates from there; the connection is then made anew. May answer `invalid-source`, `unknown-area`. */
  saveSource: { request: SourceChange; answer: null };
  /** City, districts and streets by name, pinyin or code, whoever asks and wherever: an office is chosen before anything of it is here. */
  searchOffices: { request: { readonly text: string }; answer: readonly OfficeHit[] };
  /** A ZIP for who is called for help: status, versions, history, troubles, what was set aside in numbers, the end of the log. Nothing personal or secret. */
  exportDiagnostics: { request: Record<string, never>; answer: { readonly fileName: string; readonly zip: Uint8Array } };
  /** Why the office's own data does not open, null when it does. While it does not, this and `recoverOffice` alone are answered; the others say `office-locked`. */
  officeLock: { request: Record<string, never>; answer: OfficeLock | null };
  /** Answers once the data opens; the connection is then made anew. */
  recoverOffice: { request: OfficeRecovery; answer: null };
  /** A new recovery key as it is written down: eight groups of six digits. It opens nothing until it is kept. */
  createRecoveryKey: { request: Record<string, never>; answer: { readonly recoveryKey: string } };
  /** Makes the one that was created last the office's recovery key; the one before is void. */
  keepRecoveryKey: { request: { readonly recoveryKey: string }; answer: null };
  /** What the wall shows of the day: of the caller's area of competence, small counts left out. */
  wallDay: { request: Record<string, never>; answer: WallDay };
  wallSettings: { request: Record<string, never>; answer: WallSettings };
  /** Null takes the built-in program back. Every wall follows at once. */
  saveWallProgram: { request: { readonly program: WallProgram | null }; answer: null };
  /** Every wall shows this scene until another is pinned; null goes back to the rotation. */
  pinOnWall: { request: { readonly scene: WallScene | null }; answer: null };
  /** Every wall shows this frame and nothing else until another takes its place; null gives them back what they showed before. */
  showFrame: { request: { readonly frame: FrozenFrame | null }; answer: null };
  /** Where the console's pointer stands on the map of the frame; null puts it away, and so does a silence of 3 s. */
  pointOnWall: { request: { readonly place: GeoPlace | null }; answer: null };
  /** Draws on the map of the frame, or takes back what was drawn; every wall follows at once. May answer `invalid-request`. */
  annotate: { request: { readonly change: AnnotationChange }; answer: null };
  /** Every step of the consultation that is under way, or of the last that was; null before the first. Never told to a wall: the notes are in it. */
  consultationRecord: { request: Record<string, never>; answer: ConsultationRecord | null };
  /** What the minutes say of a step. May answer `invalid-request`. */
  noteStep: { request: { readonly step: number; readonly note: string }; answer: null };
  /** Prints the minutes of that consultation. Answers the PDF. May answer `invalid-request` before the first. */
  printMinutes: { request: { readonly language: Language }; answer: { readonly fileName: string; readonly pdf: Uint8Array } };
  /** Of the page that is printed: the minutes that `printMinutes` made last. May answer `unknown-report`. */
  minutes: { request: { readonly number: string }; answer: ConsultationMinutes };
  /** What the wall shows of the frame: of the caller's area of competence, small counts left out. Null without a frame. */
  frozenWall: { request: Record<string, never>; answer: WallSnapshot | null };
}
export type CallName = keyof BackendApi;
