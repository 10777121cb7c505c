import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latticeCity } from '../lattice-city.fixture.ts';
import { type Band, bandsOf, reachOf, vertexRunWithin } from './grid-bands.ts';

const { grids } = latticeCity(9);

describe('bands of grids', () => {
  it('hold every grid once, from south to north', () => {
    const order = bandsOf(grids).flat();
    expect(order.toSorted((one, other) => one - other)).toEqual(Array.from({ length: grids.count }, (_, grid) => grid));
    const latitudes = order.map((grid) => grids.labelPoint[2 * grid + 1] ?? 0);
    // A row of the lattice is a band of its own.
    expect(latitudes).toEqual(latitudes.toSorted((one, other) => one - other));
  });
});

describe('what a view shows', () => {
  it('is every band that reaches into it, and no more than lies between them', () => {
    const band = fc.record({ vertices: fc.nat(5), south: fc.integer({ min: -50, max: 50 }), height: fc.nat(20) });
    fc.assert(
      fc.property(fc.array(band, { maxLength: 12 }), fc.integer({ min: -60, max: 60 }), fc.nat(40), (rows, south, height) => {
        const bands: Band[] = [];
        let end = 0;
        const north = south + height;
        const seen: number[] = [];
        for (const row of rows) {
          const begin = end;
          end += row.vertices;
          bands.push({ end, south: row.south, north: row.south + row.height });
          if (row.south <= north && row.south + row.height >= south) seen.push(begin, end);
        }
        const run = vertexRunWithin(bands, south, north);
        expect([run.first, run.first + run.count]).toEqual(seen.length === 0 ? [0, 0] : [seen[0], seen.at(-1)]);
      }),
    );
  });

  it('reaches as far as the corners of the picture, whichever way the map is turned', () => {
    const number = (most: number) => fc.double({ min: -most, max: most, noNaN: true });
    fc.assert(
      fc.property(number(3), number(3), number(4), fc.double({ min: 0.01, max: 10, noNaN: true }), (x, y, turn, scale) => {
        const [cos, sin, w] = [Math.cos(turn) * scale, Math.sin(turn) * scale, 2];
        // Local (u, v) is shown at (cos·u − sin·v + x, sin·u + cos·v + y) / w.
        const matrix = new Float32Array([cos, sin, 0, 0, -sin, cos, 0, 0, 0, 0, 1, 0, x, y, 0, w]);
        const { south, north } = reachOf({ localToClip: matrix });
        for (const [right, up] of [
          [-1, -1],
          [-1, 1],
          [1, -1],
          [1, 1],
        ] as const) {
          const v = (-sin * (right * w - x) + cos * (up * w - y)) / scale ** 2;
          expect(v).toBeGreaterThanOrEqual(south);
          expect(v).toBeLessThanOrEqual(north);
        }
      }),
    );
  });
});
