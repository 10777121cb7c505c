import fc from 'fast-check';
import { expect, it } from 'vitest';
import { placeDiscs } from './place-discs.ts';

const FRAME = { left: 0, top: 0, right: 600, bottom: 400 };
const RADIUS = 7;
const point = fc.record({ x: fc.double({ min: 10, max: 590, noNaN: true }), y: fc.double({ min: 10, max: 390, noNaN: true }) });

it('places every disc in the frame, on no other, and lets it tell of its own point', () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 25 }), (points) => {
      const discs = placeDiscs(points, RADIUS, FRAME);
      expect(discs.map((disc) => disc.point)).toEqual(points);
      for (const [index, { x, y }] of discs.entries()) {
        expect(x >= RADIUS && x <= 600 - RADIUS && y >= RADIUS && y <= 400 - RADIUS).toBe(true);
        for (const other of discs.slice(0, index)) expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThanOrEqual(2 * RADIUS);
      }
    }),
  );
});

it('leaves a disc on its point where nothing else stands, and parts those of one door', () => {
  const [alone, first, second] = placeDiscs(
    [
      { x: 50, y: 50 },
      { x: 300, y: 200 },
      { x: 300, y: 200 },
    ],
    RADIUS,
    FRAME,
  );
  expect([alone?.x, alone?.y, first?.x, first?.y]).toEqual([50, 50, 300, 200]);
  expect(Math.hypot((second?.x ?? 0) - 300, (second?.y ?? 0) - 200)).toBeGreaterThanOrEqual(2 * RADIUS);
});
