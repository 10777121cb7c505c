import type { City } from '../../../shared/city/city.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { DailyReport, ReportRequest, ReportSignature, ReportSource } from '../../../shared/contract/daily-report.ts';
import type { SourceFreshness } from '../../../shared/contract/topics.ts';
import type { ReadDb } from '../db/database.ts';

/** What the office set for the heading and the foot of its reports. */
export interface OfficeLines {
  readonly signatures: readonly ReportSignature[];
  readonly classification: string;
  readonly officeName: string;
}

/** What a report is built from. */
export interface ReportSources {
  readonly read: ReadDb;
  readonly city: City;
  readonly nowMs: number;
  readonly user: string;
  readonly office: OfficeLines;
  /** Null where nobody knows it. */
  readonly source: ReportSource | null;
  /** How its streams stand; none where nobody knows it. */
  readonly streams: readonly SourceFreshness[];
  /** Aborted when nobody waits for the report any more. */
  readonly signal: CallSignal;
}

export interface ReportDefinition {
  readonly id: string;
  /** Second part of the report's numbers. */
  readonly mark: string;
  build(sources: ReportSources, request: ReportRequest): Promise<DailyReport>;
}
