import type { LiveData } from '../data/live-data.ts';

const mapDrawn = Promise.withResolvers<void>();
const panelsShown = Promise.withResolvers<void>();
/** Frames until what was just changed has been laid out, drawn by the map's layers and painted. */
const FRAMES_TO_PAINT = 3;

/** The panels stand, with or without figures. */
export function panelsWereShown(): void {
  panelsShown.resolve();
}

/** The map's first frame is drawn, with or without figures. Resolves when it is on screen. */
export function mapWasDrawn(): Promise<void> {
  mapDrawn.resolve();
  return painted();
}

/**
 * Marks in the window's own timeline what a start is measured by (e2e/bench/start.bench.ts): `console-interactive` when the panels show
 * figures, `map-complete` when every layer has drawn its data.
 */
export function markStart({ coverage, alerts, workers, status }: LiveData): void {
  const figures = Promise.all([panelsShown.promise, ...[coverage, status].map(firstChange)]);
  const map = Promise.all([mapDrawn.promise, ...[coverage, alerts, workers].map(firstChange)]);
  void figures.then(painted).then(() => performance.mark('console-interactive'));
  void map.then(painted).then(() => performance.mark('map-complete'));
}

function firstChange(source: LiveData[keyof LiveData]): Promise<void> {
  return new Promise((resolve) => {
    const end = source.onChanged(() => {
      end();
      resolve();
    });
  });
}

async function painted(): Promise<void> {
  for (let frame = 0; frame < FRAMES_TO_PAINT; frame += 1) await new Promise(requestAnimationFrame);
}
