import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeWindow, type Rectangle } from './window-placement.ts';

const LEFT: Rectangle = { x: 0, y: 25, width: 1920, height: 1055 };
const RIGHT: Rectangle = { x: 1920, y: 0, width: 2560, height: 1440 };
const saved = (bounds: Rectangle) => ({ bounds, isMaximized: false, isFullScreen: false });

describe('the window', () => {
  it('stands where it stood', () => {
    const bounds = { x: 2100, y: 100, width: 1200, height: 800 };
    expect(placeWindow(saved(bounds), [LEFT, RIGHT])).toStrictEqual(bounds);
  });

  it('comes back to the first display when its own is gone', () => {
    const placed = placeWindow(saved({ x: 2100, y: 100, width: 1200, height: 800 }), [LEFT]);
    expect(placed).toStrictEqual({ x: 160, y: 102, width: 1600, height: 900 });
  });

  it('is no larger than its display', () => {
    expect(placeWindow(saved({ x: 10, y: 30, width: 5000, height: 4000 }), [LEFT])).toStrictEqual({
      x: 0,
      y: 25,
      width: 1920,
      height: 1055,
    });
  });

  it('can always be reached by its title bar, whatever was saved and whichever displays there are', () => {
    const rectangle = fc.record({
      x: fc.integer({ min: -6000, max: 6000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: fc.integer({ min: 640, max: 4000 }),
      height: fc.integer({ min: 480, max: 3000 }),
    });
    fc.assert(
      fc.property(fc.option(rectangle), rectangle, fc.array(rectangle, { maxLength: 3 }), (bounds, first, others) => {
        const placed = placeWindow(bounds === null ? null : saved(bounds), [first, ...others]);
        const isReachable = [first, ...others].some(
          (area) =>
            Math.min(placed.x + placed.width, area.x + area.width) - Math.max(placed.x, area.x) >= 120 &&
            placed.y + 30 > area.y &&
            placed.y < area.y + area.height,
        );
        expect(isReachable).toBe(true);
      }),
    );
  });
});
