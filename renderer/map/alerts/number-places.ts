import type { LabelBox } from '../basemap/label-boxes.ts';

/** Half of the room that a hexagon's number takes, CSS pixels. */
export const NUMBER_ROOM = { halfWidth: 13, halfHeight: 8 } as const;
/** How far a number steps up or down within its hexagon, CSS pixels. */
const SHIFTS = [0, 6, -6, 12, -12, 18, -18, 24, -24, 28, -28];
/** Names whose middle is further away than this, up or down, are in no number's way. */
const REACH = 60;

/**
 * How far up a hexagon's number stands from its middle, CSS pixels: the least that keeps it clear of the names, or nothing where none does. It depends on
 * the hexagon's place alone, so that nothing moves with the news.
 * @param labels at the zoom level that gives the hexagons their size; x and y of the hexagon's middle as theirs are
 */
export function numberShift(x: number, y: number, labels: readonly LabelBox[]): number {
  const { halfWidth, halfHeight } = NUMBER_ROOM;
  const inTheWay = labels.filter((label) => Math.abs(label.x - x) < label.halfWidth + halfWidth && Math.abs(label.y - y) < REACH);
  return SHIFTS.find((shift) => inTheWay.every((label) => Math.abs(label.y - y - shift) >= label.halfHeight + halfHeight)) ?? 0;
}
