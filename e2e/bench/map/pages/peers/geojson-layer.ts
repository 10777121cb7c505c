import 'maplibre-gl/dist/maplibre-gl.css';
import { GeoJsonLayer, ScatterplotLayer } from '@deck.gl/layers';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { BENCH_BREAKS, CITY_VIEW, type Subject } from '../bench-page.ts';
import { offerBench, stage } from '../load-scene.ts';
import {
  channelsOf,
  eachWorker,
  fetchGrids,
  FILL_ALPHA,
  type GridFeatures,
  loadPeerScene,
  MARK_RADIUS,
  type PeerScene,
  writeSlots,
} from './peer-scene.ts';

setWorkerUrl(workerUrl);

type Rgba = [red: number, green: number, blue: number, alpha: number];

function colorsOf({ theme }: PeerScene): readonly Rgba[] {
  const withAlpha = (color: string, alpha: number): Rgba => [...channelsOf(color), 255 * alpha];
  return [
    ...theme.palettes.behind.classes.map((color) => withAlpha(color, FILL_ALPHA)),
    withAlpha(theme.palettes.behind.noData, 0.34),
    [0, 0, 0, 0],
  ];
}

/** deck.gl as its documentation says: its GeoJsonLayer and a ScatterplotLayer with binary positions, interleaved by its own overlay. */
class StockLayers implements Subject {
  readonly #map: MapLibreMap;
  readonly #scene: PeerScene;
  readonly #grids: GridFeatures;
  readonly #colors: readonly Rgba[];
  readonly #slots: Uint8Array;
  readonly #overlay: MapLibreOverlay;
  #revision = 0;
  #positions: Float32Array | null = null;

  constructor(map: MapLibreMap, scene: PeerScene, grids: GridFeatures, onDrawn: () => void) {
    this.#map = map;
    this.#scene = scene;
    this.#grids = grids;
    this.#colors = colorsOf(scene);
    this.#slots = new Uint8Array(scene.columns.coverage.listed.length);
    this.#overlay = new MapLibreOverlay({ interleaved: true, layers: [], onAfterRender: onDrawn });
    this.#map.addControl(this.#overlay);
  }

  look({ longitude, latitude, zoom }: { longitude: number; latitude: number; zoom: number }): void {
    this.#map.jumpTo({ center: [longitude, latitude], zoom });
  }

  paint(breaks: readonly number[]): void {
    writeSlots(this.#slots, this.#scene.columns, breaks);
    this.#revision++;
    this.#show();
  }

  goNear(): void {
    this.movePoints();
  }

  movePoints(): void {
    const positions = new Float32Array(2 * this.#scene.columns.workers.longitude.length);
    eachWorker(this.#scene.columns, (row, longitude, latitude) => positions.set([longitude, latitude], 2 * row));
    this.#positions = positions;
    this.#show();
  }

  pick(longitude: number, latitude: number): boolean {
    const { x, y } = this.#map.project([longitude, latitude]);
    return this.#overlay.pickObject({ x, y, layerIds: ['grids'] }) !== null;
  }

  #show(): void {
    const { theme } = this.#scene;
    const [red, green, blue, alpha] = theme.gridBorder;
    const positions = this.#positions;
    this.#overlay.setProps({
      layers: [
        new GeoJsonLayer({
          id: 'grids',
          data: this.#grids,
          pickable: true,
          filled: true,
          stroked: positions !== null,
          lineWidthUnits: 'pixels',
          getLineWidth: 1,
          getLineColor: [255 * red, 255 * green, 255 * blue, 255 * alpha],
          getFillColor: (feature) => this.#colors[this.#slots[Number(feature.id)] ?? 0] ?? [0, 0, 0, 0],
          updateTriggers: { getFillColor: this.#revision },
        }),
        ...(positions === null
          ? []
          : [
              new ScatterplotLayer({
                id: 'workers',
                data: { length: positions.length / 2, attributes: { getPosition: { value: positions, size: 2 } } },
                getFillColor: channelsOf(theme.worker),
                radiusUnits: 'pixels',
                getRadius: MARK_RADIUS,
              }),
            ]),
      ],
    });
  }
}

async function start(): Promise<void> {
  const scene = await loadPeerScene();
  const map = new MapLibreMap({
    container: stage(),
    center: [CITY_VIEW.longitude, CITY_VIEW.latitude],
    zoom: CITY_VIEW.zoom,
    attributionControl: false,
    style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': scene.theme.ground } }] },
  });
  const [grids] = await Promise.all([fetchGrids(scene), map.once('load')]);
  const { promise: drawn, resolve } = Promise.withResolvers<void>();
  let isPainted = false;
  const layers = new StockLayers(map, scene, grids, () => {
    if (isPainted) resolve();
  });
  const bench = offerBench(layers, scene.columns);
  layers.paint(BENCH_BREAKS[0] ?? []);
  isPainted = true;
  map.triggerRepaint();
  await drawn;
  await new Promise((done) => requestAnimationFrame(done));
  bench.readyAtMs = performance.now();
}

void start();
