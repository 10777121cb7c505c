import type { ReactNode } from 'react';
import type { City } from '../../../shared/city/city.ts';
import { areaName, areaPath } from '../../../shared/domain/areas.ts';
import { dueCount } from '../../../shared/domain/rates.ts';
import { formatCount } from '../../lib/format.ts';
import { changeText, missingOf, rateText } from '../figure-text.ts';
import type { PaperTable } from '../paper-table.ts';
import type { ReportView } from '../report-view.ts';

/** Names of the areas between the report's own and the grid; its community is left out where others say it, since the grid is named after it. */
function withinText(city: City, grid: number, { report, text }: ReportView): string {
  const path = areaPath(city, { level: 'grid', index: grid });
  const own = path.findIndex(({ level }) => level === report.area.level);
  const between = path.slice(own + 1, -1);
  const shown = between.length > 1 ? between.slice(0, -1) : between;
  return shown.map((area) => areaName(city, area)).join(text('pathSeparator'));
}

export function gridTable({ text }: ReportView): PaperTable {
  return {
    id: 'gridsBehind',
    columns: [4, 19, 18, 16, 5.5, 7.5, 7.5, 8.5, 7.5, 6.5],
    head: (
      <tr>
        <th scope="col">{text('column.rank')}</th>
        <th scope="col" className="report-left">
          {text('column.grid')}
        </th>
        <th scope="col" className="report-left">
          {text('column.code')}
        </th>
        <th scope="col" className="report-left">
          {text('column.within')}
        </th>
        <th scope="col">{text('column.due')}</th>
        <th scope="col">{text('column.verified')}</th>
        <th scope="col">{text('column.missing')}</th>
        <th scope="col">{text('column.coverage')}</th>
        <th scope="col">{text('column.overdue')}</th>
        <th scope="col">{text('column.change')}</th>
      </tr>
    ),
  };
}

export function gridRows(view: ReportView): ReactNode[] {
  const { report, city, text } = view;
  return report.gridsBehind.map(({ index, name, code, counts, countsBefore }, rank) => (
    <tr key={index}>
      <td className="report-left">{rank + 1}</td>
      <th scope="row">{name}</th>
      <td className="report-code-cell">{code}</td>
      <td className="report-left">{withinText(city, index, view)}</td>
      <td>{formatCount(dueCount(counts, 'withDeferred'))}</td>
      <td>{formatCount(counts.verified)}</td>
      <td className="report-strong">{formatCount(missingOf(counts))}</td>
      <td>{rateText(counts, 'withDeferred', text)}</td>
      <td>{formatCount(counts.overdue)}</td>
      <td>{changeText(counts, countsBefore, text)}</td>
    </tr>
  ));
}
