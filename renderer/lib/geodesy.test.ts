import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSquareMeters, distanceMeters, lengthMeters, metersPerPixel } from './geodesy.ts';

const place = fc.record({
  longitude: fc.double({ min: 118, max: 119.5, noNaN: true }),
  latitude: fc.double({ min: 31, max: 32.8, noNaN: true }),
});

describe('distances', () => {
  it('a degree of latitude is 111.2 km', () => {
    expect(distanceMeters({ longitude: 118, latitude: 32 }, { longitude: 118, latitude: 33 })).toBeCloseTo(111_195, -1);
  });

  it('are the same both ways, and no detour is shorter', () => {
    fc.assert(
      fc.property(place, place, place, (one, other, between) => {
        const straight = distanceMeters(one, other);
        expect(distanceMeters(other, one)).toBeCloseTo(straight, 6);
        expect(lengthMeters([one, between, other])).toBeGreaterThanOrEqual(straight - 1e-6);
      }),
    );
  });

  it('are nothing of one place, or of none', () => {
    expect([lengthMeters([]), lengthMeters([{ longitude: 118, latitude: 32 }])]).toEqual([0, 0]);
  });
});

describe('areas', () => {
  const box = (west: number, south: number, side: number) => [
    { longitude: west, latitude: south },
    { longitude: west + side, latitude: south },
    { longitude: west + side, latitude: south + side },
    { longitude: west, latitude: south + side },
  ];

  it('of a small box are its width times its height, whichever way it winds', () => {
    fc.assert(
      fc.property(place, fc.double({ min: 0.001, max: 0.02, noNaN: true }), ({ longitude, latitude }, side) => {
        const ring = box(longitude, latitude, side);
        const [first, second, third] = ring;
        if (first === undefined || second === undefined || third === undefined) throw new Error('no ring');
        const middle = { longitude, latitude: latitude + side / 2 };
        const width = distanceMeters(middle, { ...middle, longitude: longitude + side });
        const expected = width * distanceMeters(second, third);
        expect(areaSquareMeters(ring) / expected).toBeCloseTo(1, 4);
        expect(areaSquareMeters(ring.toReversed())).toBeCloseTo(areaSquareMeters(ring), 3);
      }),
    );
  });

  it('of a line or a point are nothing', () => {
    expect(areaSquareMeters(box(118, 32, 0.01).slice(0, 2))).toBeCloseTo(0, 3);
    expect(areaSquareMeters([])).toBe(0);
  });
});

it('a pixel is half as wide one zoom nearer', () => {
  expect(metersPerPixel(32, 11) / metersPerPixel(32, 12)).toBeCloseTo(2, 9);
});
