import { hexCentersAround } from '../alerts/hex-bins.ts';
import { NUMBER_ROOM, numberShift } from '../alerts/number-places.ts';
import type { LabelBox } from '../basemap/label-boxes.ts';
import type { WorkerClusters } from './worker-clusters.ts';

/** Between a disc and what it steps aside from, CSS pixels; once there it only has not to touch, so that it does not hop while its workers walk. */
const GAP = 4;
const KEPT_GAP = 0;
/** How far a disc steps aside, CSS pixels: not out of its own cell, or it would tell of another place. */
const DISTANCES = [0, 10, 16, 22, 28, 34, 40, 46, 52, 60, 70];
/** Where names are dense they may touch a disc, but not the number in it: this share of its radius. */
const NUMBER_SHARE = 0.5;
/** Names further away than this are in no disc's way, CSS pixels. */
const REACH = 100;
const DIRECTIONS = 12;

/** Steps aside, nearest first; in each distance across the writing first. */
const STEPS: readonly (readonly [x: number, y: number])[] = DISTANCES.flatMap((distance) =>
  distance === 0
    ? [[0, 0] as const]
    : Array.from({ length: DIRECTIONS }, (_, index) => {
        const turned = Math.ceil(index / 2) * (index % 2 === 0 ? 1 : -1);
        const angle = Math.PI / 2 + (turned * 2 * Math.PI) / DIRECTIONS;
        return [distance * Math.cos(angle), distance * Math.sin(angle)] as const;
      }),
);

/** What discs keep clear of, CSS pixels. */
export interface Obstacles {
  readonly labels: readonly LabelBox[];
  /** From the middle of a hexagon of alerts to its corner; null while there are none. */
  readonly hexagonRadius: number | null;
}

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Discs that stand on no name, no other disc and no hexagon's number, where there is room. Those stay where they are, so that nothing on the map jumps. */
export class DiscPlaces {
  /** Which step each cell took last: it is kept while it is free, so that a disc stays where it is while its workers walk. */
  readonly #steps = new Map<number, number>();
  #zoom = Number.NaN;

  /**
   * Moves the clusters to where they are drawn. Names and clusters keep clear of one another at this whole zoom level and through to the next, since
   * their distances only grow.
   * @param radiusOf CSS pixels by the number of members
   */
  settle(clusters: WorkerClusters, obstacles: Obstacles, radiusOf: (members: number) => number, zoom: number): void {
    if (zoom !== this.#zoom) this.#steps.clear();
    this.#zoom = zoom;
    const scale = 2 ** zoom;
    const placed: Disc[] = [];
    for (const cluster of inOrderOfCells(clusters)) {
      const radius = radiusOf(clusters.members[cluster] ?? 0);
      const cell = clusters.cells[cluster] ?? 0;
      const middle = { x: (clusters.x[cluster] ?? 0) * scale, y: (clusters.y[cluster] ?? 0) * scale, radius };
      const step = this.#freeStep(cell, middle, obstacles, placed);
      this.#steps.set(cell, step);
      const disc = stepped(middle, step);
      placed.push(disc);
      clusters.x[cluster] = disc.x / scale;
      clusters.y[cluster] = disc.y / scale;
    }
  }

  /**
   * The last one while it is free, else the nearest that is. Where there is no room the numbers of hexagons are given up first, since discs lie over
   * them, then the rims of discs to names, which lie over these.
   */
  #freeStep(cell: number, middle: Disc, { labels: names, hexagonRadius }: Obstacles, placed: readonly Disc[]): number {
    const labels = names.filter(({ x, y, halfWidth }) => Math.abs(x - middle.x) < REACH + halfWidth && Math.abs(y - middle.y) < REACH);
    const isClear = (step: number, gap: number, share: number): boolean => {
      const disc = stepped(middle, step);
      const written = { ...disc, radius: disc.radius * share };
      return !labels.some((label) => touchesLabel(written, label, gap)) && !placed.some((other) => touches(disc, other, gap));
    };
    const isFree = (step: number, gap: number): boolean =>
      isClear(step, gap, 1) && !touchesNumber(stepped(middle, step), hexagonRadius, labels);
    const wishes = [
      isFree,
      (step: number, gap: number) => isClear(step, gap, 1),
      (step: number, gap: number) => isClear(step, gap, NUMBER_SHARE),
    ];
    const last = this.#steps.get(cell);
    for (const isWished of wishes) {
      if (last !== undefined && isWished(last, KEPT_GAP)) return last;
      const step = STEPS.findIndex((_, index) => isWished(index, GAP));
      if (step >= 0) return step;
    }
    return 0;
  }
}

function inOrderOfCells({ count, cells }: WorkerClusters): readonly number[] {
  return Array.from({ length: count }, (_, cluster) => cluster).sort((one, other) => (cells[one] ?? 0) - (cells[other] ?? 0));
}

function stepped({ x, y, radius }: Disc, step: number): Disc {
  const [east, north] = STEPS[step] ?? [0, 0];
  return { x: x + east, y: y + north, radius };
}

function touches(one: Disc, other: Disc, gap: number): boolean {
  return Math.hypot(one.x - other.x, one.y - other.y) < one.radius + other.radius + gap;
}

function touchesLabel({ x, y, radius }: Disc, label: LabelBox, gap: number): boolean {
  const wide = Math.max(0, Math.abs(x - label.x) - label.halfWidth);
  const high = Math.max(0, Math.abs(y - label.y) - label.halfHeight);
  return Math.hypot(wide, high) < radius + gap;
}

function touchesNumber(disc: Disc, hexagonRadius: number | null, labels: readonly LabelBox[]): boolean {
  if (hexagonRadius === null) return false;
  return hexCentersAround(disc.x, disc.y, hexagonRadius).some(([x, y]) =>
    touchesLabel(disc, { x, y: y + numberShift(x, y, labels), ...NUMBER_ROOM }, 0),
  );
}
