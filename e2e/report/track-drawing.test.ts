import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { drawTrack } from '../../renderer/report/tracks/track-drawing.ts';
import { createGridLocator } from '../../shared/city/city-lookup.ts';
import type { WorkerTrack } from '../../shared/contract/tracks.ts';
import { TRACK_LINK } from '../../shared/domain/track-path.ts';

const city = await loadCity(join(import.meta.dirname, '..', '..', 'resources', 'city'));
const locator = createGridLocator(city);
const FRAME = { left: 0, top: 0, right: 686, bottom: 400 };
const GRID = 4000;
const [EAST, NORTH] = [city.grids.labelPoint[2 * GRID] ?? 0, city.grids.labelPoint[2 * GRID + 1] ?? 0];

/** A way from a grid's middle: steps east and north in 1e-7 degrees, and how each hangs together with the one before. */
function trackOf(steps: readonly (readonly [east: number, north: number, link: number])[]): WorkerTrack {
  return {
    workerId: 7,
    name: '张*三',
    role: 0,
    homeGrid: GRID,
    shifts: [],
    path: {
      atMs: Float64Array.from(steps, (_, index) => index * 60_000),
      longitude: Int32Array.from(steps, ([east]) => EAST + east),
      latitude: Int32Array.from(steps, ([, north]) => NORTH + north),
      link: Uint8Array.from(steps, ([, , link]) => link),
    },
    stops: [{ fromMs: 0, untilMs: 240_000, longitude: EAST, latitude: NORTH, grid: GRID }],
    gaps: [],
    visits: [],
    heardMs: 0,
  };
}

const { start, way, gap } = TRACK_LINK;

describe('the map of a way', () => {
  it('is drawn with north up, inside its frame, a gap apart from the way', () => {
    const track = trackOf([
      [0, 0, start],
      [30_000, 0, way],
      [30_000, 20_000, way],
      [90_000, 20_000, gap],
      [90_000, 30_000, way],
    ]);
    const drawing = drawTrack(city, locator, { track, asked: [], frame: FRAME });
    if (drawing === null) throw new Error('nothing was drawn');
    const points = [...drawing.wayPath.matchAll(/([ML])(\S+) ([\d.]+)/g)].map(([, kind, x, y]) => ({ kind, x: Number(x), y: Number(y) }));
    expect(points.map(({ kind }) => kind).join('')).toBe('MLLML');
    expect(drawing.gapPath.match(/M/g)).toHaveLength(1);
    for (const { x, y } of points) expect(x > 0 && x < FRAME.right && y > 0 && y < FRAME.bottom).toBe(true);
    const [first, second, third] = points;
    expect((second?.x ?? 0) > (first?.x ?? 0) && (third?.y ?? 0) < (second?.y ?? 0)).toBe(true);
  });

  it('names the grid of every stop, once, and has a scale', () => {
    const drawing = drawTrack(city, locator, { track: trackOf([[0, 0, start]]), asked: [GRID], frame: FRAME });
    const names = drawing?.labels.map(({ text }) => text) ?? [];
    expect(names).toContain(city.grids.name[GRID]);
    expect(new Set(names).size).toBe(names.length);
    expect(drawing?.scaleBar.meters).toBeGreaterThan(0);
    expect([drawing?.gridPath, drawing?.askedPath].every((path) => path?.startsWith('M'))).toBe(true);
  });

  it('is none where nothing was heard', () => {
    expect(drawTrack(city, locator, { track: trackOf([]), asked: [], frame: FRAME })).toBeNull();
  });
});
