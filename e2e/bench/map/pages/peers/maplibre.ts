import 'maplibre-gl/dist/maplibre-gl.css';
import type { FeatureCollection } from 'geojson';
import { type ExpressionSpecification, type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { BENCH_BREAKS, CITY_VIEW, type Subject } from '../bench-page.ts';
import { offerBench, stage } from '../load-scene.ts';
import { borderColor, eachWorker, loadPeerScene, MARK_RADIUS, type PeerScene, slotColors, writeSlots } from './peer-scene.ts';

setWorkerUrl(workerUrl);

function workerFeatures({ columns }: PeerScene): FeatureCollection {
  const features: FeatureCollection['features'] = [];
  eachWorker(columns, (_row, longitude, latitude) => {
    features.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [longitude, latitude] } });
  });
  return { type: 'FeatureCollection', features };
}

function createMap({ gridsAddress, theme }: PeerScene): MapLibreMap {
  const colors = slotColors(theme);
  const colorOfSlot = ['match', ['feature-state', 'slot'], ...colors.flatMap((color, slot) => [slot, color]), 'rgba(0,0,0,0)'];
  return new MapLibreMap({
    container: stage(),
    center: [CITY_VIEW.longitude, CITY_VIEW.latitude],
    zoom: CITY_VIEW.zoom,
    attributionControl: false,
    fadeDuration: 0,
    style: {
      version: 8,
      sources: {
        grids: { type: 'geojson', data: gridsAddress },
        workers: { type: 'geojson', data: { type: 'FeatureCollection', features: [] } },
      },
      layers: [
        { id: 'ground', type: 'background', paint: { 'background-color': theme.ground } },
        {
          id: 'grids',
          type: 'fill',
          source: 'grids',
          paint: { 'fill-color': colorOfSlot as ExpressionSpecification, 'fill-antialias': false },
        },
        {
          id: 'borders',
          type: 'line',
          source: 'grids',
          layout: { visibility: 'none' },
          paint: { 'line-color': borderColor(theme), 'line-width': 1 },
        },
        { id: 'workers', type: 'circle', source: 'workers', paint: { 'circle-color': theme.worker, 'circle-radius': MARK_RADIUS } },
      ],
    },
  });
}

/** MapLibre as its documentation says: GeoJSON by address, cut and tessellated in its worker, colours by feature-state. */
async function start(): Promise<void> {
  const scene = await loadPeerScene();
  const map = createMap(scene);
  const slots = new Uint8Array(scene.columns.coverage.listed.length);
  const subject: Subject = {
    look: ({ longitude, latitude, zoom }) => void map.jumpTo({ center: [longitude, latitude], zoom }),
    paint(breaks) {
      writeSlots(slots, scene.columns, breaks);
      slots.forEach((slot, id) => map.setFeatureState({ source: 'grids', id }, { slot }));
    },
    goNear() {
      map.setLayoutProperty('borders', 'visibility', 'visible');
      subject.movePoints();
    },
    movePoints: () => void map.getSource<GeoJSONSource>('workers')?.setData(workerFeatures(scene)),
    pick: (longitude, latitude) => map.queryRenderedFeatures(map.project([longitude, latitude]), { layers: ['grids'] }).length > 0,
  };
  const bench = offerBench(subject, scene.columns);
  await map.once('load');
  subject.paint(BENCH_BREAKS[0] ?? []);
  await map.once('idle');
  bench.readyAtMs = performance.now();
}

void start();
