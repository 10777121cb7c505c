import type { MapMouseEvent } from 'maplibre-gl';
import { isMeasuring, type MeasureTool } from '../../lib/measured.ts';
import { isDrawingTool, useConsultationStore } from '../../stores/consultation.store.ts';
import { useMeasureStore } from '../../stores/measure.store.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import type { MapHost } from '../map-host.ts';
import type { Place } from '../picking/grids-in-ring.ts';
import type { Point } from '../../lib/point.ts';

/** What is being measured, where it lies on the map now. */
export interface MeasuredShape {
  readonly tool: MeasureTool;
  readonly points: readonly Point[];
}

/** A second click as near as this is half of a double click, CSS pixels. */
const SAME_PIXELS = 3;

/** Distance and area: while one of them is the tool, every click sets a corner; they stand until another tool is taken. */
export class MapMeasure {
  readonly #host: MapHost;
  readonly #onShape: (shape: MeasuredShape | null) => void;
  readonly #unsubscribe: () => void;

  constructor(host: MapHost, onShape: (shape: MeasuredShape | null) => void) {
    this.#host = host;
    this.#onShape = onShape;
    host.map.on('click', this.#clicked);
    host.map.on('move', this.#tell);
    this.#unsubscribe = useMeasureStore.subscribe(this.#tell);
    this.#tell();
  }

  /** Ends with its map, which takes its own listeners along. */
  close(): void {
    this.#unsubscribe();
  }

  readonly #clicked = ({ lngLat, point }: MapMouseEvent): void => {
    if (!isMeasuring(usePickedStore.getState().tool) || isDrawingTool(useConsultationStore.getState().tool)) return;
    const { corners, actions } = useMeasureStore.getState();
    const last = corners[corners.length - 1];
    if (last !== undefined && point.dist(this.#host.map.project(lngLatOf(last))) < SAME_PIXELS) return;
    actions.add({ longitude: lngLat.lng, latitude: lngLat.lat });
  };

  readonly #tell = (): void => {
    const { tool } = usePickedStore.getState();
    const { corners } = useMeasureStore.getState();
    if (!isMeasuring(tool) || corners.length === 0) this.#onShape(null);
    else this.#onShape({ tool, points: corners.map((corner) => this.#host.map.project(lngLatOf(corner))) });
  };
}

function lngLatOf({ longitude, latitude }: Place): [number, number] {
  return [longitude, latitude];
}
