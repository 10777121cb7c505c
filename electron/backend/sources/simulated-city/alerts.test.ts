import { beforeAll, describe, expect, it } from 'vitest';
import { ALERT_LEVELS, ALERT_STATES } from '../../../../shared/domain/alerts.ts';
import { DAY_MS, HOUR_MS, dayOf } from '../../../../shared/domain/time.ts';
import type { TableRow } from '../../../../shared/tables/index.ts';
import { featureContains } from '../../../../shared/city/city-lookup.ts';
import { CityRows, NOW, PATIENCE_MS, share } from './testing/city-rows.ts';

let rows: CityRows;
let alerts: readonly TableRow<'alert'>[];
beforeAll(async () => {
  rows = await CityRows.load();
  alerts = rows.at('alert');
}, PATIENCE_MS);

const TODAY = dayOf(NOW);

describe('alerts', () => {
  it('are about three thousand a day, seldom red, mostly blue', () => {
    const day = alerts.filter(({ raised_at }) => dayOf(raised_at) === TODAY - 1);
    expect(day.length).toBeGreaterThan(2_400);
    expect(day.length).toBeLessThan(3_600);
    const shares = ALERT_LEVELS.map((_, level) => share(alerts, (row) => row.level === level));
    expect(shares[0]).toBeLessThan(0.005);
    expect([...shares].sort((left, right) => left - right)).toEqual(shares);
  });

  it('lie in the grid and the compound they name', () => {
    for (const { grid, compound, longitude, latitude } of alerts.filter((_, index) => index % 7 === 0)) {
      const point = { longitude, latitude };
      const isLabel = compound >= 0 && rows.city.compounds.labelPoint[compound * 2] === longitude;
      if (compound >= 0)
        expect(isLabel || featureContains(rows.city.compounds.outline, compound, point.longitude, point.latitude)).toBe(true);
      // A rounded point may fall on the other side of an edge.
      else if (grid >= 0) expect(touches(grid, point)).toBe(true);
    }
  });

  function touches(grid: number, { longitude, latitude }: { longitude: number; latitude: number }): boolean {
    const nearby = [
      [0, 0],
      [3, 0],
      [-3, 0],
      [0, 3],
      [0, -3],
    ] as const;
    return nearby.some(([east, north]) => featureContains(rows.city.grids.outline, grid, longitude + east, latitude + north));
  }

  it('follow the hours of the day', () => {
    const byHour = new Array<number>(24).fill(0);
    for (const { raised_at } of alerts) {
      const hour = Math.floor(((raised_at + 8 * HOUR_MS) % DAY_MS) / HOUR_MS);
      byHour[hour] = (byHour[hour] ?? 0) + 1;
    }
    expect(Math.min(...byHour.slice(8, 20))).toBeGreaterThan(1.5 * Math.max(...byHour.slice(2, 5)));
  });

  it('come in bursts around one place', () => {
    const counts = new Map<string, number>();
    for (const { raised_at, grid, kind } of alerts) {
      if (grid < 0) continue;
      const key = `${kind} ${Math.floor(raised_at / HOUR_MS)} ${rows.city.grids.community[grid]}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    expect([...counts.values()].filter((count) => count >= 8).length).toBeGreaterThan(15);
  });

  it('live: raised, acknowledged, closed, the worse the sooner', () => {
    const waits = ALERT_LEVELS.map((_, level) => {
      const own = alerts.filter((row) => row.level === level && row.acknowledged_at !== null);
      return own.reduce((sum, row) => sum + (row.acknowledged_at ?? 0) - row.raised_at, 0) / own.length;
    });
    expect([...waits].sort((left, right) => left - right)).toEqual(waits);
    const stateOf = ({ acknowledged_at, closed_at }: TableRow<'alert'>): (typeof ALERT_STATES)[number] =>
      closed_at !== null ? 'closed' : acknowledged_at !== null ? 'acknowledged' : 'raised';
    const isInOrder = ({ raised_at, acknowledged_at, closed_at }: TableRow<'alert'>): boolean =>
      raised_at < (acknowledged_at ?? Infinity) && (closed_at === null || (acknowledged_at ?? raised_at) < closed_at);
    expect(alerts.filter((row) => ALERT_STATES[row.state] !== stateOf(row) || !isInOrder(row))).toEqual([]);
  });
});
