import type { ReactNode } from 'react';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import type { PaperTable } from '../paper-table.ts';
import { columnHeads } from './column-heads.tsx';
import type { EvidenceView } from './evidence-view.ts';

export function personTable({ text }: EvidenceView): PaperTable {
  return {
    id: 'track-persons',
    columns: [28, 24, 18, 10, 10, 10],
    head: columnHeads([
      { title: text('console:tracks.person.worker') },
      { title: text('console:tracks.person.role') },
      ...(['heard', 'stops', 'visits'] as const).map((name) => ({ title: text(`console:tracks.person.${name}`), isFigure: true })),
      { title: text('console:tracks.facts.gaps'), isFigure: true },
    ]),
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
