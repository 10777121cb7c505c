/** The map's layers, bottom to top; the registry in renderer/map/layers has one row for each. */
export const LAYER_IDS = ['coverage', 'alerts', 'workers', 'tracks'] as const;
export type LayerId = (typeof LAYER_IDS)[number];

/** They tell where single persons went: on the console alone, on no picture of the map. */
export const PERSONAL_LAYER_IDS: ReadonlySet<LayerId> = new Set(['tracks']);

/** Told by topics as they change; the others are asked for once, and then stand still. */
export type LiveLayerId = Exclude<LayerId, 'tracks'>;

export function isLive(id: LayerId): id is LiveLayerId {
  return id !== 'tracks';
}
