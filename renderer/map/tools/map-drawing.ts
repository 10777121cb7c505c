import type { City } from '../../../shared/city/city.ts';
import { pickGrids, pickWayOf } from '../../lib/pick-grids.ts';
import type { Point } from '../../lib/point.ts';
import { type MapTool, usePickedStore } from '../../stores/picked.store.ts';
import type { MapHost } from '../map-host.ts';
import { gridsInRing } from '../picking/grids-in-ring.ts';
import { placeAt, pointOnMap } from './place-on-map.ts';

/** A lasso takes a new corner when the pointer has gone this far, CSS pixels: more would not change what it holds. */
const CORNER_PIXELS = 4;
/** Less is a click of a trembling hand. */
const SMALLEST_PIXELS = 5;

/** Box and lasso: while one of them is the tool, a drag draws instead of moving the map, and picks the grids inside when it ends. */
export class MapDrawing {
  readonly #host: MapHost;
  readonly #city: City;
  readonly #onDrawn: (corners: readonly Point[]) => void;
  readonly #abort = new AbortController();
  readonly #unsubscribe: () => void;
  #start: Point | null = null;
  #corners: Point[] = [];

  /** `onDrawn` is told the corners of what is being drawn; none when nothing is. */
  constructor(host: MapHost, city: City, onDrawn: (corners: readonly Point[]) => void) {
    this.#host = host;
    this.#city = city;
    this.#onDrawn = onDrawn;
    const target = host.map.getCanvasContainer();
    const { signal } = this.#abort;
    target.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
    target.addEventListener('pointermove', (event) => this.#draw(event), { signal });
    target.addEventListener('pointerup', (event) => this.#end(event), { signal });
    target.addEventListener('pointercancel', () => this.#cancel(), { signal });
    const adopt = (tool: MapTool): void => {
      if (tool === 'move') this.#cancel();
      if (isDrawn(tool)) host.map.dragPan.disable();
      else host.map.dragPan.enable();
    };
    this.#unsubscribe = usePickedStore.subscribe((state, before) => {
      if (state.tool !== before.tool) adopt(state.tool);
    });
    adopt(usePickedStore.getState().tool);
  }

  close(): void {
    this.#abort.abort();
    this.#unsubscribe();
  }

  #begin(event: PointerEvent): void {
    if (event.button !== 0 || !isDrawn(usePickedStore.getState().tool)) return;
    this.#host.map.getCanvasContainer().setPointerCapture(event.pointerId);
    this.#start = pointOnMap(this.#host, event);
    this.#corners = [this.#start];
  }

  #draw(event: PointerEvent): void {
    if (this.#start === null) return;
    const point = pointOnMap(this.#host, event);
    if (usePickedStore.getState().tool === 'box') this.#corners = boxOf(this.#start, point);
    else if (distance(this.#corners[this.#corners.length - 1] ?? this.#start, point) >= CORNER_PIXELS) this.#corners.push(point);
    this.#onDrawn([...this.#corners]);
  }

  #end(event: PointerEvent): void {
    const start = this.#start;
    if (start === null) return;
    const corners = this.#corners;
    this.#cancel();
    if (!corners.some((corner) => distance(start, corner) >= SMALLEST_PIXELS)) return;
    const ring = corners.map((corner) => placeAt(this.#host, corner));
    pickGrids(this.#city, gridsInRing(this.#city, this.#host.locator, ring), pickWayOf(event));
  }

  #cancel(): void {
    this.#start = null;
    this.#corners = [];
    this.#onDrawn([]);
  }
}

function isDrawn(tool: MapTool): boolean {
  return tool === 'box' || tool === 'lasso';
}

function boxOf(one: Point, other: Point): Point[] {
  return [one, { x: other.x, y: one.y }, other, { x: one.x, y: other.y }];
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
