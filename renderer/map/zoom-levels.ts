/** From here on single things are seen instead of their numbers: alerts instead of hexagons, workers instead of discs, the names of communities. */
export const NEAR_ZOOM = 12.6;
