import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, layoutSheet, pixelsPerMillimeter, PRINT_DPI } from './sheet-layout.ts';

const right = ({ x, width }: Box): number => x + width;
const bottom = ({ y, height }: Box): number => y + height;

function overlap(one: Box, other: Box): boolean {
  const wide = Math.min(right(one), right(other)) - Math.max(one.x, other.x);
  const high = Math.min(bottom(one), bottom(other)) - Math.max(one.y, other.y);
  return wide > 1e-6 && high > 1e-6;
}

const aspects = fc.double({ min: 0.2, max: 6, noNaN: true });

describe('a sheet with a map of any shape', () => {
  it('keeps the shape of the map, and everything on the paper beside its margins', () => {
    fc.assert(
      fc.property(aspects, (aspect) => {
        const { paper, head, map, legend, foot } = layoutSheet(aspect);
        expect(map.width / map.height).toBeCloseTo(aspect, 6);
        for (const box of [head, map, legend, foot]) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(10);
          expect(right(box)).toBeLessThanOrEqual(paper.width - 10 + 1e-6);
          expect(bottom(box)).toBeLessThanOrEqual(paper.height - 10 + 1e-6);
        }
      }),
    );
  });

  it('lays nothing over anything else, and leaves the legend room', () => {
    fc.assert(
      fc.property(aspects, (aspect) => {
        const { head, map, legend, foot } = layoutSheet(aspect);
        const boxes = [head, map, legend, foot];
        for (const [index, box] of boxes.entries()) for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
        expect(legend.width).toBeGreaterThanOrEqual(58 - 1e-6);
        expect(legend.height).toBeGreaterThanOrEqual(42 - 1e-6);
      }),
    );
  });

  it('gives a map of a usual window most of the paper', () => {
    for (const aspect of [0.7, 1, 1.29, 1.6, 2]) {
      const { paper, map } = layoutSheet(aspect);
      expect((map.width * map.height) / (paper.width * paper.height)).toBeGreaterThan(0.4);
    }
  });
});

it('sheets are 3,508 × 2,480 and 4,961 × 3,508 pixels at 300 dpi', () => {
  const { paper } = layoutSheet(1.3);
  const sizes = (['a4', 'a3'] as const).map((format) => {
    const scale = pixelsPerMillimeter(format, PRINT_DPI);
    return [Math.round(paper.width * scale), Math.round(paper.height * scale)];
  });
  expect(sizes).toEqual([
    [3508, 2480],
    [4961, 3508],
  ]);
});
