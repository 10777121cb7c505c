import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import { CLASSING_METHODS, COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { COVERAGE_CLASS_COUNT } from '../../../shared/domain/palettes.ts';
import { RATE_RULES } from '../../../shared/domain/rates.ts';
import { coverageClasses, NO_DATA_CLASS, NOTHING_DUE_CLASS, paletteSlotOf } from './coverage-classes.ts';

interface Counts {
  readonly listed: number;
  readonly verified: number;
  readonly deferred: number;
  readonly withdrawn: number;
}

function columnsOf(grids: readonly Counts[]): CoverageColumns {
  const column = (pick: (counts: Counts) => number): Uint16Array => Uint16Array.from(grids, pick);
  return {
    listed: column((counts) => counts.listed),
    verified: column((counts) => counts.verified),
    verifiedOnTime: new Uint16Array(grids.length),
    unreachable: new Uint16Array(grids.length),
    deferred: column((counts) => counts.deferred),
    withdrawn: column((counts) => counts.withdrawn),
    overdue: new Uint16Array(grids.length),
  };
}

const manual = { rule: 'withDeferred', classing: 'manual', manualBreaks: COVERAGE_BREAKS } as const;
const classOfOne = (counts: Partial<Counts>, rule: 'withDeferred' | 'withoutDeferred' = 'withDeferred'): number | undefined =>
  coverageClasses(columnsOf([{ listed: 0, verified: 0, deferred: 0, withdrawn: 0, ...counts }]), 1, { ...manual, rule }).classes[0];

describe('a grid', () => {
  it('without any task is "nothing due"', () => expect(classOfOne({})).toBe(NOTHING_DUE_CLASS));
  it('whose tasks were all withdrawn is "no data", never 0 % nor 100 %', () => {
    expect(classOfOne({ listed: 5, withdrawn: 5 })).toBe(NO_DATA_CLASS);
  });
  it('whose tasks are all deferred has a rate only by the rule that counts them', () => {
    expect(classOfOne({ listed: 5, deferred: 5 })).toBe(0);
    expect(classOfOne({ listed: 5, deferred: 5 }, 'withoutDeferred')).toBe(NO_DATA_CLASS);
  });
  it.each([
    [19, 20, 4],
    [3, 5, 1],
    [17, 20, 3],
    [3, 4, 2],
  ])('with %i of %i verified is in class %i: a break belongs to the class above', (verified, listed, expected) => {
    expect(classOfOne({ verified, listed })).toBe(expected);
  });
});

it('shows every grid as "no data" until coverage arrives', () => {
  const { classes, noData, nothingDue } = coverageClasses(null, 3, manual);
  expect([...classes]).toEqual([NO_DATA_CLASS, NO_DATA_CLASS, NO_DATA_CLASS]);
  expect([noData, nothingDue]).toEqual([3, 0]);
});

it('counts every grid once, by every rule and classing', () => {
  const counts = fc.record({
    listed: fc.nat(30),
    verified: fc.nat(30),
    deferred: fc.nat(10),
    withdrawn: fc.nat(10),
  });
  fc.assert(
    fc.property(
      fc.array(counts, { minLength: 1, maxLength: 60 }),
      fc.constantFrom(...RATE_RULES),
      fc.constantFrom(...CLASSING_METHODS),
      (grids, rule, classing) => {
        const result = coverageClasses(columnsOf(grids), grids.length, { ...manual, rule, classing });
        const sum = result.counts.reduce((total, count) => total + count, 0) + result.noData + result.nothingDue;
        expect(sum).toBe(grids.length);
        expect(result.counts).toHaveLength(result.breaks.length + 1);
      },
    ),
  );
});

it.each([2, 3, 4, 5])('keeps both ends of the ramp with %i classes', (classCount) => {
  expect(paletteSlotOf(0, classCount)).toBe(0);
  expect(paletteSlotOf(classCount - 1, classCount)).toBe(COVERAGE_CLASS_COUNT - 1);
});
