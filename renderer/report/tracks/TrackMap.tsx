import type { ReportText } from '../i18n/report-text.ts';
import { UNITS_PER_PIXEL } from '../map/outline-path.ts';
import { Lettering, North } from '../parts/map-furniture.tsx';
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
  const { left, top, right, bottom } = drawing.frame;
  return (
    <>
      <clipPath id={clip}>
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <g transform={`scale(${1 / UNITS_PER_PIXEL})`} fillRule="evenodd">
          <path className="report-map-water" d={drawing.waterPath} />
          <path className="track-compound" d={drawing.compoundPath} />
          <path className="track-grid" d={drawing.gridPath} />
          <path className="track-community" d={drawing.communityPath} />
          <path className="track-asked" d={drawing.askedPath} />
        </g>
      </g>
    </>
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

function TrackLegend({ text }: { readonly text: ReportText }) {
  return (
    <ul className="report-legend">
      <li>
        <svg width="22" height="9" aria-hidden="true">
          <path className="track-way" d="M0 4.5H22" />
        </svg>
        {text('tracks.legend.way')}
      </li>
      <li>
        <svg width="22" height="9" aria-hidden="true">
          <path className="track-gap" d="M0 4.5H22" />
        </svg>
        {text('tracks.legend.gap')}
      </li>
      <li>
        <svg width="14" height="14" aria-hidden="true">
          <circle className="track-stop" cx="7" cy="7" r="6" />
          <text x="7" y="9.6" fontSize="7.5" textAnchor="middle">
            1
          </text>
        </svg>
        {text('tracks.legend.stop')}
      </li>
      <li>
        <svg width="9" height="9" aria-hidden="true">
          <circle className="track-begin" cx="4.5" cy="4.5" r="3.4" />
        </svg>
        {text('tracks.legend.begin')}
      </li>
      <li>
        <svg width="9" height="9" aria-hidden="true">
          <rect className="track-end" x="1.5" y="1.5" width="6" height="6" />
        </svg>
        {text('tracks.legend.end')}
      </li>
      <li>
        <svg width="16" height="9" aria-hidden="true">
          <rect className="track-legend-grid" x="0.5" y="0.5" width="15" height="8" />
        </svg>
        {text('tracks.legend.grid')}
      </li>
      <li>
        <svg width="16" height="9" aria-hidden="true">
          <rect className="track-legend-compound" x="0.5" y="0.5" width="15" height="8" />
        </svg>
        {text('tracks.legend.compound')}
      </li>
    </ul>
  );
}
