import { encode } from 'uqr';
import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { shortDigest } from '../figure-text.ts';
import type { ReportText } from '../i18n/report-text.ts';

/** Dark modules of a code as one path of horizontal runs, one unit a module. */
function modulesPath(rows: readonly (readonly boolean[])[]): string {
  let path = '';
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (row[x] !== true) continue;
      const start = x;
      while (row[x + 1] === true) x++;
      path += `M${start} ${y}h${x - start + 1}v1h${start - x - 1}z`;
    }
  });
  return path;
}

interface PaperLinkProps {
  readonly report: Pick<DailyReport, 'number' | 'digest'>;
  readonly text: ReportText;
}

/** Number and check value as a QR code: whoever holds the paper can compare them with what the office has of it. */
export function PaperLink({ report, text }: PaperLinkProps) {
  if (report.digest === '') return null;
  const { data, size } = encode(`${report.number} ${shortDigest(report.digest).replaceAll(' ', '')}`, { ecc: 'M', border: 0 });
  return (
    <svg className="report-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={text('paperLink')} shapeRendering="crispEdges">
      <path d={modulesPath(data)} />
    </svg>
  );
}
