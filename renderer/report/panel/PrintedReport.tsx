import { useCallback, useEffect } from 'react';
import { createPortal } from 'react-dom';
import type { City } from '../../../shared/city/city.ts';
import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { ReportStamp } from '../report-view.ts';
import { ReportPreview } from './ReportPreview.tsx';

interface PrintedReportProps {
  readonly city: City;
  readonly report: DailyReport;
  readonly stamp: ReportStamp;
  readonly text: ReportText;
  /** The system's print dialog was closed. */
  readonly onPrinted: () => void;
}

/** Puts the pages where only the printer sees them, and opens the system's print dialog once they stand. */
export function PrintedReport({ onPrinted, ...report }: PrintedReportProps) {
  useEffect(() => {
    window.addEventListener('afterprint', onPrinted);
    return () => window.removeEventListener('afterprint', onPrinted);
  }, [onPrinted]);
  const print = useCallback(() => window.print(), []);
  return createPortal(
    <div className="report-on-paper">
      <ReportPreview {...report} onLaidOut={print} />
    </div>,
    document.body,
  );
}
