import { describe, expect, it } from 'vitest';
import { latticeCity } from './lattice-city.fixture.ts';
import { silentLive } from './silent-live.fixture.ts';
import { boundsInView, summaryOfView } from './view-summary.ts';

const city = latticeCity(10);
const filters = { rule: 'withDeferred', alerts: { windowHours: 24, hiddenLevels: [], hiddenKinds: [], hiddenStates: [] } } as const;
const everywhere = { west: 100, south: 20, east: 130, north: 40 };

describe('the summary of a view', () => {
  it('spans what the camera shows', () => {
    const view = boundsInView({ longitude: 118.8, latitude: 32, zoom: 9 }, 512, 512);
    expect(view.east - view.west).toBeCloseTo(360 / 512, 6);
    expect((view.east + view.west) / 2).toBeCloseTo(118.8, 6);
    expect(view.north).toBeGreaterThan(32);
    expect(view.north - view.south).toBeLessThan(view.east - view.west);
  });

  it('counts every grid in sight, and none that is not', () => {
    expect(summaryOfView(city, silentLive(), filters, everywhere)).toMatchObject({ grids: 100, noData: 100, behind: 0 });
    expect(summaryOfView(city, silentLive(), filters, { ...everywhere, east: 101 }).grids).toBe(0);
  });

  it('counts grids that are behind, by the rule in force', () => {
    const live = silentLive();
    const column = (value: number) => new Uint16Array(city.grids.count).fill(value);
    const columns = {
      ...live.coverage.columns,
      listed: column(10),
      withdrawn: column(0),
      deferred: column(5),
      verified: column(5),
    };
    const covered = { ...live, coverage: { ...live.coverage, revision: 1, columns } };
    expect(summaryOfView(city, covered, filters, everywhere)).toMatchObject({ grids: 100, behind: 100, noData: 0 });
    expect(summaryOfView(city, covered, { ...filters, rule: 'withoutDeferred' }, everywhere).behind).toBe(0);
  });
});
