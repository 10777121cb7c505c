import { expect, it } from 'vitest';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { pixelShiftAt, SHIFT_PIXELS } from './pixel-shift.ts';

it('wanders by one pixel a minute, stays within its margin and comes back to where it began', () => {
  const places = Array.from({ length: 24 * SHIFT_PIXELS }, (_, minute) => pixelShiftAt(minute * MINUTE_MS));
  for (const [minute, { x, y }] of places.entries()) {
    const next = places[(minute + 1) % places.length] ?? { x: 0, y: 0 };
    expect(Math.abs(next.x - x) + Math.abs(next.y - y)).toBe(1);
    expect(Math.max(Math.abs(x), Math.abs(y))).toBe(SHIFT_PIXELS);
  }
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(8 * SHIFT_PIXELS);
});
