import { formatDateTime } from '../../../shared/domain/time.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { ReportStamp } from '../report-view.ts';

const ROWS = 7;
const COLUMNS = 3;
const COLUMN_WIDTH = 270;
const ROW_HEIGHT = 166;

interface WatermarkProps {
  readonly stamp: ReportStamp;
  /** What is printed, or of where. */
  readonly place: string;
  readonly text: ReportText;
}

/** Who printed it and when, across the whole sheet, behind the figures and too light to hide one. */
export function Watermark({ stamp, place, text }: WatermarkProps) {
  const words = text('watermark', { user: stamp.user, time: formatDateTime(stamp.atMs).slice(0, 16), area: place });
  return (
    <svg className="report-watermark" viewBox="0 0 794 1123" aria-hidden="true">
      {Array.from({ length: ROWS * COLUMNS }, (_, index) => {
        const row = Math.floor(index / COLUMNS);
        const x = (index % COLUMNS) * COLUMN_WIDTH + (row % 2) * (COLUMN_WIDTH / 2) - 90;
        const y = row * ROW_HEIGHT + 110;
        return (
          <text key={index} transform={`translate(${x} ${y}) rotate(-24)`}>
            {words}
          </text>
        );
      })}
    </svg>
  );
}
