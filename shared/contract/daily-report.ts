import type { AreaCounts } from '../domain/area-counts.ts';
import type { AreaLevel } from '../domain/areas.ts';
import type { IncidentCode, SampleState } from './replication-history.ts';
import type { ReplicationStand } from './replication-standing.ts';
import type { SourceKind } from './source-status.ts';
import type { SourceFreshness } from './topics.ts';

export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface ReportRequest {
  /** Division or grid code of a city, district or street. */
  readonly areaCode: string;
  /** Day number of the reporting day. */
  readonly day: number;
  readonly cutoffMinute: number;
  readonly language: Language;
}

/** Coverage of one child area or grid at the cut-off, with the reporting day before at its own cut-off. */
export interface ReportAreaRow {
  readonly level: AreaLevel;
  readonly index: number;
  readonly code: string;
  readonly name: string;
  readonly counts: AreaCounts;
  readonly countsBefore: AreaCounts | null;
}

export interface ReportAlertRow {
  readonly raised: number;
  readonly open: number;
  /** Mean of raised → acknowledged over those acknowledged, milliseconds; null when none was. */
  readonly meanAcknowledgeMs: number | null;
}

/** A sign-off line. The office may rename it and print a name beside it; an empty label is 填报, 审核, 签发 by its place. */
export interface ReportSignature {
  readonly label: string;
  readonly name: string;
}

/** How the source of all rows stood when the figures were taken. */
export interface ReportSource {
  readonly kind: SourceKind;
  /** The area whose rows this station receives. */
  readonly areaCode: string;
  readonly standing: SampleState;
  readonly offlineSinceMs: number | null;
  /** Why nothing came. */
  readonly trouble: IncidentCode | null;
  /** Records that came and could not be used: they are in no figure. */
  readonly quarantinedRows: number;
  /** What the strip said it by; absent in documents of earlier versions. */
  readonly stand?: ReplicationStand;
}

/** A stream that the report counts. */
export interface ReportStream extends Pick<SourceFreshness, 'source' | 'changedAtMs'> {
  /** Absent where nobody knew it: where the report's `source` is, and in reports of earlier versions. */
  readonly state?: SourceFreshness['state'];
}

/** Everything that the daily coverage report prints: its figures are frozen together. */
export interface DailyReport {
  /** `GL-RB-20261123-01`: area, report, day, running number. Empty in a preview. */
  readonly number: string;
  /** SHA-256 of the frozen figures in hexadecimal: what the paper's QR code proves. Empty in a preview. */
  readonly digest: string;
  readonly request: ReportRequest;
  readonly area: { readonly level: AreaLevel; readonly index: number; readonly code: string; readonly name: string };
  /** The moment of the cut-off, or the moment the figures were taken while the cut-off was still to come. */
  readonly asOfMs: number;
  readonly takenAtMs: number;
  readonly replicaPosition: string;
  /** When the source committed what the replica had applied last; before `asOfMs` it means that figures may be missing. */
  readonly replicaAtMs: number | null;
  /** How each stream that the report counts stood, and when it changed last. */
  readonly freshness: readonly ReportStream[];
  /** Absent where nobody knew it: in reports of earlier versions, and of the command line beside a running console. */
  readonly source?: ReportSource;
  readonly cityVersion: string;
  readonly batches: readonly { readonly id: number; readonly code: string; readonly listVersion: number }[];
  readonly createdBy: string;
  readonly counts: AreaCounts;
  readonly countsBefore: AreaCounts | null;
  /** Coverage per grid for the map: listed, withdrawn, deferred, verified of the grids of the area in order. */
  readonly map: {
    readonly fromGrid: number;
    readonly listed: readonly number[];
    readonly withdrawn: readonly number[];
    readonly deferred: readonly number[];
    readonly verified: readonly number[];
  };
  /** Sorted by what is missing, most first. */
  readonly children: readonly ReportAreaRow[];
  /** Grids with somebody missing, most first; at most 60 and how many there are in all. */
  readonly gridsBehind: readonly ReportAreaRow[];
  readonly gridsBehindTotal: number;
  readonly unplacedByPlacement: { readonly none: number; readonly ambiguous: number };
  /** In the order of ALERT_LEVELS and ALERT_KINDS, over the 24 hours up to the cut-off. */
  readonly alertsByLevel: readonly ReportAlertRow[];
  readonly alertsByKind: readonly ReportAlertRow[];
  /** 14 reporting days up to and with this one, each as of its own cut-off; null for a day without batches. */
  readonly trend: readonly { readonly day: number; readonly counts: AreaCounts | null; readonly alerts: number }[];
  readonly signatures: readonly ReportSignature[];
  /** 密级; empty for none. */
  readonly classification: string;
  readonly officeName: string;
}

export interface FrozenReportSummary {
  readonly number: string;
  readonly areaCode: string;
  readonly areaName: string;
  readonly day: number;
  readonly cutoffMinute: number;
  readonly language: Language;
  readonly createdAtMs: number;
  readonly createdBy: string;
}
