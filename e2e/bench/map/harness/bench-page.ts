/** What the benchmark asks of a page, the application's and the floor's alike. Every call changes something that the next frame shows. */
export interface BenchPage {
  /** performance.now() of the first complete frame, 0 before. */
  readyAtMs: number;
  /** Sorts all grids into other classes. */
  recolour(round: number): void;
  /** Moves the camera a little; rounds go back and forth. */
  pan(round: number): void;
  /** Stands over the inner city, where every worker is a mark. */
  lookNear(): void;
  /** A new position for every worker. */
  movePoints(): void;
  /** Finds the grid at `count` places; answers how many were in one. */
  pick(count: number): number;
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}

/** Two sets of breaks to change between. */
export const BENCH_BREAKS: readonly (readonly number[])[] = [
  [0.6, 0.75, 0.85, 0.95],
  [0.5, 0.65, 0.8, 0.9],
];
/** Degrees of longitude a frame of panning. */
export const PAN_STEP = 0.002;
export const CITY_VIEW = { longitude: 118.85, latitude: 31.93, zoom: 8.6 };
export const NEAR_VIEW = { longitude: 118.78, latitude: 32.05, zoom: 12.8 };

/** Back and forth over 32 steps. */
export function panOffset(round: number): number {
  const phase = round % 64;
  return (phase < 32 ? phase : 64 - phase) * PAN_STEP;
}
