import type { Map as MapLibreMap } from 'maplibre-gl';

/**
 * MapLibre works out the camera for a custom layer in both of its passes, though such layers are drawn in one of them, and sets all of its state
 * anew behind each, also where nothing was drawn: a tenth of the main thread's share of a panned frame (docs/benchmarks.md). No setting leaves
 * that out, so its painter asks first. `isShown` is asked in every frame, lowest layer first.
 */
export function drawOnlyShown({ painter }: MapLibreMap, isShown: (layerId: string) => boolean): void {
  const { custom } = painter.drawFunctions;
  painter.drawFunctions = {
    ...painter.drawFunctions,
    custom: (caller, tiles, layer, tileIds, frame) => {
      if (frame.currentPass === 'translucent' && isShown(layer.id)) custom(caller, tiles, layer, tileIds, frame);
    },
  };
}
