import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ALERT_KINDS } from '../../shared/domain/alerts.ts';
import { HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { latticeCity } from '../map/lattice-city.fixture.ts';
import { type LiveFixture, liveFixture } from '../testing/live-fixture.ts';
import { chanceOfAtLeast, commonTraits } from './common-traits.ts';

const city = latticeCity(20);
const ALL = { from: 0, to: city.grids.count };
const MIDNIGHT = startOfDay(20_780);

let live: LiveFixture;
beforeEach(() => {
  live = liveFixture(city, MIDNIGHT + 12 * HOUR_MS);
});
const traits = (picked: readonly number[]) => commonTraits(city, live.data.alerts, picked, ALL);

describe('the chance of a coincidence', () => {
  it('is that of drawing without putting back', () => {
    // Both aces of spades and hearts among two cards of a pack of four: 1 of 6.
    expect(chanceOfAtLeast({ inside: 2, insideTotal: 2, all: 2, allTotal: 4 })).toBeCloseTo(1 / 6, 9);
    expect(chanceOfAtLeast({ inside: 1, insideTotal: 2, all: 2, allTotal: 4 })).toBeCloseTo(5 / 6, 9);
  });

  it('is 1 for "none or more", and falls with every further one', () => {
    const groups = fc.record({ allTotal: fc.integer({ min: 1, max: 60 }), all: fc.nat(60), insideTotal: fc.nat(60) });
    fc.assert(
      fc.property(groups, ({ allTotal, all, insideTotal }) => {
        fc.pre(all <= allTotal && insideTotal <= allTotal);
        const least = Math.max(0, insideTotal + all - allTotal);
        const most = Math.min(all, insideTotal);
        const chances = Array.from({ length: most - least + 1 }, (_, step) =>
          chanceOfAtLeast({ inside: least + step, insideTotal, all, allTotal }),
        );
        expect(chances[0]).toBeCloseTo(1, 6);
        for (const [index, chance] of chances.entries()) expect(chance).toBeLessThanOrEqual((chances[index - 1] ?? 1) + 1e-9);
      }),
    );
  });
});

describe('what picked grids have in common', () => {
  it('is nothing when all are picked, or too few', () => {
    expect(traits([...city.grids.code.keys()])).toEqual([]);
    expect(traits([0, 1, 2])).toEqual([]);
  });

  it('is their street, with the counts that say so', () => {
    const ofSecondStreet = Array.from({ length: 40 }, (_, index) => 220 + index);
    const street = traits(ofSecondStreet).find(({ kind }) => kind === 'street');
    expect(street).toMatchObject({ index: 1, inside: 40, insideTotal: 40, all: 200, allTotal: 400, lift: 2 });
  });

  it('is not what half of them have as half of all do', () => {
    const everyFifth = Array.from({ length: 80 }, (_, index) => index * 5);
    expect(traits(everyFifth).filter(({ kind }) => kind === 'street')).toEqual([]);
  });

  it('is the kind and the hours of the alerts in them', () => {
    const picked = [0, 1, 2, 3, 4];
    const gas = ALERT_KINDS.indexOf('gas');
    live.alertsAre([
      ...Array.from({ length: 30 }, (_, index) => ({ grid: index % 5, kind: gas, raisedAtMs: MIDNIGHT + 2 * HOUR_MS })),
      ...Array.from({ length: 200 }, (_, index) => ({ grid: 50 + index, kind: index % 4, raisedAtMs: MIDNIGHT + (index % 24) * HOUR_MS })),
    ]);
    const found = traits(picked);
    expect(found.find(({ kind }) => kind === 'alertKind')).toMatchObject({ index: gas, inside: 30, insideTotal: 30 });
    expect(found.find(({ kind }) => kind === 'alertHours')).toMatchObject({ index: 0, inside: 30 });
  });

  it('is had by five at least and a fifth more often than elsewhere, whatever was picked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(399), { minLength: 10, maxLength: 80 }), (picked) => {
        for (const { lift, inside } of traits(picked)) expect(lift >= 1.2 && inside >= 5).toBe(true);
      }),
    );
  });
});
