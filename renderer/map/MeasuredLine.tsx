import type { MeasuredShape } from './tools/map-measure.ts';

/** The corners that were set and the line through them; how long or large it is stands under the tools. */
export function MeasuredLine({ shape: { tool, points } }: { readonly shape: MeasuredShape }) {
  const corners = points.map(({ x, y }) => `${x},${y}`).join(' ');
  // A dot is a line of no length with round ends.
  const dots = points.map(({ x, y }) => `M${x} ${y}h0`).join('');
  return (
    <svg className="map-drawing map-measured" aria-hidden="true">
      {tool === 'area' ? <polygon points={corners} /> : <polyline points={corners} />}
      <path className="map-measured-ring" d={dots} />
      <path className="map-measured-dot" d={dots} />
    </svg>
  );
}
