import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelBox } from '../basemap/label-boxes.ts';
import { NUMBER_ROOM, numberShift } from './number-places.ts';

const HEXAGON_PIXELS = 36;

function isClear(y: number, x: number, label: LabelBox): boolean {
  const wide = Math.abs(label.x - x) >= label.halfWidth + NUMBER_ROOM.halfWidth;
  return wide || Math.abs(label.y - y) >= label.halfHeight + NUMBER_ROOM.halfHeight;
}

describe('the number of a hexagon', () => {
  it('stays in the middle where nothing is written', () => {
    expect(numberShift(100, 100, [])).toBe(0);
    expect(numberShift(100, 100, [{ x: 100, y: 200, halfWidth: 40, halfHeight: 9 }])).toBe(0);
  });

  it('steps clear of one name wherever that stands, and stays in its hexagon', () => {
    const label = fc.record({
      x: fc.integer({ min: -80, max: 80 }),
      y: fc.integer({ min: -50, max: 50 }),
      halfWidth: fc.integer({ min: 20, max: 60 }),
      // A street's name in one line; a district's is larger, and may leave no room.
      halfHeight: fc.integer({ min: 6, max: 12 }),
    });
    fc.assert(
      fc.property(label, (name) => {
        const shift = numberShift(0, 0, [name]);
        expect(Math.abs(shift) + NUMBER_ROOM.halfHeight).toBeLessThanOrEqual(HEXAGON_PIXELS);
        expect(isClear(shift, 0, name)).toBe(true);
      }),
    );
  });

  it('stays in the middle where there is no room at all', () => {
    expect(numberShift(0, 0, [{ x: 0, y: 0, halfWidth: 40, halfHeight: 50 }])).toBe(0);
  });
});
