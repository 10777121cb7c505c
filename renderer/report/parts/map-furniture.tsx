import type { ReactNode } from 'react';
import type { ReportText } from '../i18n/report-text.ts';
import type { MapPart } from '../map/map-part.ts';
import { UNITS_PER_PIXEL } from '../map/outline-path.ts';
import type { Box } from '../map/paper-projection.ts';

interface LetteringProps extends Pick<MapPart, 'frame' | 'labels' | 'scaleBar'> {
  readonly labelSize: number;
  readonly text: ReportText;
}

/** Names of places and the scale, above the shapes. */
export function Lettering({ frame, labels, scaleBar, labelSize, text }: LetteringProps) {
  const left = frame.left + 3;
  const bottom = frame.bottom - 5;
  const scaleText =
    scaleBar.meters >= 1000 ? text('map.kilometers', { value: scaleBar.meters / 1000 }) : text('map.meters', { value: scaleBar.meters });
  return (
    <>
      {labels.map(({ text: name, x, y, width }) => (
        <g key={`${name} ${x}`} fontSize={labelSize}>
          <rect className="report-map-plate" x={x - width / 2} y={y - labelSize * 0.58} width={width} height={labelSize * 1.16} rx="1.5" />
          <text x={x} y={y + labelSize * 0.36} textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
      <path className="report-map-line" d={`M${left} ${bottom - 4}V${bottom}H${left + scaleBar.pixels}V${bottom - 4}`} />
      <text x={left} y={bottom - 7} fontSize="8">
        {scaleText}
      </text>
    </>
  );
}

export function North({ width, text }: { readonly width: number; readonly text: ReportText }) {
  return (
    <>
      <path d={`M${width - 10} 2l4.5 13l-4.5 -3l-4.5 3z`} />
      <text x={width - 10} y="25" fontSize="8" textAnchor="middle">
        {text('map.north')}
      </text>
    </>
  );
}

const STALE_EVERY = 14;

/** Diagonals across a drawing whose data was old, the other way than those of grids without data. */
export function StaleHatch({
  width,
  height,
  every = STALE_EVERY,
}: {
  readonly width: number;
  readonly height: number;
  readonly every?: number;
}) {
  const starts = Array.from({ length: Math.ceil((width + height) / every - 0.5) }, (_, index) => (index + 0.5) * every - height);
  const lines = starts.map((x) => {
    const [from, until] = [Math.max(x, 0), Math.min(x + height, width)];
    return `M${from} ${from - x}L${until} ${until - x}`;
  });
  return <path className="report-map-stale" d={lines.join('')} />;
}

interface ClippedProps {
  readonly frame: Box;
  /** Of its own in the document. */
  readonly clip: string;
  readonly className?: string;
  /** Paths in UNITS_PER_PIXEL. */
  readonly children: ReactNode;
}

/** Outlines, cut off at the frame. */
export function Clipped({ frame: { left, top, right, bottom }, clip, className, children }: ClippedProps) {
  return (
    <>
      <clipPath id={clip}>
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <g transform={`scale(${1 / UNITS_PER_PIXEL})`} fillRule="evenodd" className={className}>
          {children}
        </g>
      </g>
    </>
  );
}
