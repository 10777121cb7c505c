/** The map's layers, bottom to top; the registry in renderer/map/layers has one row for each. */
export const LAYER_IDS = ['coverage', 'alerts', 'workers', 'tracks'] as const;
export type LayerId = (typeof LAYER_IDS)[number];
