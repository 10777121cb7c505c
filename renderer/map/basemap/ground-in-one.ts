import type { Map as MapLibreMap } from 'maplibre-gl';

/** Larger than the world, so that a single tile covers it. */
const WORLD_TILE = { tileSize: 512, minzoom: 0, maxzoom: 0 } as const;

/**
 * MapLibre works out anew in every frame which tiles the picture covers, and paints a background tile by tile, though its one colour looks the
 * same in all of them. Here it is the whole world's tile, in one call.
 */
export function paintGroundInOne(map: MapLibreMap): void {
  const { painter } = map;
  const { background } = painter.drawFunctions;
  const [...world] = map.coveringTiles(WORLD_TILE);
  painter.drawFunctions = {
    ...painter.drawFunctions,
    background: (caller, source, layer, _tiles, frame) => background(caller, source, layer, world, frame),
  };
}
