import type { City } from '../../shared/city/city.ts';
import type { DailyReport } from '../../shared/contract/daily-report.ts';
import { reportText, type ReportText } from './i18n/report-text.ts';

/** Who holds the paper or looks at the preview, and since when: the watermark. */
export interface ReportStamp {
  readonly user: string;
  readonly atMs: number;
}

/** What every part of a report is drawn from. */
export interface ReportView {
  readonly report: DailyReport;
  readonly city: City;
  readonly stamp: ReportStamp;
  /** In the report's own language. */
  readonly text: ReportText;
}

export function createReportView(report: DailyReport, city: City, stamp: ReportStamp): ReportView {
  return { report, city, stamp, text: reportText(report.request.language) };
}
