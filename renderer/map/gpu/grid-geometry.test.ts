import { expect, it } from 'vitest';
import { latticeCity } from '../lattice-city.fixture.ts';
import { createLocalProjection } from '../projection.ts';
import { buildGridGeometry, GRID_VERTEX_BYTES } from './grid-geometry.ts';

const city = latticeCity(3);
const projection = createLocalProjection(1_180_000_000, 320_000_000);
const geometry = buildGridGeometry(city.grids, projection);
const words = new Uint32Array(geometry.bytes);
const floats = new Float32Array(geometry.bytes);

it('has every triangle corner once, with its grid', () => {
  expect(geometry.vertexCount).toBe(city.grids.triangles.length);
  expect(geometry.bytes.byteLength).toBe(geometry.vertexCount * GRID_VERTEX_BYTES);
  const grids = Array.from({ length: geometry.vertexCount }, (_, vertex) => (words[3 * vertex + 2] ?? 0) & 0x1fffffff);
  expect(grids).toEqual(Array.from({ length: 9 }, (_, grid) => new Array<number>(6).fill(grid)).flat());
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
