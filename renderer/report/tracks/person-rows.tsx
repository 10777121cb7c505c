import type { ReactNode } from 'react';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import type { PaperTable } from '../paper-table.ts';
import type { EvidenceView } from './evidence-view.ts';

export function personTable({ text }: EvidenceView): PaperTable {
  return {
    id: 'track-persons',
    columns: [28, 24, 18, 10, 10, 10],
    head: (
      <tr>
        <th scope="col">{text('console:tracks.person.worker')}</th>
        <th scope="col">{text('console:tracks.person.role')}</th>
        {(['heard', 'stops', 'visits'] as const).map((name) => (
          <th key={name} scope="col" className="track-figure">
            {text(`console:tracks.person.${name}`)}
          </th>
        ))}
        <th scope="col" className="track-figure">
          {text('console:tracks.facts.gaps')}
        </th>
      </tr>
    ),
  };
}

/** Who came through the grids, whoever stayed longest first. */
export function personRows({ evidence: { tracks }, text, words }: EvidenceView): ReactNode[] {
  return tracks.map(({ workerId, name, role, heardMs, stops, visits, gaps }) => (
    <tr key={workerId}>
      <th scope="row">{name}</th>
      <td>{text(`console:workerRole.${WORKER_ROLES[role] ?? 'gridWorker'}`)}</td>
      <td className="track-figure">{words.span(heardMs)}</td>
      <td className="track-figure">{words.count(stops.length)}</td>
      <td className="track-figure">{words.count(visits.length)}</td>
      <td className="track-figure">{words.count(gaps.length)}</td>
    </tr>
  ));
}
