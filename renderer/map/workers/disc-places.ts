import type { LabelBox } from '../basemap/label-boxes.ts';
import type { WorkerClusters } from './worker-clusters.ts';

/** Between a disc and what it steps aside from, CSS pixels; once there it only has not to touch, so that it does not hop while its workers walk. */
const GAP = 4;
const KEPT_GAP = 0;
/** How far a disc steps aside, CSS pixels: no further than its own cell is wide, or it would tell of another place. */
const DISTANCES = [0, 10, 16, 22, 28, 34, 40, 46, 52];
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

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** Discs that stand on no name and on no other disc, where there is room. Names stay where they are, so that nothing on the map jumps. */
export class DiscPlaces {
  /** Which step each cell took last: it is kept while it is free, so that a disc stays where it is while its workers walk. */
  readonly #steps = new Map<number, number>();
  #zoom = Number.NaN;

  /**
   * Moves the clusters to where they are drawn. Names and clusters keep clear of one another at this whole zoom level and through to the next, since
   * their distances only grow.
   * @param radiusOf CSS pixels by the number of members
   */
  settle(clusters: WorkerClusters, labels: readonly LabelBox[], radiusOf: (members: number) => number, zoom: number): void {
    if (zoom !== this.#zoom) this.#steps.clear();
    this.#zoom = zoom;
    const scale = 2 ** zoom;
    const placed: Disc[] = [];
    for (const cluster of inOrderOfCells(clusters)) {
      const radius = radiusOf(clusters.members[cluster] ?? 0);
      const cell = clusters.cells[cluster] ?? 0;
      const middle = { x: (clusters.x[cluster] ?? 0) * scale, y: (clusters.y[cluster] ?? 0) * scale, radius };
      const step = this.#freeStep(cell, middle, labels, placed);
      this.#steps.set(cell, step);
      const disc = stepped(middle, step);
      placed.push(disc);
      clusters.x[cluster] = disc.x / scale;
      clusters.y[cluster] = disc.y / scale;
    }
  }

  /** The last one while it is free, else the nearest that is; none where there is no room. */
  #freeStep(cell: number, middle: Disc, labels: readonly LabelBox[], placed: readonly Disc[]): number {
    const isFree = (step: number, gap: number): boolean => {
      const disc = stepped(middle, step);
      return !labels.some((label) => touchesLabel(disc, label, gap)) && !placed.some((other) => touches(disc, other, gap));
    };
    const last = this.#steps.get(cell);
    if (last !== undefined && isFree(last, KEPT_GAP)) return last;
    const free = STEPS.findIndex((_, step) => isFree(step, GAP));
    return Math.max(0, free);
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
