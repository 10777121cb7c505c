import type { Language } from '../../../shared/contract/daily-report.ts';

export interface PrintJob {
  /** Number of a frozen report: what is printed is always frozen. */
  readonly number: string;
  readonly language: Language;
}

/**
 * Turns a frozen report into a PDF by opening the report page in Chromium; each host brings its own.
 * @throws CodedError `printer-unavailable` when there is no Chromium or it does not answer, `map-not-drawable` when the page says so
 */
export interface ReportPrinter {
  print(job: PrintJob): Promise<Uint8Array>;
}
