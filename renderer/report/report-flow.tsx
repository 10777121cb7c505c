import { formatCount } from '../lib/format.ts';
import { AlertTables } from './parts/AlertTables.tsx';
import { childRows, childTable } from './parts/child-table.tsx';
import { gridRows, gridTable } from './parts/grids-behind-table.tsx';
import { MapAndOutcomes } from './parts/MapAndOutcomes.tsx';
import { Notes } from './parts/Notes.tsx';
import { ReportHeading } from './parts/ReportHeading.tsx';
import { Trend } from './parts/Trend.tsx';
import type { MapDrawing } from './map/map-drawing.ts';
import type { FlowElement } from './flow-element.ts';
import type { ReportView } from './report-view.ts';
import { rowsOf } from './table-rows.ts';

function gridsBehind(view: ReportView): FlowElement[] {
  const { report, text } = view;
  const total = report.gridsBehindTotal;
  const shown = report.gridsBehind.length;
  const title =
    shown < total
      ? text('section.gridsBehind', { total: formatCount(total), shown })
      : text('section.gridsBehindAll', { total: formatCount(total) });
  const heading: FlowElement = { kind: 'heading', key: 'gridsBehind', node: <h2>{title}</h2> };
  if (shown === 0) return [heading, { kind: 'block', key: 'noGridsBehind', node: <p className="report-empty">{text('noGridsBehind')}</p> }];
  return [heading, ...rowsOf(gridTable(view), gridRows(view))];
}

function children(view: ReportView): FlowElement[] {
  const { level } = view.report.area;
  if (level !== 'city' && level !== 'district' && level !== 'street') return [];
  const heading: FlowElement = { kind: 'heading', key: 'children', node: <h2>{view.text(`section.childrenOf.${level}`)}</h2> };
  return [heading, ...rowsOf(childTable(view, level), childRows(view))];
}

export function reportFlow(view: ReportView, map: MapDrawing): FlowElement[] {
  return [
    { kind: 'block', key: 'top', node: <ReportHeading view={view} /> },
    { kind: 'block', key: 'map', node: <MapAndOutcomes view={view} map={map} /> },
    { kind: 'block', key: 'alerts', node: <AlertTables view={view} /> },
    ...children(view),
    ...gridsBehind(view),
    { kind: 'block', key: 'trend', node: <Trend view={view} /> },
    { kind: 'block', key: 'notes', node: <Notes view={view} /> },
  ];
}
