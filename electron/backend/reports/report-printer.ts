import type { PrintedDocument } from '../../../shared/host/report-page.ts';
import type { Language } from '../../../shared/contract/daily-report.ts';

export interface PrintJob {
  readonly document: PrintedDocument;
  /** Number of a frozen report, or of minutes: what is printed is always frozen. */
  readonly number: string;
  readonly language: Language;
}

/**
 * Turns a frozen report or minutes into a PDF by opening the report page in Chromium; each host brings its own.
 * @throws CodedError `printer-unavailable` when there is no Chromium or it does not answer, `map-not-drawable` when the page says so
 */
export interface ReportPrinter {
  print(job: PrintJob): Promise<Uint8Array>;
}
