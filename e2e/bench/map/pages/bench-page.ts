/** A place and a zoom level, where the world is 512 · 2^zoom CSS pixels wide. */
export interface View {
  readonly longitude: number;
  readonly latitude: number;
  readonly zoom: number;
}

/** What every subject can do with the same data; each call changes something that the next frame shows. */
export interface Subject {
  /** Stands at a view at once. */
  look(view: View): void;
  /** Sorts all grids into classes by these breaks; each grid is looked up and coloured anew, as for any other metric. */
  paint(breaks: readonly number[]): void;
  /** Shows the workers' marks and the borders of the grids, as every near view does. */
  goNear(): void;
  /** Takes over positions of all workers that have just changed. */
  movePoints(): void;
  /** Whether there is a grid at a place. */
  pick(longitude: number, latitude: number): boolean;
}

/** What the benchmark asks of a page. */
export interface BenchPage {
  /** performance.now() of the first complete frame, 0 before. */
  readyAtMs: number;
  recolour(round: number): void;
  /** Moves the camera a little over the whole city; rounds go back and forth. */
  pan(round: number): void;
  /** Stands over the inner city, with borders and marks. */
  lookNear(): void;
  /** Moves and zooms there; rounds go back and forth. */
  zoom(round: number): void;
  movePoints(): void;
  /** Finds the grid at places until some milliseconds have passed; answers microseconds each. */
  pick(forMs: number): number;
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}

/** Two sets of breaks to change between; the first is the application's own. */
export const BENCH_BREAKS: readonly (readonly number[])[] = [
  [0.6, 0.75, 0.85, 0.95],
  [0.5, 0.65, 0.8, 0.9],
];
/** The whole city, on larger screens as much larger. */
export const CITY_VIEW: View = { longitude: 118.81, latitude: 31.923, zoom: 8.8 + Math.log2(innerWidth / 1920) };
export const NEAR_VIEW: View = { longitude: 118.78, latitude: 32.05, zoom: 12.8 };

/** Degrees of longitude a frame. */
const PAN_STEP = 0.002;
const NEAR_PAN_STEP = 0.0004;
/** Zoom levels a frame: 32 frames cross a whole level, at which others load other tiles. */
const ZOOM_STEP = 0.02;
/** Places are tried on between two looks at the clock. */
const PICKS_A_LOOK = 20;

/** Back and forth over 32 steps. */
function swing(round: number): number {
  const phase = round % 64;
  return phase < 32 ? phase : 64 - phase;
}

function pickFor(subject: Subject, forMs: number): number {
  // Whatever index it takes is made with the first.
  subject.pick(NEAR_VIEW.longitude, NEAR_VIEW.latitude);
  const startMs = performance.now();
  let picks = 0;
  let found = 0;
  while (performance.now() - startMs < forMs) {
    for (let look = 0; look < PICKS_A_LOOK; look++, picks++) {
      const [east, north] = [((picks * 7919) % 1000) / 1000 - 0.5, ((picks * 104_729) % 1000) / 1000 - 0.5];
      if (subject.pick(NEAR_VIEW.longitude + east * 0.1, NEAR_VIEW.latitude + north * 0.05)) found++;
    }
  }
  if (found === 0) throw new Error('no grid was found anywhere');
  return ((performance.now() - startMs) * 1000) / picks;
}

/** `swapPositions` puts every worker somewhere else, which belongs to the data and not to the subject. */
export function createBench(subject: Subject, swapPositions: () => void): BenchPage {
  return {
    readyAtMs: 0,
    recolour: (round) => subject.paint(BENCH_BREAKS[round % BENCH_BREAKS.length] ?? []),
    pan: (round) => subject.look({ ...CITY_VIEW, longitude: CITY_VIEW.longitude + swing(round) * PAN_STEP }),
    lookNear() {
      subject.goNear();
      subject.look(NEAR_VIEW);
    },
    zoom: (round) =>
      subject.look({
        ...NEAR_VIEW,
        longitude: NEAR_VIEW.longitude + swing(round) * NEAR_PAN_STEP,
        zoom: NEAR_VIEW.zoom + swing(round) * ZOOM_STEP,
      }),
    movePoints() {
      swapPositions();
      subject.movePoints();
    },
    pick: (forMs) => pickFor(subject, forMs),
  };
}
