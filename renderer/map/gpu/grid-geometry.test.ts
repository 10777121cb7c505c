import { expect, it } from 'vitest';
import { latticeCity } from '../lattice-city.fixture.ts';
import { createLocalProjection } from '../projection.ts';
import { bandsOf, vertexRunWithin } from './grid-bands.ts';
import { buildGridGeometry, GRID_VERTEX_BYTES } from './grid-geometry.ts';

const city = latticeCity(3);
const projection = createLocalProjection(1_180_000_000, 320_000_000);
const geometry = buildGridGeometry(city.grids, projection);
const vertexCount = geometry.bytes.byteLength / GRID_VERTEX_BYTES;
const words = new Uint32Array(geometry.bytes);
const floats = new Float32Array(geometry.bytes);

it('has every triangle corner once, with its grid, from south to north', () => {
  expect(vertexCount).toBe(city.grids.triangles.length);
  const seen = Array.from({ length: vertexCount }, (_, vertex) => (words[3 * vertex + 2] ?? 0) & 0x1fffffff);
  expect(seen).toEqual(bandsOf(city.grids).flatMap((band) => band.flatMap((grid) => new Array<number>(6).fill(grid))));
});

it('knows which vertices a view can show', () => {
  const northOf = (vertex: number): number => floats[3 * vertex + 1] ?? 0;
  const all = Array.from({ length: vertexCount }, (_, vertex) => vertex);
  const [south, north] = [projection.y(320_110_000), projection.y(320_190_000)];
  const { first, count } = vertexRunWithin(geometry.bands, south, north);
  const triangleReaches = (vertex: number): boolean => {
    const corners = [0, 1, 2].map((offset) => northOf(vertex - (vertex % 3) + offset));
    return Math.max(...corners) >= south && Math.min(...corners) <= north;
  };
  expect(all.filter((vertex) => triangleReaches(vertex) && (vertex < first || vertex >= first + count))).toEqual([]);
  expect(count).toBeLessThan(vertexCount);
});

it('marks the edges on the border, and not the cut through the grid', () => {
  // A square is cut along corners 0 and 2: of (0, 1, 2) the edge opposite to corner 1 is the cut, of (0, 2, 3) the one opposite to 3.
  expect([(words[2] ?? 0) >>> 29, (words[11] ?? 0) >>> 29]).toEqual([0b101, 0b011]);
});

it('puts corners where the projection puts them', () => {
  expect(floats[0]).toBeCloseTo(0, 9);
  expect(floats[3]).toBeCloseTo(projection.x(1_180_100_000), 6);
  expect(floats[7]).toBeCloseTo(projection.y(320_100_000), 6);
});
