import { describe, expect, it } from 'vitest';
import { Dice, fraction, hash } from './random.ts';

const DRAWS = 20_000;
const numbers = Array.from({ length: DRAWS }, (_, index) => index);

describe('a hash', () => {
  it('is the same for the same numbers and another for any other', () => {
    expect(hash(1, 2, 3, 4)).toBe(hash(1, 2, 3, 4));
    expect(new Set([hash(1, 2, 3, 4), hash(2, 2, 3, 4), hash(1, 3, 3, 4), hash(1, 2, 4, 4), hash(1, 2, 3, 5), hash(1, 2, 4, 3)]).size).toBe(
      6,
    );
  });

  it('spreads neighbours evenly', () => {
    const buckets = new Array<number>(20).fill(0);
    for (const number of numbers) {
      const bucket = Math.floor(fraction(hash(1, 3, number)) * 20);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    for (const count of buckets) expect(Math.abs(count - DRAWS / 20)).toBeLessThan(150);
  });
});

describe('dice', () => {
  const dice = new Dice().reset(5);
  const mean = (draw: () => number): number => numbers.reduce((sum) => sum + draw(), 0) / DRAWS;

  it('fall as told', () => {
    expect(mean(() => dice.unit())).toBeCloseTo(0.5, 1);
    expect(mean(() => dice.normal())).toBeCloseTo(0, 1);
    expect(mean(() => dice.weibull(1))).toBeCloseTo(1, 1);
    expect(mean(() => (dice.chance(0.2) ? 1 : 0))).toBeCloseTo(0.2, 1);
    expect(mean(() => dice.weighted([1, 0, 3]))).toBeCloseTo(1.5, 1);
  });

  it('stay within what they were asked for', () => {
    for (const _ of numbers.slice(0, 1000)) {
      expect([0, 1, 2]).toContain(dice.below(3));
      expect(['a', 'b']).toContain(dice.pick(['a', 'b']));
      expect(dice.between(-1, 2)).toBeGreaterThanOrEqual(-1);
    }
    expect(dice.below(0)).toBe(0);
  });
});
