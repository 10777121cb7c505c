import type { ReactNode } from 'react';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { areaCode, areaName } from '../../../shared/domain/areas.ts';
import { type TrackEntry, trackEntries } from '../../panels/tracks/track-entries.ts';
import type { PaperTable } from '../paper-table.ts';
import { columnHeads } from './column-heads.tsx';
import { clockText, lengthText } from './evidence-times.ts';
import type { EvidenceView } from './evidence-view.ts';

type Spent = Exclude<TrackEntry, { readonly kind: 'visit' }>;

export function stopTable({ text }: EvidenceView, { workerId }: WorkerTrack): PaperTable {
  return {
    id: `track-stops-${workerId}`,
    columns: [6, 14, 14, 10, 30, 18, 8],
    head: columnHeads([
      { title: text('tracks.column.number') },
      { title: text('tracks.column.arrival') },
      { title: text('tracks.column.departure') },
      { title: text('tracks.column.length'), isFigure: true },
      { title: text('tracks.column.place') },
      { title: text('tracks.column.code') },
      { title: text('tracks.column.visits'), isFigure: true },
    ]),
  };
}

/** Stops and gaps in order of time: what lies between them is the way. */
export function stopRows(view: EvidenceView, track: WorkerTrack): ReactNode[] {
  return trackEntries(track)
    .filter((entry) => entry.kind !== 'visit')
    .map((entry) => <StopRow key={`${entry.kind} ${entry.atMs}`} entry={entry} view={view} />);
}

function StopRow({ entry, view: { city, evidence, text } }: { readonly entry: Spent; readonly view: EvidenceView }) {
  const span = entry.kind === 'stop' ? entry.stop : entry.gap;
  const grid = entry.kind === 'stop' ? entry.stop.grid : -1;
  const { day } = evidence.request;
  const place = grid < 0 ? text('console:tracks.outside') : areaName(city, { level: 'grid', index: grid });
  return (
    <tr className={entry.kind === 'gap' ? 'track-gap-row' : undefined}>
      <th scope="row">{entry.kind === 'stop' ? entry.number : text('none')}</th>
      <td>{clockText(span.fromMs, day, text)}</td>
      <td>{clockText(span.untilMs, day, text)}</td>
      <td className="track-figure">{lengthText(span)}</td>
      {entry.kind === 'gap' ? (
        <td colSpan={3}>{text('tracks.gap')}</td>
      ) : (
        <>
          <td>{place}</td>
          <td>{grid < 0 ? text('none') : areaCode(city, { level: 'grid', index: grid })}</td>
          <td className="track-figure">{entry.visits.length}</td>
        </>
      )}
    </tr>
  );
}
