import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { NO_PROFILE } from '../../shared/domain/data-categories.ts';
import { CLASSING_METHODS, COVERAGE_BREAKS } from '../../shared/domain/classing.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { METRIC_IDS, type MetricId } from '../../shared/domain/metrics.ts';
import { CHOROPLETH_CLASS_COUNT } from '../../shared/domain/palettes.ts';
import { coverageRate, RATE_RULES, type RateRule } from '../../shared/domain/rates.ts';
import { HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { AreaFigureBook } from '../data/area-figures.ts';
import { latticeCity } from '../map/lattice-city.fixture.ts';
import { type GridCounts, type LiveFixture, liveFixture } from '../testing/live-fixture.ts';
import { choroplethOf, NO_DATA_CLASS, NOTHING_DUE_CLASS, paletteSlotOf } from './choropleth.ts';
import { NOTHING_DUE } from './grid-metric.ts';
import { METRICS } from './index.ts';
import { areBreaks, classingOf } from './metric-view.ts';

const city = latticeCity(4);
const GRIDS = city.grids.count;
const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;

let live: LiveFixture;
beforeEach(() => {
  live = liveFixture(city, NOW_MS);
});

function shown(metric: MetricId, rule: RateRule = 'withDeferred') {
  return choroplethOf(city, live.data, { metric, rule, classing: classingOf({ classings: {} }, metric) });
}
const valueOf = (metric: MetricId, grid: number, rule?: RateRule) => shown(metric, rule).values[grid];

describe.each(METRIC_IDS)('metric %s', (id) => {
  it('stands in its own row, with classes of its own that can be told apart', () => {
    const metric = METRICS[id];
    expect(metric.id).toBe(id);
    expect(metric.manualBreaks).toHaveLength(CHOROPLETH_CLASS_COUNT - 1);
    expect(areBreaks(metric.manualBreaks, metric)).toBe(true);
  });

  it('shows every grid as "no data" until its data is here, never as zero', () => {
    const { noData, counts } = shown(id);
    expect([noData, counts.reduce((sum, count) => sum + count, 0)]).toEqual([GRIDS, 0]);
  });
});

describe('coverage', () => {
  const classOfOne = (counts: GridCounts, rule: RateRule = 'withDeferred'): number | undefined => {
    live.coverageIs([counts]);
    return shown('coverage', rule).classes[0];
  };
  it('of a grid without any task is "nothing due"', () => expect(classOfOne({ listed: 0 })).toBe(NOTHING_DUE_CLASS));
  it('of a grid whose tasks were all withdrawn is "no data", never 0 % nor 100 %', () => {
    expect(classOfOne({ listed: 5, withdrawn: 5 })).toBe(NO_DATA_CLASS);
  });
  it('of a grid whose tasks are all deferred is a rate only by the rule that counts them', () => {
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

const counts = fc.record({ listed: fc.nat(30), verified: fc.nat(30), deferred: fc.nat(10), withdrawn: fc.nat(10), overdue: fc.nat(9) });
const grids = fc.array(counts, { minLength: GRIDS, maxLength: GRIDS });

it('every grid is counted once, by every rule, classing and metric of tasks', () => {
  const metrics = fc.constantFrom<MetricId[]>('coverage', 'overdue', 'unplaced');
  fc.assert(
    fc.property(grids, metrics, fc.constantFrom(...RATE_RULES), fc.constantFrom(...CLASSING_METHODS), (facts, metric, rule, method) => {
      live.coverageIs(facts);
      const result = choroplethOf(city, live.data, { metric, rule, classing: { method, manualBreaks: COVERAGE_BREAKS } });
      const sum = result.counts.reduce((total, count) => total + count, 0) + result.noData + result.nothingDue;
      expect(sum).toBe(GRIDS);
      expect(result.counts).toHaveLength(result.breaks.length + 1);
    }),
  );
});

it('a grid has the same coverage on the map as in strip, tree and tables', () => {
  fc.assert(
    fc.property(grids, fc.constantFrom(...RATE_RULES), (facts, rule) => {
      live.coverageIs(facts);
      const figures = new AreaFigureBook(city, live.data);
      for (let grid = 0; grid < GRIDS; grid++) {
        const expected = coverageRate(figures.coverageOf({ level: 'grid', index: grid }), rule);
        const value = valueOf('coverage', grid, rule) ?? 0;
        expect(Number.isFinite(value) ? value : null).toBe(expected);
      }
    }),
  );
});

it('overdue counts what is late, and nothing where nothing was listed', () => {
  live.coverageIs([{ listed: 4, overdue: 2 }, { listed: 4 }, { listed: 0 }]);
  expect([0, 1, 2].map((grid) => valueOf('overdue', grid))).toEqual([2, 0, NOTHING_DUE]);
});

it('unplaced is the number of the street in each of its grids', () => {
  live.coverageIs([], DAY, Uint32Array.of(3, 7, 100));
  expect([valueOf('unplaced', 0), valueOf('unplaced', GRIDS - 1)]).toEqual([3, 7]);
});

describe('alerts', () => {
  beforeEach(() => {
    live.alertsAre([
      { grid: 0, state: 0, raisedAtMs: NOW_MS - HOUR_MS },
      { grid: 0, state: 1, raisedAtMs: NOW_MS - 48 * HOUR_MS },
      { grid: 0, state: 2, raisedAtMs: NOW_MS - HOUR_MS },
      { grid: -1, state: 0, raisedAtMs: NOW_MS },
    ]);
  });

  it('are open whatever their age, closed ones are not', () => {
    expect([valueOf('openAlerts', 0), valueOf('openAlerts', 1)]).toEqual([2, 0]);
    expect(new AreaFigureBook(city, live.data).openAlertsOf({ level: 'grid', index: 0 })).toEqual([0, 0, 0, 2]);
  });

  it('of the last 24 hours make the rate, closed ones too; where nobody lives there is none', () => {
    const homes = city.grids.households[0] ?? 0;
    expect(homes).toBeGreaterThan(0);
    expect(valueOf('alertRate', 0)).toBeCloseTo(2000 / homes, 9);
    const empty = city.grids.households.indexOf(0);
    if (empty >= 0) expect(valueOf('alertRate', empty)).toBeNaN();
  });
});

it('presence counts the workers where they stand', () => {
  live.workersStandIn([2, 2, 5, -1]);
  expect([2, 5, 0].map((grid) => valueOf('presence', grid))).toEqual([2, 1, 0]);
});

it('old data is what the backend counted, and no data where nobody told', () => {
  const oldCategories = new Uint8Array(GRIDS).fill(NO_PROFILE);
  oldCategories[1] = 7;
  live.data.dataAges.take({ ok: true, value: { asOfMs: NOW_MS, oldCategories } });
  expect([valueOf('dataAge', 1), valueOf('dataAge', 0)]).toEqual([7, Number.NaN]);
});

function comparedWas(scope: BatchScope, listed: number, verified: number): void {
  const column = (value: number) => new Uint16Array(GRIDS).fill(value);
  const columns = { listed: column(listed), verified: column(verified), deferred: column(0), withdrawn: column(0) };
  live.data.compared.take({ ok: true, value: { scope, asOfMs: startOfDay(DAY - 1) + 16 * HOUR_MS, columns } });
}

describe('the comparison with yesterday', () => {
  const yesterdayWas = (day: number, listed: number, verified: number): void => comparedWas({ kind: 'day', day }, listed, verified);

  it('is the difference of the two rates', () => {
    yesterdayWas(DAY - 1, 10, 4);
    live.coverageIs([{ listed: 10, verified: 5 }], DAY);
    expect(valueOf('sinceYesterday', 0)).toBeCloseTo(0.1, 9);
  });

  it('is no data where one of the days has no rate, and for any day but today', () => {
    yesterdayWas(DAY - 1, 0, 0);
    live.coverageIs([{ listed: 10, verified: 5 }], DAY);
    expect([valueOf('sinceYesterday', 0), valueOf('sinceYesterday', 1)]).toEqual([Number.NaN, NOTHING_DUE]);
    yesterdayWas(DAY - 3, 10, 4);
    live.coverageIs([{ listed: 10, verified: 5 }], DAY - 2);
    expect(valueOf('sinceYesterday', 0)).toBeNaN();
  });
});

describe('the comparison with another batch', () => {
  it('is the difference of the two rates, and none with a day or with itself', () => {
    live.coverageIs([{ listed: 10, verified: 5 }], DAY);
    comparedWas({ kind: 'batch', batchId: 7 }, 10, 8);
    expect([valueOf('sinceBatch', 0), valueOf('sinceBatch', 1)]).toEqual([expect.closeTo(-0.3, 9), Number.NaN]);
    expect(valueOf('sinceYesterday', 0)).toBeNaN();
    comparedWas({ kind: 'day', day: DAY - 1 }, 10, 8);
    expect(valueOf('sinceBatch', 0)).toBeNaN();
    comparedWas({ kind: 'batch', batchId: 1 }, 10, 8);
    expect(valueOf('sinceBatch', 0)).toBeNaN();
    live.data.compared.forget();
    expect(shown('sinceBatch').noData).toBe(GRIDS);
  });
});

it('one choropleth is shared by all who ask, until its data changes', () => {
  live.coverageIs([{ listed: 1 }]);
  const before = shown('coverage');
  live.alertsAre([{ grid: 0 }]);
  expect(shown('coverage')).toBe(before);
  live.coverageIs([{ listed: 1, verified: 1 }]);
  expect(shown('coverage')).not.toBe(before);
});

it.each([2, 3, 4, 5])('keeps both ends of the ramp with %i classes, whichever end is worse', (classCount) => {
  const last = CHOROPLETH_CLASS_COUNT - 1;
  const ends = (first: 'lowest' | 'highest') => [0, classCount - 1].map((gridClass) => paletteSlotOf(gridClass, classCount, { first }));
  expect(ends('lowest')).toEqual([0, last]);
  expect(ends('highest')).toEqual([last, 0]);
});
