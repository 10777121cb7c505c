import 'ol/ol.css';
import type { FeatureLike } from 'ol/Feature.js';
import Feature from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import Point from 'ol/geom/Point.js';
import WebGLVectorLayer from 'ol/layer/WebGLVector.js';
import OpenLayersMap from 'ol/Map.js';
import { fromLonLat } from 'ol/proj.js';
import VectorSource from 'ol/source/Vector.js';
import View from 'ol/View.js';
import { BENCH_BREAKS, CITY_VIEW, type Subject } from '../bench-page.ts';
import { offerBench, stage } from '../load-scene.ts';
import { borderColor, eachWorker, fetchGrids, loadPeerScene, MARK_RADIUS, type PeerScene, slotColors, writeSlots } from './peer-scene.ts';

/** Its zoom levels count tiles of 256 pixels. */
const zoomOf = (zoom: number): number => zoom + 1;

function createGridLayer(source: VectorSource, { theme }: PeerScene) {
  const colors = slotColors(theme);
  return new WebGLVectorLayer({
    source,
    variables: { borderWidth: 0 },
    style: {
      'fill-color': ['match', ['get', 'slot'], ...colors.flatMap((color, slot) => [slot, color]), 'rgba(0,0,0,0)'],
      'stroke-color': borderColor(theme),
      'stroke-width': ['var', 'borderWidth'],
    },
  });
}

/** OpenLayers' WebGL layers: the colours are attributes, made anew in its worker when features change. */
async function start(): Promise<void> {
  const scene = await loadPeerScene();
  const grids = new VectorSource({ features: new GeoJSON({ featureProjection: 'EPSG:3857' }).readFeatures(await fetchGrids(scene)) });
  const slots = new Uint8Array(scene.columns.coverage.listed.length);
  const byRow: FeatureLike[] = [];
  for (const feature of grids.getFeatures()) byRow[Number(feature.getId())] = feature;
  const workers = new VectorSource<Feature<Point>>();
  const gridLayer = createGridLayer(grids, scene);
  const workerLayer = new WebGLVectorLayer({
    source: workers,
    style: { 'circle-radius': MARK_RADIUS, 'circle-fill-color': scene.theme.worker },
  });
  const marks: Point[] = [];
  const view = new View({
    center: fromLonLat([CITY_VIEW.longitude, CITY_VIEW.latitude]),
    zoom: zoomOf(CITY_VIEW.zoom),
    constrainResolution: false,
  });
  const subject: Subject = {
    look({ longitude, latitude, zoom }) {
      view.setCenter(fromLonLat([longitude, latitude]));
      view.setZoom(zoomOf(zoom));
    },
    paint(breaks) {
      writeSlots(slots, scene.columns, breaks);
      slots.forEach((slot, row) => {
        const feature = byRow[row];
        if (feature instanceof Feature) feature.set('slot', slot, true);
      });
      for (const feature of grids.getFeatures()) feature.changed();
    },
    goNear() {
      gridLayer.updateStyleVariables({ borderWidth: 1 });
      eachWorker(scene.columns, (row, longitude, latitude) => {
        marks[row] = new Point(fromLonLat([longitude, latitude]));
      });
      workers.addFeatures(marks.map((mark) => new Feature(mark)));
    },
    movePoints: () =>
      eachWorker(scene.columns, (row, longitude, latitude) => marks[row]?.setCoordinates(fromLonLat([longitude, latitude]))),
    pick: (longitude, latitude) => grids.getFeaturesAtCoordinate(fromLonLat([longitude, latitude])).length > 0,
  };
  const bench = offerBench(subject, scene.columns);
  subject.paint(BENCH_BREAKS[0] ?? []);
  const map = new OpenLayersMap({ target: stage(), controls: [], layers: [gridLayer, workerLayer], view });
  map.once('rendercomplete', () => {
    bench.readyAtMs = performance.now();
  });
}

void start();
