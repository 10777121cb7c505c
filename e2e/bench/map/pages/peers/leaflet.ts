import 'leaflet/dist/leaflet.css';
import { canvas, type CircleMarker, circleMarker, geoJSON, LatLng, map as createMap, type Polygon } from 'leaflet';
import { BENCH_BREAKS, CITY_VIEW, type Subject } from '../bench-page.ts';
import { offerBench, stage } from '../load-scene.ts';
import { borderColor, eachWorker, fetchGrids, loadPeerScene, MARK_RADIUS, slotColors, writeSlots } from './peer-scene.ts';

/** Its zoom levels count tiles of 256 pixels. */
const zoomOf = (zoom: number): number => zoom + 1;

/** Leaflet on canvas: paths are JavaScript objects, all of those in view painted anew for every frame. */
async function start(): Promise<void> {
  const scene = await loadPeerScene();
  const colors = slotColors(scene.theme);
  const slots = new Uint8Array(scene.columns.coverage.listed.length);
  const renderer = canvas({ padding: 0 });
  const map = createMap(stage(), {
    zoomSnap: 0,
    zoomControl: false,
    attributionControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
    renderer,
  });
  map.setView([CITY_VIEW.latitude, CITY_VIEW.longitude], zoomOf(CITY_VIEW.zoom));
  const polygons: Polygon[] = [];
  const layer = geoJSON(await fetchGrids(scene), {
    interactive: false,
    style: { stroke: false, fill: true, fillOpacity: 1 },
    onEachFeature: (feature, polygon) => {
      polygons[Number(feature.id)] = polygon as Polygon;
    },
  });
  const marks: CircleMarker[] = [];
  const subject: Subject = {
    look: ({ longitude, latitude, zoom }) => void map.setView([latitude, longitude], zoomOf(zoom), { animate: false }),
    paint(breaks) {
      writeSlots(slots, scene.columns, breaks);
      slots.forEach((slot, grid) => polygons[grid]?.setStyle({ fillColor: colors[slot] ?? '' }));
    },
    goNear() {
      layer.setStyle({ stroke: true, weight: 1, color: borderColor(scene.theme) });
      eachWorker(scene.columns, (row, longitude, latitude) => {
        marks[row] = circleMarker([latitude, longitude], {
          radius: MARK_RADIUS,
          stroke: false,
          fillOpacity: 1,
          fillColor: scene.theme.worker,
          interactive: false,
        }).addTo(map);
      });
    },
    movePoints: () => eachWorker(scene.columns, (row, longitude, latitude) => void marks[row]?.setLatLng([latitude, longitude])),
    pick(longitude, latitude) {
      const place = new LatLng(latitude, longitude);
      const point = map.latLngToLayerPoint(place);
      // What its canvas asks of every path under a pointer; the method is its own.
      return polygons.some(
        (polygon) => polygon.getBounds().contains(place) && Reflect.apply(Reflect.get(polygon, '_containsPoint'), polygon, [point]),
      );
    },
  };
  const bench = offerBench(subject, scene.columns);
  subject.paint(BENCH_BREAKS[0] ?? []);
  layer.addTo(map);
  for (let frame = 0; frame < 2; frame++) await new Promise((done) => requestAnimationFrame(done));
  bench.readyAtMs = performance.now();
}

void start();
