import { Point, type Map as MapLibreMap } from 'maplibre-gl';
import { beforeEach, expect, test, vi } from 'vitest';
import { keepNames } from './kept-names.ts';

interface View {
  readonly zoom: number;
  /** CSS pixels at zoom 10. */
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly bearing?: number;
}

/** What MapLibre's transform answers for a flat map, with places in pixels. */
function transformOf({ zoom, x, y, width = 1920, bearing = 0 }: View) {
  const scale = 2 ** (zoom - 10);
  const centerPoint = new Point(width / 2, 540);
  return {
    width,
    height: 1080,
    zoom,
    bearing,
    pitch: 0,
    center: { x, y, lng: x, lat: -y },
    centerPoint,
    locationToScreenPoint: (place: { x: number; y: number }) =>
      new Point(centerPoint.x + (place.x - x) * scale, centerPoint.y + (place.y - y) * scale),
  };
}

type Transform = ReturnType<typeof transformOf>;
const PLACED = transformOf({ zoom: 10, x: 0, y: 0 });
const haveInputsChanged = vi.fn((view: Transform) => view !== PLACED);

const triggerRepaint = vi.fn();

/** A map whose names were placed for one view; answers, frame by frame, whether MapLibre is told to place them anew. */
function frames(placed: Transform | null = PLACED) {
  const style = {
    _placementInputsChanged: haveInputsChanged,
    ...(placed === null ? {} : { pauseablePlacement: { placement: { transform: placed } } }),
  };
  let isAnimated = false;
  keepNames({ style, triggerRepaint, isMoving: () => isAnimated } as unknown as MapLibreMap);
  return (view: View, isMoving = false): boolean => {
    isAnimated = isMoving;
    return style._placementInputsChanged(transformOf(view));
  };
}

/** The same of one frame into which the camera jumped. */
function isPlacedAnew(view: View, placed: Transform | null = PLACED): boolean {
  return frames(placed)(view);
}

beforeEach(() => {
  haveInputsChanged.mockClear();
  triggerRepaint.mockClear();
});

test('names keep their places while the picture moves aside by less than they are placed beyond its edge', () => {
  expect(isPlacedAnew({ zoom: 10, x: 64, y: -64 })).toBe(false);
  expect(isPlacedAnew({ zoom: 10, x: 65, y: 0 })).toBe(true);
  expect(isPlacedAnew({ zoom: 10, x: 0, y: -65 })).toBe(true);
});

test('a little zooming in leaves them, and a little zooming out as long as the edge is covered', () => {
  expect(isPlacedAnew({ zoom: 10.09, x: 0, y: 0 })).toBe(false);
  expect(isPlacedAnew({ zoom: 10.11, x: 0, y: 0 })).toBe(true);
  expect(isPlacedAnew({ zoom: 9.96, x: 0, y: 0 })).toBe(false);
  expect(isPlacedAnew({ zoom: 9.96, x: 45, y: 0 })).toBe(true);
  expect(isPlacedAnew({ zoom: 9.94, x: 0, y: 0 })).toBe(true);
});

test('a zooming by jumps has come to rest in the frame after the last one, which it asks for, and places them anew', () => {
  const isAnew = frames();
  expect([isAnew({ zoom: 10.03, x: 0, y: 0 }), isAnew({ zoom: 10.05, x: 0, y: 0 })]).toEqual([false, false]);
  expect(triggerRepaint).toHaveBeenCalledTimes(2);
  expect(isAnew({ zoom: 10.05, x: 0, y: 0 })).toBe(true);
  expect(triggerRepaint).toHaveBeenCalledTimes(2);
});

test('an animated one has come to rest with its last frame', () => {
  const isAnew = frames();
  expect(isAnew({ zoom: 10.03, x: 0, y: 0 }, true)).toBe(false);
  expect(isAnew({ zoom: 10.05, x: 0, y: 0 }, false)).toBe(true);
});

test('one that pauses under the hand does so too', () => {
  const isAnew = frames();
  expect(isAnew({ zoom: 10.03, x: 0, y: 0 }, true)).toBe(false);
  expect(isAnew({ zoom: 10.03, x: 0, y: 0 }, true)).toBe(true);
});

test('a picture that was only moved asks for no other frame', () => {
  const isAnew = frames();
  expect([isAnew({ zoom: 10, x: 20, y: 0 }), isAnew({ zoom: 10, x: 20, y: 0 })]).toEqual([false, false]);
  expect(triggerRepaint).not.toHaveBeenCalled();
});

test('another size or direction of the picture places them anew, and the first picture does', () => {
  expect(isPlacedAnew({ zoom: 10, x: 0, y: 0, width: 1600 })).toBe(true);
  expect(isPlacedAnew({ zoom: 10, x: 0, y: 0, bearing: 5 })).toBe(true);
  expect(isPlacedAnew({ zoom: 10, x: 0, y: 0 }, null)).toBe(true);
});

test('what else MapLibre places names for still does', () => {
  haveInputsChanged.mockReturnValueOnce(true);
  expect(isPlacedAnew({ zoom: 10, x: 1, y: 0 })).toBe(true);
  expect(haveInputsChanged).toHaveBeenCalledExactlyOnceWith(PLACED);
});
