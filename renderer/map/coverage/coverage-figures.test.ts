import { describe, expect, it } from 'vitest';
import { latticeCity } from '../lattice-city.fixture.ts';
import { METRICS } from '../../metrics/index.ts';
import { describeGrid } from './coverage-figures.ts';

const city = latticeCity(4);
const grids = city.grids.count;
const columns = {
  listed: new Uint16Array(grids).fill(10),
  verified: new Uint16Array(grids).fill(4),
  verifiedOnTime: new Uint16Array(grids),
  unreachable: new Uint16Array(grids),
  deferred: new Uint16Array(grids).fill(2),
  withdrawn: new Uint16Array(grids).fill(2),
  overdue: new Uint16Array(grids).fill(1),
};

const byCoverage = { metric: METRICS.coverage, values: new Float64Array(grids) };

describe('the tooltip of a grid', () => {
  it('names the grid, its street, and the rule of its rate', () => {
    const { title, subtitle, rows } = describeGrid(city, 9, columns, 'withDeferred', 3, byCoverage);
    expect(title).toEqual({ text: '网格9' });
    expect(subtitle).toBe('街道1');
    expect(rows[0]).toEqual({ labelKey: 'onMap.coverage.withDeferred', value: { kind: 'rate', value: 0.5 }, emphasis: true });
    expect(rows[1]?.value).toEqual({ kind: 'fraction', numerator: 4, denominator: 8 });
    expect(rows.at(-1)?.value).toEqual({ kind: 'count', value: 3 });
  });

  it('takes deferred tasks out of the denominator by the other rule', () => {
    const { rows } = describeGrid(city, 0, columns, 'withoutDeferred', 0, byCoverage);
    expect(rows[1]?.value).toEqual({ kind: 'fraction', numerator: 4, denominator: 6 });
  });

  it('says only who is on duty before coverage has arrived', () => {
    expect(describeGrid(city, 0, null, 'withDeferred', 2, byCoverage).rows.map(({ labelKey }) => labelKey)).toEqual([
      'onMap.tooltip.onDuty',
    ]);
  });

  it('begins with the metric that colours the grid, unless it is said anyway', () => {
    const byRate = { metric: METRICS.alertRate, values: new Float64Array(grids).fill(4.2) };
    const [first] = describeGrid(city, 0, columns, 'withDeferred', 0, byRate).rows;
    expect(first).toEqual({ labelKey: 'metric.name.alertRate', value: { kind: 'metric', value: 4.2, unit: 'perThousand' } });
    const labels = describeGrid(city, 0, columns, 'withDeferred', 0, byCoverage).rows.map(({ labelKey }) => labelKey);
    expect(labels[0]).toBe('onMap.coverage.withDeferred');
  });
});
