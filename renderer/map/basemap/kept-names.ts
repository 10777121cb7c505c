import type { Map as MapLibreMap } from 'maplibre-gl';

/** MapLibre places names also beyond the picture's edge, as far as 100 CSS pixels from it; one that is cut off there may be missing. */
const PLACED_BEYOND_PIXELS = 64;
/**
 * By so many zoom levels names draw apart or together before they are placed anew. The six pixels of room around each keep the
 * widest from touching each other until the picture has shrunk by more.
 */
const KEPT_LEVELS = { out: 0.05, in: 0.1 } as const;

type Placing = MapLibreMap['style']['_placementInputsChanged'];
type Transform = Parameters<Placing>[0];

/** Whether what was placed in one half of a picture covers the same half of another that is `scale` times as large and moved by some pixels. */
function covers(halfPixels: number, scale: number, movedPixels: number): boolean {
  return Math.abs(movedPixels) <= (halfPixels + PLACED_BEYOND_PIXELS) * scale - halfPixels;
}

/** Whether names that were placed for one view stand where another one would place them. */
function isPlacedFor(view: Transform, placed: Transform): boolean {
  if (view.width !== placed.width || view.height !== placed.height) return false;
  if (view.bearing !== placed.bearing || view.pitch !== placed.pitch) return false;
  const levels = view.zoom - placed.zoom;
  if (levels < -KEPT_LEVELS.out || levels > KEPT_LEVELS.in) return false;
  const moved = view.locationToScreenPoint(placed.center).sub(view.centerPoint);
  return covers(view.width / 2, 2 ** levels, moved.x) && covers(view.height / 2, 2 ** levels, moved.y);
}

/** Tells from one frame to the next whether the camera has come to rest, whether it is led by a hand, an animation or another map's. */
class Rest {
  readonly #map: MapLibreMap;
  #zoom = Number.NaN;
  #longitude = Number.NaN;
  #latitude = Number.NaN;
  #wasMoving = false;

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** To be asked once a frame. The last frame of an animation rests already; a jump may be followed by another and rests in the frame after it. */
  isReachedBy({ zoom, center }: Transform): boolean {
    const isMoving = this.#map.isMoving();
    const isStill = zoom === this.#zoom && center.lng === this.#longitude && center.lat === this.#latitude;
    const hasArrived = this.#wasMoving && !isMoving;
    this.#zoom = zoom;
    this.#longitude = center.lng;
    this.#latitude = center.lat;
    this.#wasMoving = isMoving;
    return isStill || hasArrived;
  }
}

/**
 * MapLibre places all names anew in every frame in which the camera moved, with a list for every 25 pixels of the screen: half of the main
 * thread's share of a panned frame at 3840×2160 (docs/benchmarks.md). Moved a little they keep their places, and names that come in have theirs.
 */
export function keepNames(map: MapLibreMap): void {
  const { style } = map;
  const rest = new Rest(map);
  const haveInputsChanged: Placing = style._placementInputsChanged.bind(style);
  style._placementInputsChanged = (view, ...others) => {
    const placed = style.pauseablePlacement?.placement.transform;
    const isAtRest = rest.isReachedBy(view);
    if (placed === undefined || !isPlacedFor(view, placed)) return haveInputsChanged(view, ...others);
    if (view.zoom === placed.zoom) return haveInputsChanged(placed, ...others);
    // Once a zooming has come to rest its names are those of every other map that stands there.
    if (isAtRest) return haveInputsChanged(view, ...others);
    map.triggerRepaint();
    return haveInputsChanged(placed, ...others);
  };
}
