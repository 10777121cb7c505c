import type { ReactNode } from 'react';
import { createGridLocator, type GridLocator } from '../../../shared/city/city-lookup.ts';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import type { FlowElement } from '../flow-element.ts';
import type { Box } from '../map/paper-projection.ts';
import type { PaperTable } from '../paper-table.ts';
import { rowsOf } from '../table-rows.ts';
import { EvidenceHeading } from './EvidenceHeading.tsx';
import { EvidenceNotes } from './EvidenceNotes.tsx';
import type { EvidenceView } from './evidence-view.ts';
import { personRows, personTable } from './person-rows.tsx';
import { stopRows, stopTable } from './stop-rows.tsx';
import { drawTrack } from './track-drawing.ts';
import { TrackMap } from './TrackMap.tsx';
import { TrackSummary } from './TrackSummary.tsx';
import { visitRows, visitTable } from './visit-rows.tsx';

/** CSS pixels of the map of one way, alone on the first page or one of many. */
const FRAME: Box = { left: 0, top: 0, right: 686, bottom: 400 };
const FRAME_OF_MANY: Box = { left: 0, top: 0, right: 686, bottom: 290 };

/** Tracks as evidence in pieces that are never broken. */
export function evidenceFlow(view: EvidenceView): FlowElement[] {
  const { evidence, city } = view;
  const { tracks, leftOut } = evidence;
  const locator = createGridLocator(city);
  const isOne = evidence.request.subject.kind === 'worker';
  return [
    { kind: 'block', key: 'top', node: <EvidenceHeading view={view} /> },
    ...(isOne ? [] : persons(view, leftOut)),
    ...tracks.flatMap((track) => trackFlow(view, locator, track, isOne)),
    { kind: 'block', key: 'notes', node: <EvidenceNotes view={view} /> },
  ];
}

function persons(view: EvidenceView, leftOut: number): FlowElement[] {
  const { text, words } = view;
  return [
    headingOf('persons', text('tracks.section.persons')),
    ...rowsOf(personTable(view), personRows(view)),
    ...(leftOut === 0
      ? []
      : [
          {
            kind: 'block',
            key: 'left-out',
            node: <p className="report-empty">{text('console:tracks.leftOut', { value: words.count(leftOut) })}</p>,
          } as const,
        ]),
  ];
}

function headingOf(key: string, title: string): FlowElement {
  return { kind: 'heading', key, node: <h2>{title}</h2> };
}

function trackFlow(view: EvidenceView, locator: GridLocator, track: WorkerTrack, isOne: boolean): FlowElement[] {
  const { text, city } = view;
  const { subject } = view.evidence.request;
  const { workerId, name } = track;
  const titled = (section: 'way' | 'stops' | 'visits'): FlowElement => {
    const title = text(`tracks.section.${section}`);
    return headingOf(`${section}-${workerId}`, isOne ? title : text('tracks.sectionOf', { name, section: title }));
  };
  const tableOrNone = (section: 'stops' | 'visits', table: PaperTable, rows: readonly ReactNode[]): FlowElement[] =>
    rows.length > 0
      ? rowsOf(table, rows)
      : [{ kind: 'block', key: `no-${section}-${workerId}`, node: <p className="report-empty">{text(`tracks.empty.${section}`)}</p> }];
  const drawing = drawTrack(city, locator, {
    track,
    asked: subject.kind === 'grids' ? subject.grids : [],
    frame: isOne ? FRAME : FRAME_OF_MANY,
  });
  const picture = (
    <>
      <TrackSummary view={view} track={track} />
      {drawing === null ? (
        <p className="report-empty">{text('tracks.empty.way')}</p>
      ) : (
        <TrackMap drawing={drawing} id={String(workerId)} description={text('tracks.mapOf', { name })} text={text} />
      )}
    </>
  );
  return [
    titled('way'),
    { kind: 'block', key: `picture-${workerId}`, node: picture },
    titled('stops'),
    ...tableOrNone('stops', stopTable(view, track), stopRows(view, track)),
    titled('visits'),
    ...tableOrNone('visits', visitTable(view, track), visitRows(view, track)),
  ];
}
