import { CONSULTATION_LIMITS, type AnnotationShape, type GeoPlace } from '../../../shared/contract/consultation.ts';
import { thinned } from '../../lib/annotations/annotation-lines.ts';
import type { Point } from '../../lib/point.ts';
import { type ConsultationTool, isDrawingTool, useConsultationStore } from '../../stores/consultation.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import type { MapHost } from '../map-host.ts';
import { placeAt, pointOnMap } from './place-on-map.ts';

/** A line takes a new place when the pointer has gone this far, CSS pixels. */
const PLACE_PIXELS = 3;
/** Less is a click of a trembling hand. */
const SMALLEST_PIXELS = 6;

export interface MapAnnotatingOptions {
  /** What is being drawn; null when nothing is. */
  onDrawing(shape: AnnotationShape | null): void;
  onDrawn(shape: AnnotationShape): void;
  /** The place of a label, whose text is still to be typed. */
  onLabel(at: GeoPlace): void;
}

/** Pen, arrow and label of a consultation: while one of them is the tool, a drag draws instead of moving the map. */
export class MapAnnotating {
  readonly #host: MapHost;
  readonly #options: MapAnnotatingOptions;
  readonly #abort = new AbortController();
  readonly #unsubscribe: () => void;
  #points: Point[] = [];

  constructor(host: MapHost, options: MapAnnotatingOptions) {
    this.#host = host;
    this.#options = options;
    const target = host.map.getCanvasContainer();
    const { signal } = this.#abort;
    target.addEventListener('pointerdown', (event) => this.#begin(event), { signal });
    target.addEventListener('pointermove', (event) => this.#draw(event), { signal });
    target.addEventListener('pointerup', () => this.#end(), { signal });
    target.addEventListener('pointercancel', () => this.#cancel(), { signal });
    this.#unsubscribe = useConsultationStore.subscribe(({ tool }, before) => {
      if (tool !== before.tool) this.#adopt(tool, before.tool);
    });
  }

  close(): void {
    this.#abort.abort();
    this.#unsubscribe();
  }

  #adopt(tool: ConsultationTool, before: ConsultationTool): void {
    this.#cancel();
    if (isDrawingTool(tool)) this.#host.map.dragPan.disable();
    else if (isDrawingTool(before) && usePickedStore.getState().tool === 'move') this.#host.map.dragPan.enable();
  }

  #begin(event: PointerEvent): void {
    const { tool } = useConsultationStore.getState();
    if (event.button !== 0 || !isDrawingTool(tool)) return;
    this.#host.map.getCanvasContainer().setPointerCapture(event.pointerId);
    this.#points = [pointOnMap(this.#host, event)];
  }

  #draw(event: PointerEvent): void {
    const last = this.#points.at(-1);
    if (last === undefined || useConsultationStore.getState().tool === 'label') return;
    const point = pointOnMap(this.#host, event);
    if (Math.hypot(point.x - last.x, point.y - last.y) < PLACE_PIXELS) return;
    this.#points.push(point);
    this.#options.onDrawing(this.#shape());
  }

  #end(): void {
    const [start] = this.#points;
    if (start !== undefined && useConsultationStore.getState().tool === 'label') {
      this.#cancel();
      // Not before: the press itself takes the focus to the map.
      return this.#options.onLabel(placeAt(this.#host, start));
    }
    const shape = this.#shape();
    const isLarge = start !== undefined && this.#points.some(({ x, y }) => Math.hypot(x - start.x, y - start.y) >= SMALLEST_PIXELS);
    this.#cancel();
    if (shape !== null && isLarge) this.#options.onDrawn(shape);
  }

  #cancel(): void {
    this.#points = [];
    this.#options.onDrawing(null);
  }

  #shape(): AnnotationShape | null {
    const line = this.#points.map((point) => placeAt(this.#host, point));
    const [from] = line;
    const to = line.at(-1);
    if (from === undefined || to === undefined || line.length < 2) return null;
    if (useConsultationStore.getState().tool === 'arrow') return { kind: 'arrow', from, to };
    return { kind: 'pen', line: thinned(line, CONSULTATION_LIMITS.linePlaces) };
  }
}
