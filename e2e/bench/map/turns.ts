import { medianOf } from '../harness.ts';
import type { Figures, Measured } from './measure-subject.ts';

/** Medians of all numbers that every turn has, inside of groups too. */
function mediansOf<T extends object>(turns: readonly T[]): T {
  const [first, ...others] = turns;
  if (first === undefined) throw new RangeError('no turn');
  const medians: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(first)) {
    const values: unknown[] = [value, ...others.map((other): unknown => Reflect.get(other, name))];
    if (values.every((one) => typeof one === 'number')) medians[name] = medianOf(values);
    else if (values.every((one) => typeof one === 'object' && one !== null)) medians[name] = mediansOf(values);
  }
  return medians as T;
}

/** One subject's turns as one: a machine's speed changes from minute to minute, and the subjects take turns for that. */
export function ofAllTurns(turns: readonly Measured[]): Measured {
  return {
    figures: mediansOf<Figures>(turns.map(({ figures }) => figures)),
    pictures: turns[0]?.pictures ?? {},
    unfinished: turns.find(({ unfinished }) => unfinished !== null)?.unfinished ?? null,
  };
}
