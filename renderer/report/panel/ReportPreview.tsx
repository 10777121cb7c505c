import { useEffect, useMemo, useState } from 'react';
import type { City } from '../../../shared/city/city.ts';
import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import type { ReportText } from '../i18n/report-text.ts';
import { loadReportFonts } from '../load-report-fonts.ts';
import { drawReportMap, type MapDrawing } from '../map/map-drawing.ts';
import { ReportDocument } from '../ReportDocument.tsx';
import { createReportView, type ReportStamp } from '../report-view.ts';

interface ReportPreviewProps {
  readonly city: City;
  readonly report: DailyReport;
  readonly stamp: ReportStamp;
  /** In the window's language. */
  readonly text: ReportText;
  readonly onLaidOut?: (pages: number) => void;
}

/** False until both weights of the paper's font are there. */
function useReportFonts(): boolean {
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    let isWanted = true;
    const done = (): void => {
      if (isWanted) setLoaded(true);
    };
    // Without it the next font stands in: a preview is better in that than not at all.
    loadReportFonts().then(done, done);
    return () => {
      isWanted = false;
    };
  }, []);
  return isLoaded;
}

/** The map, or null when it cannot be drawn: then there is no report either. */
function mapOrNull(city: City, report: DailyReport): MapDrawing | null {
  try {
    return drawReportMap(city, report);
  } catch (error) {
    if (error instanceof CodedError) return null;
    throw error;
  }
}

/** The pages as they will be printed. */
export function ReportPreview({ city, report, stamp, text, onLaidOut }: ReportPreviewProps) {
  const hasFonts = useReportFonts();
  const view = useMemo(() => createReportView(report, city, stamp), [report, city, stamp]);
  const map = useMemo(() => mapOrNull(city, report), [city, report]);
  if (map === null) return <PanelMessage tone="error" title={text('page.failed')} text={text('console:error.map-not-drawable')} />;
  if (!hasFonts) return <Skeleton rows={7} label={text('page.loading')} />;
  return <ReportDocument view={view} map={map} {...(onLaidOut === undefined ? {} : { onLaidOut })} />;
}
