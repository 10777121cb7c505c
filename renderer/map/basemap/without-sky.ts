import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * Seen from straight above there is no sky, yet MapLibre blends one over the whole picture in every frame, whatever the style says: a quarter
 * of what a frame costs where software draws it (docs/benchmarks.md). No setting leaves it out, so its painter gets nothing to draw it with.
 */
export function leaveOutSky({ painter }: MapLibreMap): void {
  painter.drawFunctions = { ...painter.drawFunctions, sky: () => undefined };
}
