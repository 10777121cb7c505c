import type { ReactNode } from 'react';
import type { AreaLevel } from '../../../shared/domain/areas.ts';
import { COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { PAPER_COVERAGE } from '../../../shared/domain/palettes.ts';
import { formatCount } from '../../lib/format.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { MapClass } from '../map/coverage-classes.ts';
import type { MapDrawing } from '../map/map-drawing.ts';
import type { MapPart } from '../map/map-part.ts';
import { UNITS_PER_PIXEL } from '../map/outline-path.ts';
import { Clipped, Lettering, North, StaleHatch } from './map-furniture.tsx';

const HATCH = 'report-hatch';

function fillOf(mapClass: MapClass): string {
  if (mapClass === 'noData') return `url(#${HATCH})`;
  return mapClass === 'nothingDue' ? '#ffffff' : (PAPER_COVERAGE.classes[mapClass] ?? '#ffffff');
}

function classText(mapClass: MapClass, text: ReportText): string {
  if (typeof mapClass === 'string') return text(`map.${mapClass}`);
  const from = COVERAGE_BREAKS[mapClass - 1];
  const to = COVERAGE_BREAKS[mapClass];
  const percent = (fraction: number) => String(Math.round(fraction * 100));
  if (from === undefined) return text('map.below', { to: percent(to ?? 1) });
  return to === undefined ? text('map.above', { from: percent(from) }) : text('map.between', { from: percent(from), to: percent(to) });
}

/** Grey hatch for no data, as fine in the map's units as in the legend's. */
function Hatch({ id, scale }: { readonly id: string; readonly scale: number }) {
  return (
    <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${scale})`}>
      <path d="M0 0V4" stroke={PAPER_COVERAGE.noData} strokeWidth="1.2" />
    </pattern>
  );
}

const LINE_WIDTHS: Readonly<Record<AreaLevel, string>> = {
  city: 'report-map-city',
  district: 'report-map-district',
  street: 'report-map-street',
  community: 'report-map-street',
  grid: 'report-map-street',
};

/** Water, grids by class and borders, cut off at the frame. */
function Shapes({ part, level, clip }: { readonly part: MapPart; readonly level: AreaLevel; readonly clip: string }) {
  return (
    <Clipped frame={part.frame} clip={clip} className={LINE_WIDTHS[level]}>
      <path className="report-map-water" d={part.waterPath} />
      {part.classes.map(({ mapClass, path }) => (
        <path key={mapClass} className="report-map-grid" d={path} fill={fillOf(mapClass)} />
      ))}
      <path className="report-map-dedicated" d={part.dedicatedPath} />
      <path className="report-map-child" d={part.childBorderPath} />
      <path className="report-map-outline" d={part.outlinePath} />
    </Clipped>
  );
}

function Core({ map, core, text }: { readonly map: MapDrawing; readonly core: MapPart; readonly text: ReportText }) {
  const { left, top, right, bottom } = core.frame;
  return (
    <>
      <rect className="report-map-inset" x={left} y={top} width={right - left} height={bottom - top} />
      <Shapes part={core} level="city" clip="report-map-core" />
      <rect className="report-map-inset-frame" x={left} y={top} width={right - left} height={bottom - top} />
      <Lettering {...core} labelSize={map.labelSize} text={text} />
    </>
  );
}

interface LegendProps extends Pick<CoverageMapProps, 'map' | 'text'> {
  readonly staleSince: string | null;
}

function Legend({ map, text, staleSince }: LegendProps) {
  return (
    <ul className="report-legend">
      {map.legend.map(({ mapClass, gridCount }) => (
        <li key={mapClass}>
          <svg width="16" height="9" aria-hidden="true">
            <rect
              className="report-swatch"
              width="16"
              height="9"
              fill={mapClass === 'noData' ? `url(#${HATCH}-legend)` : fillOf(mapClass)}
            />
          </svg>
          {classText(mapClass, text)} <b>{formatCount(gridCount)}</b>
        </li>
      ))}
      {map.showsDedicated ? (
        <li>
          <svg width="16" height="9" aria-hidden="true">
            <rect className="report-swatch-dedicated" x="0.5" y="0.5" width="15" height="8" />
          </svg>
          {text('map.dedicated')}
        </li>
      ) : null}
      {staleSince === null ? null : (
        <li className="report-legend-stale">
          <svg width="16" height="9" aria-hidden="true">
            <StaleHatch width={16} height={9} every={5} />
            <rect className="report-swatch" width="16" height="9" fill="none" />
          </svg>
          {text('map.stale', { time: staleSince })}
        </li>
      )}
    </ul>
  );
}

interface CoverageMapProps {
  readonly map: MapDrawing;
  /** What is said of it to who cannot see it. */
  readonly description: string;
  readonly text: ReportText;
  /** The moment up to which its data was complete, where that was too early: marked as on the console's map. */
  readonly staleSince?: string | null;
  /** Drawn over it, in its own coordinates. */
  readonly children?: ReactNode;
}

/** Coverage of every grid as vectors, with the areas one level down, water, names, scale and north. */
export function CoverageMap({ map, description, text, staleSince = null, children }: CoverageMapProps) {
  const { width, height, main, core } = map;
  return (
    <figure className="report-map">
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={description}>
        <defs>
          <Hatch id={HATCH} scale={UNITS_PER_PIXEL} />
          <Hatch id={`${HATCH}-legend`} scale={1} />
        </defs>
        <Shapes part={main} level={map.level} clip="report-map-main" />
        <Lettering {...main} labelSize={map.labelSize} text={text} />
        {core === null ? null : <Core map={map} core={core} text={text} />}
        {staleSince === null ? null : <StaleHatch width={width} height={height} />}
        <North width={width} text={text} />
        {children}
      </svg>
      <figcaption>
        <Legend map={map} text={text} staleSince={staleSince} />
      </figcaption>
    </figure>
  );
}
