import type { ReactNode } from 'react';
import type { ReportText } from '../i18n/report-text.ts';
import { Clipped, Lettering, North } from '../parts/map-furniture.tsx';
import { STOP_RADIUS_PIXELS, TRACK_LABEL_PIXELS, type TrackDrawing } from './track-drawing.ts';

interface TrackMapProps {
  readonly drawing: TrackDrawing;
  /** Of its own in the document. */
  readonly id: string;
  readonly description: string;
  readonly text: ReportText;
}

/** Borders under everything, cut off at the frame. */
function Ground({ drawing, clip }: { readonly drawing: TrackDrawing; readonly clip: string }) {
  return (
    <Clipped frame={drawing.frame} clip={clip}>
      <path className="report-map-water" d={drawing.waterPath} />
      <path className="track-compound" d={drawing.compoundPath} />
      <path className="track-grid" d={drawing.gridPath} />
      <path className="track-community" d={drawing.communityPath} />
      <path className="track-asked" d={drawing.askedPath} />
    </Clipped>
  );
}

/** Numbers of the table, each with a line to its place where it had to step aside. */
function Stops({ drawing }: { readonly drawing: TrackDrawing }) {
  return drawing.stops.map(({ x, y, point }, index) => (
    <g key={index}>
      <path className="track-leader" d={`M${point.x} ${point.y}L${x} ${y}`} />
      <circle className="track-place" cx={point.x} cy={point.y} r="1.6" />
      <circle className="track-stop" cx={x} cy={y} r={STOP_RADIUS_PIXELS} />
      <text x={x} y={y + 2.6} fontSize="7.5" textAnchor="middle">
        {index + 1}
      </text>
    </g>
  ));
}

/** The way as vectors: stops numbered, gaps dashed, where it begins and ends. */
export function TrackMap({ drawing, id, description, text }: TrackMapProps) {
  const { left, top, right, bottom } = drawing.frame;
  const [first, last] = drawing.ends;
  return (
    <figure className="report-map">
      <svg viewBox={`0 0 ${right} ${bottom}`} width={right} height={bottom} role="img" aria-label={description}>
        <Ground drawing={drawing} clip={`track-clip-${id}`} />
        <path className="track-way" d={drawing.wayPath} />
        <path className="track-gap" d={drawing.gapPath} />
        <Lettering {...drawing} labelSize={TRACK_LABEL_PIXELS} text={text} />
        {last !== undefined && <rect className="track-end" x={last.x - 3} y={last.y - 3} width="6" height="6" />}
        {first !== undefined && <circle className="track-begin" cx={first.x} cy={first.y} r="3.4" />}
        <Stops drawing={drawing} />
        <North width={right} text={text} />
        <rect className="track-frame" x={left + 0.25} y={top + 0.25} width={right - left - 0.5} height={bottom - top - 0.5} />
      </svg>
      <figcaption>
        <TrackLegend text={text} />
      </figcaption>
    </figure>
  );
}

interface Swatch {
  readonly name: 'way' | 'gap' | 'stop' | 'begin' | 'end' | 'grid' | 'compound';
  readonly width: number;
  readonly drawing: ReactNode;
}

/** Drawn in a box 14 pixels high. */
const SWATCHES: readonly Swatch[] = [
  { name: 'way', width: 22, drawing: <path className="track-way" d="M0 7H22" /> },
  { name: 'gap', width: 22, drawing: <path className="track-gap" d="M0 7H22" /> },
  {
    name: 'stop',
    width: 14,
    drawing: (
      <>
        <circle className="track-stop" cx="7" cy="7" r="6" />
        <text x="7" y="9.6" fontSize="7.5" textAnchor="middle">
          1
        </text>
      </>
    ),
  },
  { name: 'begin', width: 9, drawing: <circle className="track-begin" cx="4.5" cy="7" r="3.4" /> },
  { name: 'end', width: 9, drawing: <rect className="track-end" x="1.5" y="4" width="6" height="6" /> },
  { name: 'grid', width: 16, drawing: <rect className="track-legend-grid" x="0.5" y="3" width="15" height="8" /> },
  { name: 'compound', width: 16, drawing: <rect className="track-legend-compound" x="0.5" y="3" width="15" height="8" /> },
];

function TrackLegend({ text }: { readonly text: ReportText }) {
  return (
    <ul className="report-legend">
      {SWATCHES.map(({ name, width, drawing }) => (
        <li key={name}>
          <svg width={width} height="14" aria-hidden="true">
            {drawing}
          </svg>
          {text(`tracks.legend.${name}`)}
        </li>
      ))}
    </ul>
  );
}
