/**
 * Randomness as a pure function of where it is used: the same seed, stream and numbers always give the same draw, in any order and
 * after any restart. Nothing in the simulation keeps generator state between two moments.
 */

/** Which part of the simulation draws; keeps equal ids of different parts independent. */
export const STREAM = {
  batch: 1,
  batchStreet: 2,
  task: 3,
  person: 4,
  streetPace: 5,
  gridPace: 6,
  laggardCluster: 7,
  worker: 8,
  patrol: 9,
  walk: 10,
  report: 11,
  alertDay: 12,
  alert: 13,
  incident: 14,
  workOrderDay: 15,
  workOrder: 16,
  profile: 17,
  collection: 18,
  address: 19,
  followUp: 20,
  door: 21,
} as const;

/** Finaliser of MurmurHash3: every input bit changes about half of the 32 output bits. */
function scramble(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** 32 unsigned bits for (seed, stream, first, second). */
export function hash(seed: number, stream: number, first: number, second = 0): number {
  const start = scramble(seed + Math.imul(stream, 0x9e3779b9));
  return scramble(scramble(start + Math.imul(first, 0x85ebca77)) + Math.imul(second, 0xc2b2ae3d));
}

/** A hash as a fraction 0 ≤ u < 1. */
export function fraction(bits: number): number {
  return bits / 0x1_0000_0000;
}

/** A sequence of draws that begins at a hash; one instance is reset again and again so that nothing is allocated per row. */
export class Dice {
  private state = 0;

  reset(bits: number): this {
    this.state = bits | 0;
    return this;
  }

  /** 0 ≤ u < 1. */
  unit(): number {
    this.state = (this.state + 0x9e3779b9) | 0;
    return scramble(this.state) / 0x1_0000_0000;
  }

  /** An integer 0 … count − 1; 0 when count is 0. */
  below(count: number): number {
    return Math.floor(this.unit() * count);
  }

  between(low: number, high: number): number {
    return low + this.unit() * (high - low);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  /** Mean 0, deviation 1 (Box–Muller). */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return radius * Math.cos(2 * Math.PI * this.unit());
  }

  /** Mean 1; shape above 1 makes very long waits rare. */
  weibull(shape: number): number {
    return (-Math.log(1 - this.unit())) ** (1 / shape);
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }

  /** Index into weights, which need not add up to 1. */
  weighted(weights: readonly number[]): number {
    let sum = 0;
    for (let index = 0; index < weights.length; index += 1) sum += weights[index] ?? 0;
    let rest = this.unit() * sum;
    for (let index = 0; index < weights.length; index += 1) {
      rest -= weights[index] ?? 0;
      if (rest < 0) return index;
    }
    return weights.length - 1;
  }
}
