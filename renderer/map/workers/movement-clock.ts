import type { MarkScene } from '../gpu/mark-layer.ts';
import type { MapScene } from '../layers/map-layer.ts';
import type { LocalPoints } from '../local-points.ts';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';

/** A fix comes every 5 to 10 s; a worker walks to it in this time. */
const MOVEMENT_MS = 4000;
/** Walking is only worth frames when single steps can be seen and few walkers are. */
const FROM_ZOOM = 14;
const MOST_WALKERS = 400;
const FRAME_INTERVAL_MS = 50;

/**
 * Lets workers walk between two fixes while somebody can see it, at 20 frames a second; otherwise they stand where they arrived and
 * the map rests.
 */
export class MovementClock {
  readonly #scene: MapScene;
  readonly #marks: MarkScene;
  readonly #prefersStill = matchMedia('(prefers-reduced-motion: reduce)');
  #startMs = 0;
  #timer = 0;

  constructor(scene: MapScene, marks: MarkScene) {
    this.#scene = scene;
    this.#marks = marks;
    this.#marks.movementMs = MOVEMENT_MS;
  }

  /** The rows are written anew; their starts count from the answer (performance.now()), so that they keep their precision for weeks. */
  restart(): number {
    this.#startMs = performance.now();
    return this.#startMs;
  }

  /** Decides anew whether to walk: after news and after the camera moved. */
  follow(points: LocalPoints): void {
    const walks = this.#isWorthFrames(points);
    if (!walks) {
      this.close();
      return;
    }
    this.#marks.clockMs = performance.now() - this.#startMs;
    if (this.#timer === 0) this.#tick();
  }

  /** Everybody stands where they arrived. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#marks.clockMs = null;
  }

  #tick(): void {
    this.#timer = window.setTimeout(() => {
      this.#timer = 0;
      if (this.#marks.clockMs === null) return;
      this.#marks.clockMs = performance.now() - this.#startMs;
      this.#scene.requestDraw();
      // Everybody has arrived some time after the latest news; the next news start the clock again.
      if (this.#marks.clockMs < MOVEMENT_MS) this.#tick();
    }, FRAME_INTERVAL_MS);
  }

  #isWorthFrames({ xs, ys, count }: LocalPoints): boolean {
    if (!this.#marks.visible || this.#scene.zoom() < FROM_ZOOM || this.#prefersStill.matches) return false;
    const bounds = this.#scene.bounds();
    const { projection } = this.#scene;
    const [west, east] = [projection.x(bounds.west * COORDINATE_SCALE), projection.x(bounds.east * COORDINATE_SCALE)];
    const [south, north] = [projection.y(bounds.south * COORDINATE_SCALE), projection.y(bounds.north * COORDINATE_SCALE)];
    let inView = 0;
    for (let index = 0; index < count && inView <= MOST_WALKERS; index++) {
      const [x, y] = [xs[index] ?? 0, ys[index] ?? 0];
      if (x >= west && x <= east && y >= south && y <= north) inView++;
    }
    return inView > 0 && inView <= MOST_WALKERS;
  }
}
