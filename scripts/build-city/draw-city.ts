/**
 * Draws resources/city to a picture: `node scripts/build-city/draw-city.ts [picture.png] [west south east north]`. Without a box: the whole city and its core, as in
 * docs/pictures/city.png. Needs a Chromium (CHROMIUM, or /usr/bin/chromium); run it after a change of the generator and look at the result.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { COORDINATE_SCALE, ROAD_CLASSES, type City, type PolygonSet } from '../../shared/city/city.ts';
import { at, range } from './basics.ts';
import { shrinkPng } from './png-palette.ts';

interface View {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Height of a degree of latitude in degrees of longitude at 32° N. */
const ASPECT = 1 / 0.848;
const GROUND = '#0B1320';
const WATER_FILL = '#16324F';
/** Quiet, distinct in lightness between neighbours; indexed by district. */
const DISTRICT_FILLS = [
  '#6B4E71',
  '#C75B4A',
  '#2B4A6B',
  '#F29E4C',
  '#3F5F7F',
  '#8A6A52',
  '#587A6C',
  '#47566E',
  '#54507A',
  '#3E6470',
  '#6D5A48',
] as const;

function project(view: View, x: number, y: number): string {
  const scale = view.width / (view.east - view.west);
  const px = view.left + (x / COORDINATE_SCALE - view.west) * scale;
  const py = view.top + (view.north - y / COORDINATE_SCALE) * scale * ASPECT;
  return `${px.toFixed(1)} ${py.toFixed(1)}`;
}

function isVisible(view: View, polygons: PolygonSet, feature: number): boolean {
  const from = at(polygons.ringStart, at(polygons.featureStart, feature));
  const to = at(polygons.ringStart, at(polygons.featureStart, feature + 1));
  return range(to - from).some((i) => {
    const x = at(polygons.vertices, 2 * (from + i)) / COORDINATE_SCALE;
    const y = at(polygons.vertices, 2 * (from + i) + 1) / COORDINATE_SCALE;
    return x > view.west && x < view.east && y > view.south && y < view.north;
  });
}

function pathOf(view: View, polygons: PolygonSet, feature: number, close: 'Z' | ''): string {
  let path = '';
  for (let ring = at(polygons.featureStart, feature); ring < at(polygons.featureStart, feature + 1); ring++) {
    const points: string[] = [];
    for (let vertex = at(polygons.ringStart, ring); vertex < at(polygons.ringStart, ring + 1); vertex++) {
      points.push(project(view, at(polygons.vertices, 2 * vertex), at(polygons.vertices, 2 * vertex + 1)));
    }
    path += `M${points.join('L')}${close}`;
  }
  return path;
}

function layer(view: View, polygons: PolygonSet, count: number, style: (feature: number) => string, close: 'Z' | '' = 'Z'): string {
  return range(count)
    .filter((feature) => isVisible(view, polygons, feature))
    .map((feature) => `<path d="${pathOf(view, polygons, feature, close)}" ${style(feature)}/>`)
    .join('');
}

/** Lightness wavers a little from grid to grid, so that single grids can be told apart. */
function gridStyle(city: City, zoom: number): (grid: number) => string {
  return (grid) => {
    const fill = at(DISTRICT_FILLS, at(city.grids.district, grid));
    const shade = 0.62 + 0.38 * (((at(city.grids.community, grid) * 37 + grid * 11) % 16) / 15);
    const dedicated = at(city.grids.isDedicated, grid) === 1 && zoom > 2500;
    const dash = dedicated ? 'stroke="#D7E2EE" stroke-dasharray="3 2"' : `stroke="${GROUND}"`;
    return `fill="${fill}" fill-opacity="${shade.toFixed(2)}" ${dash} stroke-width="${zoom > 2500 ? 0.7 : 0.3}"`;
  };
}

function labels(view: View, city: City, zoom: number): string {
  const areas = zoom > 2500 ? city.streets : city.districts;
  return range(areas.count)
    .map((area) => {
      const [x, y] = [at(areas.labelPoint, 2 * area), at(areas.labelPoint, 2 * area + 1)];
      const [px = 0, py = 0] = project(view, x, y).split(' ').map(Number);
      if (px < view.left + 20 || px > view.left + view.width - 20 || py < view.top + 10 || py > view.top + view.height - 10) return '';
      return `<text x="${px}" y="${py}" text-anchor="middle" font-size="${zoom > 2500 ? 11 : 17}" fill="#FFF" stroke="${GROUND}" stroke-width="3" paint-order="stroke">${at(areas.name, area)}</text>`;
    })
    .join('');
}

function drawView(view: View, city: City): string {
  const zoom = view.width / (view.east - view.west);
  const isNear = zoom > 2500;
  const id = `clip${view.left}`;
  const line = (color: string, width: number) => () => `fill="none" stroke="${color}" stroke-width="${width}"`;
  const roadStyle = (road: number): string => {
    const isMetro = at(ROAD_CLASSES, at(city.roads.roadClass, road)) === 'metro';
    return isMetro ? 'fill="none" stroke="none"' : `fill="none" stroke="#D7E2EE" stroke-opacity=".35" stroke-width="${isNear ? 1.2 : 0.6}"`;
  };
  return [
    `<clipPath id="${id}"><rect x="${view.left}" y="${view.top}" width="${view.width}" height="${view.height}"/></clipPath><g clip-path="url(#${id})">`,
    layer(view, city.water.outline, city.water.count, () => `fill="${WATER_FILL}" fill-rule="evenodd"`),
    layer(view, city.grids.outline, city.grids.count, gridStyle(city, zoom)),
    isNear ? layer(view, city.compounds.outline, city.compounds.count, () => 'fill="#D7E2EE" fill-opacity=".35"') : '',
    isNear ? layer(view, city.communities.outline, city.communities.count, line('#0B1320', 1.1)) : '',
    layer(view, city.streets.outline, city.streets.count, line('#C8D5E3', isNear ? 1.2 : 0.6)),
    layer(view, city.roads.line, city.roads.count, roadStyle, ''),
    layer(view, city.districts.outline, city.districts.count, line('#FFFFFF', isNear ? 2 : 1.3)),
    labels(view, city, zoom),
    '</g>',
  ].join('');
}

function viewOf(box: readonly [number, number, number, number], left: number, top: number, width: number): View {
  const [west, south, east, north] = box;
  return { west, south, east, north, left, top, width, height: Math.round(((north - south) / (east - west)) * width * ASPECT) };
}

function render(svg: string, width: number, height: number, picture: string): void {
  const folder = mkdtempSync(join(tmpdir(), 'draw-city-'));
  const page = join(folder, 'city.svg');
  writeFileSync(page, svg);
  execFileSync(
    env['CHROMIUM'] ?? '/usr/bin/chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--force-device-scale-factor=1',
      `--user-data-dir=${join(folder, 'profile')}`,
      `--window-size=${width},${height}`,
      `--screenshot=${resolve(picture)}`,
      `file://${page}`,
    ],
    { stdio: 'ignore', timeout: 90_000 },
  );
  writeFileSync(picture, shrinkPng(readFileSync(picture)));
  rmSync(folder, { recursive: true, force: true });
}

const WHOLE_CITY = [118.34, 31.21, 119.27, 32.63] as const;
const CORE = [118.655, 31.975, 118.875, 32.16] as const;
const city = await loadCity(fileURLToPath(new URL('../../resources/city', import.meta.url)));
const box = argv.slice(3).map(Number);
const [west, south, east, north] = box;
const views =
  west !== undefined && south !== undefined && east !== undefined && north !== undefined
    ? [viewOf([west, south, east, north], 0, 0, 1500)]
    : [viewOf(WHOLE_CITY, 0, 0, 560), viewOf(CORE, 576, 0, 1020)];
const width = Math.max(...views.map((view) => view.left + view.width));
const height = Math.max(...views.map((view) => view.top + view.height));
const body = views.map((view) => drawView(view, city)).join('');
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Noto Sans SC, Noto Sans CJK SC, sans-serif"><rect width="100%" height="100%" fill="${GROUND}"/>${body}</svg>`;
render(svg, width, height, argv[2] ?? fileURLToPath(new URL('../../docs/pictures/city.png', import.meta.url)));
