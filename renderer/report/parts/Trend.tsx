import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { coverageRate, dueCount } from '../../../shared/domain/rates.ts';
import { formatDay } from '../../../shared/domain/time.ts';
import { formatCount, formatMinute } from '../../lib/format.ts';
import { rateText } from '../figure-text.ts';
import type { ReportView } from '../report-view.ts';

const WIDTH = 686;
const HEIGHT = 74;
const LABEL_WIDTH = 58;
const TOP = 8;
/** The axis ends at 100 % and starts at the ten below the lowest rate. */
const STEP = 0.1;

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointsOf(trend: DailyReport['trend']): { points: (Point | null)[]; lowest: number } {
  const rates = trend.map(({ counts }) => (counts === null ? null : coverageRate(counts, 'withDeferred')));
  const known = rates.filter((rate) => rate !== null);
  const lowest = Math.min(0.9, Math.floor(Math.min(...known, 1) / STEP) * STEP);
  const columnWidth = (WIDTH - LABEL_WIDTH) / trend.length;
  const points = rates.map((rate, index) =>
    rate === null ? null : { x: LABEL_WIDTH + (index + 0.5) * columnWidth, y: TOP + ((1 - rate) / (1 - lowest)) * (HEIGHT - TOP - 4) },
  );
  return { points, lowest };
}

/** A day without data breaks the line. */
function linePath(points: readonly (Point | null)[]): string {
  return points
    .map((point, index) => {
      if (point === null) return '';
      const isStart = index === 0 || points[index - 1] === null;
      return `${isStart ? 'M' : 'L'}${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
    })
    .join('');
}

function TrendLine({ view: { report, text } }: { readonly view: ReportView }) {
  const { points, lowest } = pointsOf(report.trend);
  const bottom = HEIGHT - 4;
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={text('trend.description')}
      className="report-trend-line"
    >
      <path className="report-trend-grid" d={`M${LABEL_WIDTH} ${TOP}H${WIDTH}M${LABEL_WIDTH} ${bottom}H${WIDTH}`} />
      <text x={LABEL_WIDTH - 6} y={TOP + 3} textAnchor="end">
        100%
      </text>
      <text x={LABEL_WIDTH - 6} y={bottom + 1} textAnchor="end">
        {`${Math.round(lowest * 100)}%`}
      </text>
      <path className="report-trend-rate" d={linePath(points)} />
      {points.map((point, index) => (point === null ? null : <circle key={report.trend[index]?.day} cx={point.x} cy={point.y} r="2.2" />))}
    </svg>
  );
}

function TrendTable({ view: { report, text } }: { readonly view: ReportView }) {
  const { trend } = report;
  return (
    <table className="report-table report-trend-table">
      <colgroup>
        <col style={{ width: LABEL_WIDTH }} />
        {trend.map(({ day }) => (
          <col key={day} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">{text('trend.day')}</th>
          {trend.map(({ day }) => (
            <th key={day} scope="col">
              {formatDay(day).slice(5)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{text('trend.coverage')}</th>
          {trend.map(({ day, counts }) => (
            <td key={day}>{counts === null ? text('none') : rateText(counts, 'withDeferred', text)}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">{text('trend.due')}</th>
          {trend.map(({ day, counts }) => (
            <td key={day}>{counts === null ? text('none') : formatCount(dueCount(counts, 'withDeferred'))}</td>
          ))}
        </tr>
        <tr>
          <th scope="row">{text('trend.alerts')}</th>
          {trend.map(({ day, alerts }) => (
            <td key={day}>{formatCount(alerts)}</td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

export function Trend({ view }: { readonly view: ReportView }) {
  const { report, text } = view;
  return (
    <section className="report-section">
      <h2>{text('section.trend', { time: formatMinute(report.asOfMs) })}</h2>
      <TrendLine view={view} />
      <TrendTable view={view} />
    </section>
  );
}
