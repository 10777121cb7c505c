import { COORDINATE_SCALE, type City } from '../../shared/city/city.ts';
import type { MapMouseEvent } from 'maplibre-gl';
import { goToArea } from '../lib/go-to-area.ts';
import { isMeasuring } from '../lib/measured.ts';
import { deedOf } from '../lib/place-keys.ts';
import { pickGrids, pickWayOf } from '../lib/pick-grids.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { isDrawingTool, useConsultationStore } from '../stores/consultation.store.ts';
import { useMeasureStore } from '../stores/measure.store.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { drillTarget } from './drill-in.ts';
import type { MapPlace } from './layers/map-layer.ts';
import type { MapHost } from './map-host.ts';
import { type Direction, nearestGrid, neighbourGrid } from './picking/neighbour-grid.ts';
import type { TooltipContent } from './tooltip-content.ts';

/** What stands under the pointer or the keyboard's cursor, and where on the map (CSS pixels). */
export interface HoveredPlace {
  readonly x: number;
  readonly y: number;
  readonly place: MapPlace;
  readonly content: TooltipContent;
  /** The keyboard's cursor stands there: who moves it may not see it. */
  readonly isSpoken: boolean;
}

/** How close to a mark the pointer has to be, CSS pixels. */
const TOLERANCE_PIXELS = 10;
const PAN_FRACTION = 0.25;

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'north',
  ArrowRight: 'east',
  ArrowDown: 'south',
  ArrowLeft: 'west',
};

/** Pointer and keyboard on the map: hover and pick through the CPU's index, at most once a frame. */
export class MapInput {
  readonly #host: MapHost;
  readonly #city: City;
  readonly #onHovered: (place: HoveredPlace | null) => void;
  readonly #abort = new AbortController();
  #pointer: { x: number; y: number } | null = null;
  /** Where pointer or keyboard cursor stand, CSS pixels. */
  #cursor: [x: number, y: number] | null = null;
  #frame = 0;

  constructor(host: MapHost, city: City, onHovered: (place: HoveredPlace | null) => void) {
    this.#host = host;
    this.#city = city;
    this.#onHovered = onHovered;
    const target = host.map.getCanvasContainer();
    const { signal } = this.#abort;
    target.addEventListener('pointermove', (event) => this.#pointerMoved(event), { signal });
    target.addEventListener('pointerleave', () => this.#leave(), { signal });
    host.map.on('click', (event) => this.#click(event));
    host.map.on('dblclick', (event) => {
      if (!isMeasuring(usePickedStore.getState().tool)) this.#drillIn(this.#gridAt(event));
    });
    host.map.on('dragstart', () => this.#leave());
    host.map.on('zoomstart', () => this.#onHovered(null));
    // The cursor stands on a place of the map that has moved on.
    host.map.on('movestart', () => {
      this.#cursor = null;
    });
  }

  /** Answers whether the key (see nameOfPress) meant something to the map. */
  keyPressed(pressed: string): boolean {
    if (isMeasuring(usePickedStore.getState().tool) && deedOf('measuring', pressed) !== null) {
      this.#measurePoint();
      return true;
    }
    const deed = deedOf('map', pressed);
    const direction = ARROWS[pressed.replace('Shift+', '')] ?? 'north';
    const camera = useCameraStore.getState().actions;
    switch (deed) {
      case 'mapMove':
        this.#moveCursor(direction);
        break;
      case 'mapPan':
        camera.panBy(...panOf(direction));
        break;
      case 'mapSelect':
        this.#enter();
        break;
      case 'mapZoomIn':
        camera.zoomBy(0.5);
        break;
      case 'mapZoomOut':
        camera.zoomBy(-0.5);
        break;
      case 'mapHome':
        camera.zoomToArea(useSelectionStore.getState().selected);
        break;
      case 'mapLeave':
        // What was picked or opened is put away by the same key.
        this.#leave();
        return false;
      case null:
        return false;
    }
    return true;
  }

  close(): void {
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
  }

  #pointerMoved(event: PointerEvent): void {
    const container = this.#host.map.getCanvasContainer();
    const { left, top } = container.getBoundingClientRect();
    const scale = container.currentCSSZoom;
    this.#pointer = { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
    if (this.#frame !== 0 || event.buttons !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#pointer !== null) this.#hover(this.#pointer.x, this.#pointer.y, false);
    });
  }

  #hover(x: number, y: number, isSpoken: boolean): void {
    const { map, locator } = this.#host;
    if (map.isMoving()) return;
    this.#cursor = [x, y];
    const { lng, lat } = map.unproject([x, y]);
    useSelectionStore.getState().actions.hoverGrid(locator.gridAt(lng, lat));
    const toleranceDegrees = (TOLERANCE_PIXELS * 360) / (512 * 2 ** map.getZoom());
    const place = { longitude: lng, latitude: lat, toleranceDegrees };
    const content = this.#host.describe(place);
    this.#onHovered(content === null ? null : { x, y, place, content, isSpoken });
  }

  #leave(): void {
    this.#pointer = null;
    this.#cursor = null;
    useSelectionStore.getState().actions.hoverGrid(-1);
    this.#onHovered(null);
  }

  #gridAt(event: MapMouseEvent): number {
    return this.#host.locator.gridAt(event.lngLat.lng, event.lngLat.lat);
  }

  #click(event: MapMouseEvent): void {
    const grid = this.#gridAt(event);
    const { tool } = usePickedStore.getState();
    if (grid < 0 || isMeasuring(tool) || isDrawingTool(useConsultationStore.getState().tool)) return;
    const way = pickWayOf(event.originalEvent);
    if (way !== 'replace' || tool !== 'move') pickGrids(this.#city, [grid], way);
    else useSelectionStore.getState().actions.select({ level: 'grid', index: grid });
  }

  #drillIn(grid: number): void {
    const { isInside, home } = useSelectionStore.getState();
    if (grid < 0 || !isInside({ level: 'grid', index: grid })) return;
    const area = drillTarget(this.#city, grid, this.#host.map.getZoom());
    goToArea(isInside(area) ? area : home);
  }

  /** Enter selects the grid under the cursor, and drills in when it is selected already; while measuring it sets a corner there. */
  /** At the cursor, or in the middle of the map. */
  #measurePoint(): void {
    const { lng, lat } = this.#cursor === null ? this.#host.map.getCenter() : this.#host.map.unproject(this.#cursor);
    useMeasureStore.getState().actions.add({ longitude: lng, latitude: lat });
  }

  #enter(): void {
    const { hoveredGrid, selected, actions } = useSelectionStore.getState();
    if (hoveredGrid < 0) return;
    if (selected.level === 'grid' && selected.index === hoveredGrid) this.#drillIn(hoveredGrid);
    else actions.select({ level: 'grid', index: hoveredGrid });
  }

  /** From the cursor, else from the selected grid, else to the middle of the map: there may be water, or nothing, where it is. */
  #moveCursor(direction: Direction): void {
    const { hoveredGrid, selected } = useSelectionStore.getState();
    const { map, locator } = this.#host;
    const start = hoveredGrid >= 0 ? hoveredGrid : selected.level === 'grid' ? selected.index : -1;
    if (start >= 0) {
      const next = neighbourGrid(this.#city, locator, start, direction);
      if (next >= 0) this.#pointAt(next);
      return;
    }
    const { lng, lat } = map.getCenter();
    const middle = locator.gridAt(lng, lat);
    this.#pointAt(middle >= 0 ? middle : nearestGrid(this.#city, lng, lat));
  }

  #pointAt(grid: number): void {
    const { map } = this.#host;
    const [longitude = 0, latitude = 0] = this.#city.grids.labelPoint.subarray(2 * grid, 2 * grid + 2);
    const place: [number, number] = [longitude / COORDINATE_SCALE, latitude / COORDINATE_SCALE];
    if (!map.getBounds().contains(place)) map.jumpTo({ center: place });
    const { x, y } = map.project(place);
    this.#hover(x, y, true);
  }
}

function panOf(direction: Direction): [east: number, south: number] {
  const east = direction === 'east' ? PAN_FRACTION : direction === 'west' ? -PAN_FRACTION : 0;
  const south = direction === 'south' ? PAN_FRACTION : direction === 'north' ? -PAN_FRACTION : 0;
  return [east, south];
}
