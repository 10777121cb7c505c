import { describe, expect, it } from 'vitest';
import { extrapolate, lineThrough, onLine } from './relay-extrapolation.ts';

describe('what more stations would ask of a relay', () => {
  it('lies on the straight line through what was measured at two rates', () => {
    const line = lineThrough({ x: 20, y: 1.4 }, { x: 500, y: 11 });
    expect(line.each).toBeCloseTo(0.02, 12);
    expect(line.atRest).toBeCloseTo(1, 12);
    expect(onLine(line, 2000)).toBeCloseTo(41, 12);
  });

  it('is five messages a second and station, kept for seven days at a tenth of that on three servers', () => {
    const costs = {
      relay: { atRest: 1, each: 0.02 },
      servers: { atRest: 2, each: 0.05 },
      station: { atRest: 0.25, each: 0.125 },
      bytesAMessage: 1400,
    };
    expect(extrapolate(costs, 150)).toEqual({
      messagesPerSecond: 750,
      relay: 16,
      servers: 39.5,
      station: 0.875,
      idleNoticesPerSecond: 300,
      heartbeatsPerSecond: 150,
      keptGigabytes: 190.512,
    });
  });
});
