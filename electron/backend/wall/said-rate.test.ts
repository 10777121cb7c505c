import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WALL_NO_DATA, WALL_NOTHING_DUE, WALL_TOO_FEW } from '../../../shared/contract/wall.ts';
import { isSmallCount } from '../../../shared/domain/suppression.ts';
import { saidRate } from './said-rate.ts';

const counts = (verified: number, listed: number, deferred = 0, withdrawn = 0) => ({
  verified,
  listed,
  deferred,
  withdrawn,
  unreachable: 0,
});

describe('a rate on the wall', () => {
  it('is said of five people and more, by its rule', () => {
    expect(saidRate(counts(874, 1000), 'withDeferred')).toEqual({ perMille: 874, rateClass: 3 });
    expect(saidRate(counts(874, 1000, 50), 'withoutDeferred')).toEqual({ perMille: 920, rateClass: 3 });
    expect(saidRate(counts(9, 9), 'withDeferred')).toEqual({ perMille: 1000, rateClass: 4 });
    expect(saidRate(counts(19_999, 20_005), 'withDeferred').perMille).toBe(999);
  });

  it('is not said of fewer, and told apart from nothing due and no data', () => {
    expect(saidRate(counts(1, 4), 'withDeferred')).toEqual({ perMille: -1, rateClass: WALL_TOO_FEW });
    expect(saidRate(counts(0, 0), 'withDeferred')).toEqual({ perMille: -1, rateClass: WALL_NOTHING_DUE });
    expect(saidRate(counts(0, 3, 0, 3), 'withDeferred')).toEqual({ perMille: -1, rateClass: WALL_NO_DATA });
  });

  it('says its class alone where it would tell of one to four people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (due, share) => {
        const verified = Math.floor(due * share);
        const { perMille, rateClass } = saidRate(counts(verified, due), 'withDeferred');
        expect(rateClass).toBeLessThan(WALL_NO_DATA);
        expect(perMille === -1).toBe(isSmallCount(verified) || isSmallCount(due - verified));
      }),
    );
  });
});
