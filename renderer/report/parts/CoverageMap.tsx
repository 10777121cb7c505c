import { COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { PAPER_COVERAGE } from '../../../shared/domain/palettes.ts';
import { formatCount } from '../../lib/format.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { MapClass } from '../map/coverage-classes.ts';
import type { MapDrawing } from '../map/map-drawing.ts';
import { UNITS_PER_PIXEL } from '../map/outline-path.ts';
import type { ReportView } from '../report-view.ts';

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

function Hatch() {
  return (
    <pattern id={HATCH} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform={`rotate(45) scale(${UNITS_PER_PIXEL})`}>
      <path d="M0 0V4" stroke={PAPER_COVERAGE.noData} strokeWidth="1.2" />
    </pattern>
  );
}

/** Labels, scale bar and north in CSS pixels, above the shapes. */
function Furniture({ map, text }: { readonly map: MapDrawing; readonly text: ReportText }) {
  const { size, scaleBar, labelSize } = map;
  const bottom = size.height - 5;
  const scaleText =
    scaleBar.meters >= 1000 ? text('map.kilometers', { value: scaleBar.meters / 1000 }) : text('map.meters', { value: scaleBar.meters });
  return (
    <>
      {map.labels.map(({ text: name, x, y, width }) => (
        <g key={`${name} ${x}`} fontSize={labelSize}>
          <rect className="report-map-plate" x={x - width / 2} y={y - labelSize * 0.58} width={width} height={labelSize * 1.16} rx="1.5" />
          <text x={x} y={y + labelSize * 0.36} textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
      <path className="report-map-line" d={`M2 ${bottom - 4}V${bottom}H${2 + scaleBar.pixels}V${bottom - 4}`} />
      <text x="2" y={bottom - 7} fontSize="8">
        {scaleText}
      </text>
      <path d={`M${size.width - 10} 2l4.5 13l-4.5 -3l-4.5 3z`} />
      <text x={size.width - 10} y="25" fontSize="8" textAnchor="middle">
        {text('map.north')}
      </text>
    </>
  );
}

function Legend({ map, text }: { readonly map: MapDrawing; readonly text: ReportText }) {
  return (
    <ul className="report-legend">
      {map.classes.map(({ mapClass, gridCount }) => (
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
      {map.dedicatedPath === '' ? null : (
        <li>
          <svg width="16" height="9" aria-hidden="true">
            <rect className="report-swatch-dedicated" x="0.5" y="0.5" width="15" height="8" />
          </svg>
          {text('map.dedicated')}
        </li>
      )}
    </ul>
  );
}

/** Coverage of every grid as vectors, with the areas one level down, water, names, scale and north. */
export function CoverageMap({ view: { report, text }, map }: { readonly view: ReportView; readonly map: MapDrawing }) {
  const { width, height } = map.size;
  const fine = map.level === 'city' ? 'report-map-city' : map.level === 'district' ? 'report-map-district' : 'report-map-street';
  return (
    <figure className="report-map">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        role="img"
        aria-label={text('map.description', { area: report.area.name })}
      >
        <defs>
          <Hatch />
          <pattern id={`${HATCH}-legend`} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path d="M0 0V4" stroke={PAPER_COVERAGE.noData} strokeWidth="1.2" />
          </pattern>
          <clipPath id="report-map-frame">
            <rect width={width} height={height} />
          </clipPath>
        </defs>
        <g clipPath="url(#report-map-frame)">
          <g transform={`scale(${1 / UNITS_PER_PIXEL})`} fillRule="evenodd" className={fine} data-report-map>
            <path className="report-map-water" d={map.waterPath} />
            {map.classes.map(({ mapClass, path }) => (
              <path key={mapClass} className="report-map-grid" d={path} fill={fillOf(mapClass)} />
            ))}
            <path className="report-map-dedicated" d={map.dedicatedPath} />
            <path className="report-map-child" d={map.childBorderPath} />
            <path className="report-map-outline" d={map.outlinePath} />
          </g>
        </g>
        <Furniture map={map} text={text} />
      </svg>
      <figcaption>
        <Legend map={map} text={text} />
      </figcaption>
    </figure>
  );
}
