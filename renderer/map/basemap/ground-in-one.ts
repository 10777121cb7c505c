import type { Map as MapLibreMap } from 'maplibre-gl';

/** Of the lowest zoom, of which one covers the world. */
const WORLD_TILE = { tileSize: 512, minzoom: 0, maxzoom: 0 } as const;

/**
 * MapLibre works out anew in every frame which tiles the picture covers, and paints a background tile by tile, though its one colour looks the
 * same in all of them. Here it is the whole world's tile, in one call.
 */
export function paintGroundInOne(map: MapLibreMap): void {
  const { painter } = map;
  const { background } = painter.drawFunctions;
  let world: ReturnType<MapLibreMap['coveringTiles']> = [];
  painter.drawFunctions = {
    ...painter.drawFunctions,
    background: (caller, source, layer, _tiles, frame) => {
      // Not before there is a picture: one without a size is covered by no tile.
      if (world.length === 0) world = map.coveringTiles(WORLD_TILE);
      background(caller, source, layer, world, frame);
    },
  };
}
