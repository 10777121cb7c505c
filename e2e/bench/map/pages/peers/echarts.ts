import { MapChart, ScatterChart } from 'echarts/charts';
import { GeoComponent } from 'echarts/components';
import { init, registerMap, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { BENCH_BREAKS, CITY_VIEW, type Subject, type View } from '../bench-page.ts';
import { offerBench, stage } from '../load-scene.ts';
import { borderColor, eachWorker, fetchGrids, loadPeerScene, MARK_RADIUS, slotColors, writeSlots } from './peer-scene.ts';

/** Height of the city in degrees of Mercator's northing: ECharts fits its map into a box, and the box has to be as large as the others draw it. */
const [SOUTH, NORTH] = [31.2301965, 32.6164127];

const northing = (latitude: number): number => (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;
const latitudeOf = (degrees: number): number => (Math.atan(Math.exp((degrees * Math.PI) / 180)) * 360) / Math.PI - 90;
const MERCATOR = {
  project: ([longitude = 0, latitude = 0]: number[]) => [longitude, -northing(latitude)],
  unproject: ([x = 0, y = 0]: number[]) => [x, latitudeOf(-y)],
};

use([GeoComponent, MapChart, ScatterChart, CanvasRenderer]);

/** ECharts' map on canvas: every grid is an element of its scene, coloured by name. */
async function start(): Promise<void> {
  const scene = await loadPeerScene();
  const grids = await fetchGrids(scene);
  for (const feature of grids.features) feature.properties.name = String(feature.id);
  registerMap('city', { geoJSON: grids as Parameters<typeof registerMap>[1] extends { geoJSON: infer G } ? G : never, specialAreas: {} });
  const chart = init(stage(), null, { renderer: 'canvas' });
  const colors = slotColors(scene.theme);
  const slots = new Uint8Array(scene.columns.coverage.listed.length);
  const names = grids.features.map(({ id }) => String(id));
  const cityZoom = CITY_VIEW.zoom;
  const camera = ({ longitude, latitude, zoom }: View) => ({
    // In projected coordinates.
    center: MERCATOR.project([longitude, latitude]),
    zoom: 2 ** (zoom - cityZoom),
  });
  const regions = () => names.map((name, row) => ({ name, itemStyle: { areaColor: colors[slots[row] ?? 0] ?? '' } }));
  const positions = (): number[][] => {
    const list: number[][] = [];
    eachWorker(scene.columns, (_row, longitude, latitude) => list.push([longitude, latitude]));
    return list;
  };
  const subject: Subject = {
    look: (view) => chart.setOption({ geo: camera(view) }),
    paint(breaks) {
      writeSlots(slots, scene.columns, breaks);
      chart.setOption({ geo: { regions: regions() } });
    },
    goNear() {
      chart.setOption({
        geo: { itemStyle: { borderColor: borderColor(scene.theme), borderWidth: 1 } },
        series: [
          {
            id: 'workers',
            type: 'scatter',
            coordinateSystem: 'geo',
            symbolSize: 2 * MARK_RADIUS,
            itemStyle: { color: scene.theme.worker },
            silent: true,
            data: positions(),
          },
        ],
      });
    },
    movePoints: () => chart.setOption({ series: [{ id: 'workers', data: positions() }] }),
    pick(longitude, latitude) {
      const [x = 0, y = 0] = chart.convertToPixel('geo', [longitude, latitude]) as number[];
      return chart.getZr().handler.findHover(x, y).target !== undefined;
    },
  };
  const bench = offerBench(subject, scene.columns);
  writeSlots(slots, scene.columns, BENCH_BREAKS[0] ?? []);
  chart.on('finished', () => {
    if (bench.readyAtMs === 0) bench.readyAtMs = performance.now();
  });
  chart.setOption({
    animation: false,
    geo: {
      map: 'city',
      animation: false,
      projection: MERCATOR,
      layoutCenter: ['50%', '50%'],
      layoutSize: ((northing(NORTH) - northing(SOUTH)) * 512 * 2 ** cityZoom) / 360,
      itemStyle: { borderWidth: 0 },
      emphasis: { disabled: true },
      select: { disabled: true },
      regions: regions(),
      ...camera(CITY_VIEW),
    },
    series: [],
  });
}

void start();
