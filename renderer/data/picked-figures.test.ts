import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coverageRate, RATE_RULES } from '../../shared/domain/rates.ts';
import { latticeCity } from '../map/lattice-city.fixture.ts';
import { liveFixture } from '../testing/live-fixture.ts';
import { AreaFigureBook } from './area-figures.ts';
import { figuresOf, presentCounts } from './picked-figures.ts';

const city = latticeCity(4);
const counts = fc.record({ listed: fc.nat(30), verified: fc.nat(30), deferred: fc.nat(10), withdrawn: fc.nat(10), overdue: fc.nat(9) });

it('all grids of a street, picked, show the figures of the street', () => {
  const facts = fc.record({
    grids: fc.array(counts, { minLength: 16, maxLength: 16 }),
    alerts: fc.array(fc.record({ grid: fc.integer({ min: -1, max: 15 }), level: fc.nat(3), state: fc.nat(2) })),
    workers: fc.array(fc.integer({ min: -1, max: 15 })),
    street: fc.nat(1),
  });
  fc.assert(
    fc.property(facts, ({ grids, alerts, workers, street }) => {
      const live = liveFixture(city, 0);
      live.coverageIs(grids);
      live.alertsAre(alerts);
      live.workersStandIn(workers);
      const area = { level: 'street', index: street } as const;
      const book = new AreaFigureBook(city, live.data);
      const picked = Array.from({ length: 8 }, (_, index) => street * 8 + index);
      const figures = figuresOf(city, live.data.coverage.columns, presentCounts(city, live.data), picked);
      const { unplaced: _unplaced, ...expected } = book.coverageOf(area);
      expect(figures).toMatchObject(expected);
      expect(figures.openAlerts).toBe(book.openAlertsOf(area).reduce((sum, level) => sum + level, 0));
      expect(figures.workers).toBe(book.workersOnDutyIn(area));
      for (const rule of RATE_RULES) expect(coverageRate(figures, rule)).toBe(coverageRate(book.coverageOf(area), rule));
    }),
  );
});
