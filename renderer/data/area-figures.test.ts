import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AreaRef, childAreas, WHOLE_CITY } from '../../shared/domain/areas.ts';
import { smallCity } from '../testing/small-city.ts';
import { AreaFigureBook } from './area-figures.ts';
import { AlertRows } from './live-alerts.ts';
import { COVERAGE_COLUMN_NAMES, CoverageRows } from './live-coverage.ts';
import { WorkerRows } from './live-workers.ts';

const city = smallCity();
const GRIDS = city.grids.count;

function book() {
  const coverage = new CoverageRows(GRIDS, city.streets.count, (callback) => callback());
  const alerts = new AlertRows((callback) => callback());
  const workers = new WorkerRows(
    (callback) => callback(),
    () => 0,
  );
  return { coverage, alerts, workers, figures: new AreaFigureBook(city, { coverage, alerts, workers }) };
}

function parents(): AreaRef[] {
  const found: AreaRef[] = [];
  const walk = (area: AreaRef): void => {
    if (area.level === 'grid') return;
    found.push(area);
    for (const child of childAreas(city, area)) walk(child);
  };
  walk(WHOLE_CITY);
  return found;
}

describe('figures of areas', () => {
  it('of the children add up to those of the parent, for every column', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 300 }), { minLength: GRIDS, maxLength: GRIDS }), (values) => {
        const { coverage, figures } = book();
        const columns = Object.fromEntries(
          COVERAGE_COLUMN_NAMES.map((name, offset) => [name, Uint16Array.from(values, (value) => value + offset)]),
        );
        coverage.apply({
          kind: 'snapshot',
          revision: 1,
          data: {
            day: 1,
            batchIds: new Float64Array(0),
            columns: { ...coverage.columns, ...columns },
            unplacedByStreet: Uint32Array.of(1, 2, 3, 4),
          },
        });
        for (const parent of parents()) {
          for (const name of COVERAGE_COLUMN_NAMES) {
            const sum = childAreas(city, parent).reduce((total, child) => total + figures.coverageOf(child)[name], 0);
            expect(figures.coverageOf(parent)[name]).toBe(sum);
          }
        }
      }),
    );
  });

  it('count unplaced tasks down to the street, those of unknown street for the city only', () => {
    const { coverage, figures } = book();
    coverage.apply({
      kind: 'delta',
      revision: 2,
      data: { grids: new Uint16Array(0), columns: coverage.columns, unplacedByStreet: Uint32Array.of(1, 2, 3, 4) },
    });
    const unplaced = (area: AreaRef) => figures.coverageOf(area).unplaced;
    expect(unplaced(WHOLE_CITY)).toBe(10);
    expect(unplaced({ level: 'district', index: 0 })).toBe(3);
    expect(unplaced({ level: 'street', index: 2 })).toBe(3);
    expect(unplaced({ level: 'community', index: 0 })).toBeNull();
  });

  it('count open alerts by level, closed ones never, those in no grid for the city only', () => {
    const { alerts, figures } = book();
    const rows = [
      { grid: 0, level: 0, state: 0 },
      { grid: 1, level: 0, state: 1 },
      { grid: 1, level: 3, state: 2 },
      { grid: 7, level: 3, state: 0 },
      { grid: -1, level: 1, state: 0 },
    ];
    alerts.apply({
      kind: 'snapshot',
      revision: 1,
      data: {
        columns: {
          id: Float64Array.from(rows, (_, index) => index + 1),
          grid: Int32Array.from(rows, ({ grid }) => grid),
          longitude: new Int32Array(rows.length),
          latitude: new Int32Array(rows.length),
          level: Uint8Array.from(rows, ({ level }) => level),
          kind: new Uint8Array(rows.length),
          state: Uint8Array.from(rows, ({ state }) => state),
          raisedAtMs: new Float64Array(rows.length),
        },
      },
    });
    expect(figures.openAlertsOf(WHOLE_CITY)).toEqual([2, 1, 0, 1]);
    expect(figures.openAlertsOf({ level: 'district', index: 0 })).toEqual([2, 0, 0, 0]);
    expect(figures.openAlertsOf({ level: 'grid', index: 7 })).toEqual([0, 0, 0, 1]);
  });
});
