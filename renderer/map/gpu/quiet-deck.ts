import type { MapLibreOverlay } from '@deck.gl/maplibre';

/**
 * Stops what deck.gl does without being asked. Interleaved, MapLibre draws its layers, and ours are made once and need no updates; so its
 * animation loop (33 ms of CPU a second on an idle map) and its tooltip widget (a forced layout a frame) only cost. deck.gl 9.4 has no
 * option for either, hence the reach into its parts; the benchmark's idle row would show a version in which this no longer holds.
 */
export function quietDeck(overlay: MapLibreOverlay): void {
  const deck = overlay['_deck'];
  // The loop would do this at its next turn: it makes the layers' buffers and models.
  deck?.['layerManager']?.updateLayers();
  deck?.['animationLoop']?.stop();
  const widgets = deck?.['widgetManager'];
  if (widgets === null || widgets === undefined) return;
  widgets.finalize();
  for (const id of Object.keys(widgets.containers)) delete widgets.containers[id];
}
