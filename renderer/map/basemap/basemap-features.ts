import type { Feature, FeatureCollection, Geometry } from 'geojson';
import {
  type AreaTable,
  type City,
  COORDINATE_SCALE,
  type LineSet,
  type PolygonSet,
  ROAD_CLASSES,
  WATER_KINDS,
} from '../../../shared/city/city.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { borderLines, type Position } from './border-lines.ts';
import { widePlaces, widestPlace } from './wide-places.ts';

/** GeoJSON of the basemap, made from the city's typed arrays when the map starts and then left to MapLibre's worker. */

type Properties = Readonly<Record<string, string | number>>;

export function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}

function feature(geometry: Geometry, properties: Properties = {}): Feature {
  return { type: 'Feature', geometry, properties };
}

function ringPositions({ ringStart, vertices }: LineSet, ring: number): Position[] {
  const start = ringStart[ring] ?? 0;
  const end = ringStart[ring + 1] ?? 0;
  return Array.from({ length: end - start }, (_, index) => [
    (vertices[2 * (start + index)] ?? 0) / COORDINATE_SCALE,
    (vertices[2 * (start + index) + 1] ?? 0) / COORDINATE_SCALE,
  ]);
}

function doubleArea(ring: readonly Position[]): number {
  let sum = 0;
  ring.forEach(([x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    sum += x * nextY - nextX * y;
  });
  return sum;
}

/** Rings of one feature as polygons: a counter-clockwise ring starts a polygon, clockwise ones after it are its holes. */
export function polygonsOf(polygons: PolygonSet, index: number): Position[][][] {
  const parts: Position[][][] = [];
  for (let ring = polygons.featureStart[index] ?? 0; ring < (polygons.featureStart[index + 1] ?? 0); ring++) {
    const positions = ringPositions(polygons, ring);
    const [first] = positions;
    if (first === undefined) continue;
    const isHole = doubleArea(positions) < 0;
    positions.push(first);
    const part = parts.at(-1);
    if (isHole && part !== undefined) part.push(positions);
    else parts.push([positions]);
  }
  return parts;
}

function polygonFeatures(polygons: PolygonSet, count: number, kind: string): Feature[] {
  return Array.from({ length: count }, (_, index) => feature({ type: 'MultiPolygon', coordinates: polygonsOf(polygons, index) }, { kind }));
}

export function borderFeature(outline: PolygonSet, kind: string): Feature {
  return feature({ type: 'MultiLineString', coordinates: borderLines(outline) }, { kind });
}

export function landFeatures({ districts }: City): Feature[] {
  return polygonFeatures(districts.outline, districts.count, 'land');
}

export function waterFeatures({ water }: City): Feature[] {
  return polygonFeatures(water.outline, water.count, 'water');
}

/** `kind` is the road's class. */
export function roadFeatures({ roads }: City): Feature[] {
  return Array.from({ length: roads.count }, (_, index) => {
    const from = roads.line.featureStart[index] ?? 0;
    const to = roads.line.featureStart[index + 1] ?? 0;
    const lines = Array.from({ length: to - from }, (_unused, offset) => ringPositions(roads.line, from + offset));
    return feature({ type: 'MultiLineString', coordinates: lines }, { kind: ROAD_CLASSES[roads.roadClass[index] ?? 0] ?? 'arterial' });
  });
}

/** Outlines and names of communities and compounds: seen from DETAIL_ZOOM on. */
export function detailFeatures({ communities, compounds }: City): Feature[] {
  return [
    borderFeature(communities.outline, 'community-border'),
    ...polygonFeatures(compounds.outline, compounds.count, 'outline'),
    ...labelFeatures(compounds, 'compound', (index) => -(compounds.households[index] ?? 0)),
    ...labelFeatures(communities, 'community', (index) => -gridCount(communities, index)),
  ];
}

/** The larger an area is, the sooner its name is placed. */
export function gridCount({ firstGrid }: AreaTable, index: number): number {
  return (firstGrid[index + 1] ?? 0) - (firstGrid[index] ?? 0);
}

interface Named {
  readonly count: number;
  readonly name: readonly string[];
  readonly labelPoint: Int32Array;
}

/** Names at their label points; `rank` sorts them: the lower, the sooner it is placed. */
export function labelFeatures({ count, name, labelPoint }: Named, kind: string, rankOf: (index: number) => number): Feature[] {
  return Array.from({ length: count }, (_, index) =>
    feature(
      {
        type: 'Point',
        coordinates: [(labelPoint[2 * index] ?? 0) / COORDINATE_SCALE, (labelPoint[2 * index + 1] ?? 0) / COORDINATE_SCALE],
      },
      { kind, name: name[index] ?? '', rank: rankOf(index) },
    ),
  );
}

/**
 * Names of waters: lakes in their middle, wide rivers at their widest places (rank: the wider, the sooner), narrow ones along their course.
 */
export function waterLabelFeatures({ water }: City): Feature[] {
  return Array.from({ length: water.count }, (_, index) => {
    const name = water.name[index] ?? '';
    const rings = polygonsOf(water.outline, index);
    const isLake = WATER_KINDS[water.kind[index] ?? 0] === 'lake';
    const places = isLake ? [widestPlace(rings.flat())].filter((place) => place !== undefined) : widePlaces(rings.flat());
    if (places.length === 0)
      return rings.map(([outer = []]) => feature({ type: 'LineString', coordinates: outer }, { kind: 'stream', name }));
    return places.map(({ position, width }) => feature({ type: 'Point', coordinates: position }, { kind: 'water', name, rank: -width }));
  }).flat();
}

/** Outline of the selected area; nothing for the whole city. */
export function selectionFeatures(city: City, area: AreaRef): FeatureCollection {
  const outlineOf = (): PolygonSet | null => {
    switch (area.level) {
      case 'city':
        return null;
      case 'district':
        return city.districts.outline;
      case 'street':
        return city.streets.outline;
      case 'community':
        return city.communities.outline;
      case 'grid':
        return city.grids.outline;
    }
  };
  const outline = outlineOf();
  if (outline === null) return collection([]);
  return collection([feature({ type: 'MultiPolygon', coordinates: polygonsOf(outline, area.index) }, { level: area.level })]);
}
