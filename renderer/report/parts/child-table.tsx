import type { ReactNode } from 'react';
import { classOf, COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { PAPER_COVERAGE } from '../../../shared/domain/palettes.ts';
import { coverageRate, dueCount } from '../../../shared/domain/rates.ts';
import { formatCount } from '../../lib/format.ts';
import { changeText, missingOf, rateText } from '../figure-text.ts';
import type { PaperTable } from '../paper-table.ts';
import type { ReportView } from '../report-view.ts';

const BAR_WIDTH = 84;
const BAR_HEIGHT = 7;

/** Coverage as a length, in the colour of its class on the map; the figure stands beside it. */
function CoverageBar({ rate }: { readonly rate: number | null }) {
  return (
    <svg className="report-bar" width={BAR_WIDTH} height={BAR_HEIGHT} aria-hidden="true">
      <rect className="report-bar-track" x="0.25" y="0.25" width={BAR_WIDTH - 0.5} height={BAR_HEIGHT - 0.5} />
      {rate === null ? null : (
        <rect
          className="report-bar-value"
          x="0.25"
          y="0.25"
          width={rate * (BAR_WIDTH - 0.5)}
          height={BAR_HEIGHT - 0.5}
          fill={PAPER_COVERAGE.classes[classOf(rate, COVERAGE_BREAKS)]}
        />
      )}
    </svg>
  );
}

export function childTable({ text }: ReportView, level: 'city' | 'district' | 'street'): PaperTable {
  return {
    id: 'children',
    columns: [18, 7.5, 8.5, 8.5, 9, 14, 8.5, 9, 8.5, 8.5],
    head: (
      <tr>
        <th scope="col">{text(`column.childOf.${level}`)}</th>
        <th scope="col">{text('column.due')}</th>
        <th scope="col">{text('column.verified')}</th>
        <th scope="col">{text('column.missing')}</th>
        <th scope="col" colSpan={2} className="report-head-wide">
          {text('column.coverage')}
        </th>
        <th scope="col">{text('column.overdue')}</th>
        <th scope="col">{text('column.unreachable')}</th>
        <th scope="col">{text('column.deferred')}</th>
        <th scope="col">{text('column.change')}</th>
      </tr>
    ),
  };
}

export function childRows({ report, text }: ReportView): ReactNode[] {
  return report.children.map(({ index, name, counts, countsBefore }) => (
    <tr key={index}>
      <th scope="row">{name}</th>
      <td>{formatCount(dueCount(counts, 'withDeferred'))}</td>
      <td>{formatCount(counts.verified)}</td>
      <td>{formatCount(missingOf(counts))}</td>
      <td className="report-strong">{rateText(counts, 'withDeferred', text)}</td>
      <td className="report-bar-cell">
        <CoverageBar rate={coverageRate(counts, 'withDeferred')} />
      </td>
      <td>{formatCount(counts.overdue)}</td>
      <td>{formatCount(counts.unreachable)}</td>
      <td>{formatCount(counts.deferred)}</td>
      <td>{changeText(counts, countsBefore, text)}</td>
    </tr>
  ));
}
