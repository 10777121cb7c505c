import type { ReactNode } from 'react';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { VISIT_KINDS } from '../../../shared/domain/workers.ts';
import { floorsText } from '../../panels/detail/visit-text.ts';
import { trackEntries } from '../../panels/tracks/track-entries.ts';
import type { PaperTable } from '../paper-table.ts';
import { columnHeads } from './column-heads.tsx';
import { clockText } from './evidence-times.ts';
import type { EvidenceView } from './evidence-view.ts';

type Visit = WorkerTrack['visits'][number];

export function visitTable({ text }: EvidenceView, { workerId }: WorkerTrack): PaperTable {
  return {
    id: `track-visits-${workerId}`,
    columns: [28, 8, 8, 10, 10, 14, 14, 8],
    head: columnHeads([
      { title: text('tracks.column.compound') },
      { title: text('tracks.column.building'), isFigure: true },
      { title: text('tracks.column.unit'), isFigure: true },
      { title: text('tracks.column.floors'), isFigure: true },
      { title: text('tracks.column.households'), isFigure: true },
      { title: text('tracks.column.kind') },
      { title: text('tracks.column.time') },
      { title: text('tracks.column.stop'), isFigure: true },
    ]),
  };
}

/** Those of one house beside one another: whoever reads asks which doors of it were visited. Houses outside the compounds come last. */
export function byHouse(one: Visit, other: Visit): number {
  const place = ({ compound }: Visit): number => (compound < 0 ? Infinity : compound);
  if (place(one) !== place(other)) return place(one) - place(other);
  return one.building - other.building || one.unit - other.unit || one.floorFrom - other.floorFrom || one.visitedAtMs - other.visitedAtMs;
}

/** Check-ins by compound, building, unit and floor, each with the number of the stop during which it was made. */
export function visitRows({ city, evidence, text }: EvidenceView, track: WorkerTrack): ReactNode[] {
  const stopOf = new Map(
    trackEntries(track).flatMap((entry) => (entry.kind === 'stop' ? entry.visits.map(({ id }) => [id, entry.number] as const) : [])),
  );
  return track.visits.toSorted(byHouse).map((visit) => {
    const { id, compound, building, unit, households, kind, visitedAtMs } = visit;
    const inHouse = (value: string | number): string => (compound < 0 ? text('none') : String(value));
    return (
      <tr key={id}>
        <th scope="row">{compound < 0 ? text('tracks.outsideCompounds') : city.compounds.name[compound]}</th>
        <td className="track-figure">{inHouse(building)}</td>
        <td className="track-figure">{inHouse(unit)}</td>
        <td className="track-figure">{inHouse(floorsText(visit))}</td>
        <td className="track-figure">{households}</td>
        <td>{text(`console:visitKind.${VISIT_KINDS[kind] ?? 'screening'}`)}</td>
        <td>{clockText(visitedAtMs, evidence.request.day, text)}</td>
        <td className="track-figure">{stopOf.get(id) ?? text('tracks.underWay')}</td>
      </tr>
    );
  });
}
