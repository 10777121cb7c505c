import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import type { AreaTable, City } from '../../shared/city/city.ts';
import { createGridLocator, featureContains } from '../../shared/city/city-lookup.ts';
import { at, range, sum, type Point } from './basics.ts';
import { createCounter, measureCoverage, ringsOf } from './coverage.ts';
import { readDistricts } from './districts.ts';
import { JIANGBEI_STREETS } from './divisions.ts';
import { doubleArea, insideShape, orient } from './polygon.ts';
import { squareMetersPerUnit } from './projection.ts';
import { randomFor } from './random.ts';

const FOLDER = fileURLToPath(new URL('../../resources/city', import.meta.url));
let city: City;

beforeAll(async () => {
  city = await loadCity(FOLDER);
});

function place(points: Int32Array, row: number): Point {
  return { x: at(points, 2 * row), y: at(points, 2 * row + 1) };
}

function ringsArea(rings: readonly (readonly Point[])[]): number {
  return sum(rings.map(doubleArea)) / 2;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return at(sorted, Math.floor(sorted.length / 2));
}

describe('counts', () => {
  it('has the real city’s numbers of areas, grids and compounds', () => {
    expect(city.districts.count).toBe(11);
    expect(city.streets.count).toBe(101);
    expect(sum(city.streets.isTown)).toBe(6);
    expect(city.communities.count).toBe(1_255);
    expect(city.grids.count).toBe(12_410);
    expect(sum(city.grids.isDedicated)).toBe(2_442);
    expect(city.compounds.count).toBe(5_436);
  });

  it('gives every dedicated grid a kind and no comprehensive one', () => {
    for (let grid = 0; grid < city.grids.count; grid++) {
      expect(at(city.grids.dedicatedKind, grid) > 0).toBe(at(city.grids.isDedicated, grid) === 1);
    }
  });

  it('puts seven streets under Jiangbei New Area and every other under its district', () => {
    const jiangbei = city.managingBodies.indexOf('江北新区');
    expect(jiangbei).toBe(11);
    const managed = range(city.streets.count).filter((street) => at(city.streets.managingBody, street) === jiangbei);
    expect(managed.map((street) => at(city.streets.code, street))).toEqual([...JIANGBEI_STREETS].sort());
    for (const street of range(city.streets.count)) {
      if (!managed.includes(street)) expect(at(city.streets.managingBody, street)).toBe(at(city.streets.parent, street));
    }
  });
});

describe('hierarchy', () => {
  it('keeps the children of every area in one range, sorted by code, with codes that begin with the parent’s', () => {
    const levels: readonly (readonly [AreaTable, AreaTable])[] = [
      [city.districts, city.streets],
      [city.streets, city.communities],
    ];
    for (const [parents, children] of levels) {
      expect(at(parents.firstChild, parents.count)).toBe(children.count);
      for (let parent = 0; parent < parents.count; parent++) {
        expect(at(parents.firstChild, parent + 1)).toBeGreaterThan(at(parents.firstChild, parent));
        for (let child = at(parents.firstChild, parent); child < at(parents.firstChild, parent + 1); child++) {
          expect(at(children.parent, child)).toBe(parent);
          expect(at(children.code, child).startsWith(at(parents.code, parent))).toBe(true);
        }
      }
      expect([...children.code].sort()).toEqual(children.code);
    }
  });

  it('has every grid in one community of one street of one district', () => {
    const { grids, communities, streets } = city;
    for (let grid = 0; grid < grids.count; grid++) {
      const community = at(grids.community, grid);
      expect(at(communities.parent, community)).toBe(at(grids.street, grid));
      expect(at(streets.parent, at(grids.street, grid))).toBe(at(grids.district, grid));
      expect(at(grids.code, grid).startsWith(at(communities.code, community))).toBe(true);
    }
    for (const [areas, of] of [
      [city.districts, grids.district],
      [streets, grids.street],
      [communities, grids.community],
    ] as const) {
      expect(at(areas.firstGrid, areas.count)).toBe(grids.count);
      for (let area = 0; area < areas.count; area++) {
        const members = of.subarray(at(areas.firstGrid, area), at(areas.firstGrid, area + 1));
        expect(members.length).toBeGreaterThan(0);
        expect(members.every((parent) => parent === area)).toBe(true);
      }
    }
  });

  it('has unique grid codes of several lengths, most of them 15, and unique names within a community', () => {
    const lengths = city.grids.code.map((code) => code.length);
    expect(new Set(city.grids.code).size).toBe(city.grids.count);
    expect(new Set(lengths)).toEqual(new Set([15, 16, 17]));
    expect(lengths.filter((length) => length === 15).length).toBeGreaterThan(city.grids.count / 2);
    const names = city.grids.name.map((name, grid) => `${at(city.grids.community, grid)} ${name}`);
    expect(new Set(names).size).toBe(city.grids.count);
    expect(city.grids.name[0]).toBe('梅园新村社区01网格');
  });

  it('counts compounds and their households within their grid', () => {
    const { grids, compounds } = city;
    expect(at(grids.firstCompound, grids.count)).toBe(compounds.count);
    for (let grid = 0; grid < grids.count; grid++) {
      const own = range(at(grids.firstCompound, grid + 1) - at(grids.firstCompound, grid)).map((i) => at(grids.firstCompound, grid) + i);
      expect(own.every((compound) => at(compounds.grid, compound) === grid)).toBe(true);
      expect(sum(own.map((compound) => at(compounds.households, compound)))).toBeLessThanOrEqual(at(grids.households, grid));
    }
    expect(Math.min(...compounds.households)).toBeGreaterThan(0);
  });
});

describe('geometry', () => {
  it('tiles the districts without gaps and overlaps, across their borders too', () => {
    const coverage = measureCoverage(city);
    expect(coverage.districtSquareMeters).toBeGreaterThan(6.4e9);
    expect(coverage.gapSquareMeters / coverage.districtSquareMeters).toBeLessThanOrEqual(1e-6);
    expect(coverage.overlapSquareMeters / coverage.districtSquareMeters).toBeLessThanOrEqual(1e-6);
    expect(coverage.strayedSquareMeters / coverage.districtSquareMeters).toBeLessThanOrEqual(1e-6);
  });

  it('notices when one vertex of one grid is moved', () => {
    const vertices = city.grids.outline.vertices.slice();
    vertices[0] = at(vertices, 0) + 4_000;
    const moved = { ...city, grids: { ...city.grids, outline: { ...city.grids.outline, vertices } } };
    const coverage = measureCoverage(moved);
    expect(coverage.gapSquareMeters + coverage.overlapSquareMeters).toBeGreaterThan(50);
  });

  it('keeps the districts of the source package', () => {
    for (const [index, district] of readDistricts().entries()) {
      const source = Math.abs(ringsArea(district.shape.rings));
      const stored = ringsArea(ringsOf(city.districts.outline, index));
      expect(Math.abs(stored - source) / source).toBeLessThan(1e-6);
    }
  });

  it('puts 100,000 random places inside the districts in exactly one grid or in water', () => {
    const random = randomFor('places');
    const districts = readDistricts();
    const gridsAt = createCounter(city.grids.outline, city.grids.count);
    const waterAt = createCounter(city.water.outline, city.water.count);
    const { gridAt } = createGridLocator(city);
    const seen = { inGrid: 0, inWater: 0 };
    const wrong: Point[] = [];
    while (seen.inGrid + seen.inWater + wrong.length < 100_000) {
      const [x, y] = [random.between(1_183_000_000, 1_193_000_000), random.between(312_000_000, 326_500_000)];
      const district = districts.findIndex(({ shape }) => insideShape(shape, x, y));
      if (district < 0) continue;
      const grids = gridsAt(x, y);
      const [grid] = grids;
      if (grid === undefined && waterAt(x, y).length > 0 && gridAt(x / 1e7, y / 1e7) === -1) seen.inWater += 1;
      else if (grid !== undefined && grids.length === 1 && waterAt(x, y).length === 0 && at(city.grids.district, grid) === district)
        seen.inGrid += 1;
      else wrong.push({ x, y });
    }
    expect(wrong).toEqual([]);
    expect(seen.inWater).toBeGreaterThan(2_000);
    expect(seen.inGrid).toBeGreaterThan(80_000);
  });

  it('has label points of grids and areas inside them and dry', () => {
    const waterAt = createCounter(city.water.outline, city.water.count);
    for (const table of [city.grids, city.communities, city.streets, city.districts]) {
      for (let row = 0; row < table.count; row++) {
        const { x, y } = place(table.labelPoint, row);
        expect(featureContains(table.outline, row, x, y), `label of ${at(table.name, row)}`).toBe(true);
        expect(waterAt(x, y), `label of ${at(table.name, row)} in water`).toEqual([]);
      }
    }
  });

  it('has every compound inside its grid, and no two of a grid over each other', () => {
    const { compounds, grids } = city;
    const compoundsAt = createCounter(compounds.outline, compounds.count);
    for (let compound = 0; compound < compounds.count; compound++) {
      const [ring = []] = ringsOf(compounds.outline, compound);
      const grid = ringsOf(grids.outline, at(compounds.grid, compound));
      expect(doubleArea(ring)).toBeGreaterThan(0);
      expect(ring.every(({ x, y }) => featureContains(grids.outline, at(compounds.grid, compound), x, y))).toBe(true);
      expect(grid.some((border) => crossesAny(ring, border))).toBe(false);
      const label = place(compounds.labelPoint, compound);
      expect(compoundsAt(label.x, label.y)).toEqual([compound]);
    }
  });

  it('triangulates every grid exactly', () => {
    const { outline, triangles, firstTriangle, count, areaSquareMeters } = city.grids;
    for (let grid = 0; grid < count; grid++) {
      const first = at(outline.ringStart, at(outline.featureStart, grid));
      const end = at(outline.ringStart, at(outline.featureStart, grid + 1));
      const own = triangles.subarray(3 * at(firstTriangle, grid), 3 * at(firstTriangle, grid + 1));
      let doubled = 0;
      for (let i = 0; i < own.length; i += 3) {
        const corners = [at(own, i), at(own, i + 1), at(own, i + 2)];
        expect(corners.every((vertex) => vertex >= first && vertex < end)).toBe(true);
        const area = doubleArea(corners.map((vertex) => place(outline.vertices, vertex)));
        expect(area).toBeGreaterThanOrEqual(0);
        doubled += area;
      }
      const rings = ringsOf(outline, grid);
      expect(doubled / 2).toBe(ringsArea(rings));
      const meters = ringsArea(rings) * squareMetersPerUnit(place(city.grids.labelPoint, grid).y);
      expect(Math.abs(meters / at(areaSquareMeters, grid) - 1)).toBeLessThan(1e-3);
    }
  });

  it('has small grids in 鼓楼, wide ones in 溧水, the others between', () => {
    const medians = new Map(
      range(city.districts.count).map((district) => {
        const [from, to] = [at(city.districts.firstGrid, district), at(city.districts.firstGrid, district + 1)];
        const areas = range(to - from)
          .map((i) => from + i)
          .filter((grid) => at(city.grids.isDedicated, grid) === 0);
        return [at(city.districts.name, district), median(areas.map((grid) => at(city.grids.areaSquareMeters, grid) / 1e4))];
      }),
    );
    expect(medians.get('鼓楼区')).toBe(Math.min(...medians.values()));
    expect(medians.get('溧水区')).toBe(Math.max(...medians.values()));
    expect(medians.get('鼓楼区')).toBeGreaterThan(3);
    expect(medians.get('鼓楼区')).toBeLessThan(5);
    expect(medians.get('溧水区')).toBeGreaterThan(120);
    expect(medians.get('溧水区')).toBeLessThan(165);
    for (const [inner, outer] of [
      ['秦淮区', '雨花台区'],
      ['雨花台区', '浦口区'],
      ['浦口区', '六合区'],
    ] as const) {
      expect(medians.get(inner) ?? Infinity).toBeLessThan(medians.get(outer) ?? 0);
    }
  });
});

describe('the generator', () => {
  it('makes the committed bytes again', () => {
    const folder = mkdtempSync(join(tmpdir(), 'build-city-'));
    try {
      execFileSync(execPath, [fileURLToPath(new URL('build-city.ts', import.meta.url)), folder], { stdio: 'ignore' });
      const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
      for (const file of ['city.bin', 'names.json', 'manifest.json']) {
        expect(hash(join(folder, file)), file).toBe(hash(join(FOLDER, file)));
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 120_000);
});

/** Whether an edge of one ring crosses an edge of another. */
function crossesAny(one: readonly Point[], other: readonly Point[]): boolean {
  return one.some((a, i) => {
    const b = at(one, (i + 1) % one.length);
    return other.some((c, j) => {
      const d = at(other, (j + 1) % other.length);
      return orient(a, b, c) > 0 !== orient(a, b, d) > 0 && orient(c, d, a) > 0 !== orient(c, d, b) > 0;
    });
  });
}
