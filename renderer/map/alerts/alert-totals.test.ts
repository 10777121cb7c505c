import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertColumns } from '../../../shared/contract/topics.ts';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import { latticeCity } from '../lattice-city.fixture.ts';
import { createLocalProjection } from '../projection.ts';
import { usableBounds } from '../usable-rows.ts';
import { alertStyleAt, hexagonRadius, localExtent } from './alerts-on-map.ts';
import { HeatRaster } from './heat-raster.ts';
import { binHexagons } from './hex-bins.ts';
import { selectAlerts } from './select-alerts.ts';

const city = latticeCity(10);
const bounds = usableBounds(city);
const projection = createLocalProjection(1_180_500_000, 320_500_000);
const NOW = Date.UTC(2026, 10, 23, 9, 58);
const everything = { windowHours: 24, hiddenLevels: [], hiddenKinds: [], hiddenStates: [] } as const;

interface Alert {
  readonly longitude: number;
  readonly latitude: number;
  readonly level: number;
  readonly kind: number;
  readonly state: number;
  readonly ageHours: number;
}

function columnsOf(alerts: readonly Alert[]): AlertColumns {
  return {
    id: Float64Array.from(alerts, (_, index) => index),
    grid: new Int32Array(alerts.length),
    longitude: Int32Array.from(alerts, ({ longitude }) => longitude),
    latitude: Int32Array.from(alerts, ({ latitude }) => latitude),
    level: Uint8Array.from(alerts, ({ level }) => level),
    kind: Uint8Array.from(alerts, ({ kind }) => kind),
    state: Uint8Array.from(alerts, ({ state }) => state),
    raisedAtMs: Float64Array.from(alerts, ({ ageHours }) => NOW - ageHours * HOUR_MS),
  };
}

const alert = fc.record({
  longitude: fc.integer({ min: 1_180_000_000, max: 1_181_000_000 }),
  latitude: fc.integer({ min: 320_000_000, max: 321_000_000 }),
  level: fc.nat(3),
  kind: fc.nat(13),
  state: fc.nat(2),
  ageHours: fc.double({ min: 0, max: 23.9, noNaN: true }),
});

function localPoints(alerts: readonly Alert[], rows: Uint32Array) {
  return {
    xs: Float32Array.from(rows, (row) => projection.x(alerts[row]?.longitude ?? 0)),
    ys: Float32Array.from(rows, (row) => projection.y(alerts[row]?.latitude ?? 0)),
    ranks: Uint8Array.from(rows, (row) => alerts[row]?.level ?? 0),
  };
}

describe('the same alerts at every zoom', () => {
  const raster = new HeatRaster(localExtent(projection, bounds), 0.0105);

  it('make the same total as heat, as hexagons, as marks and in the legend', () => {
    fc.assert(
      fc.property(fc.array(alert, { maxLength: 120 }), fc.double({ min: 9, max: 13, noNaN: true }), (alerts, zoom) => {
        const selection = selectAlerts(columnsOf(alerts), alerts.length, everything, NOW, bounds);
        const { xs, ys, ranks } = localPoints(alerts, selection.rows);
        raster.fill(xs, ys, selection.rows.length);
        const heat = raster.weights.reduce((sum, weight) => sum + weight, 0);
        const hexagons = binHexagons(xs, ys, ranks, selection.rows.length, hexagonRadius(zoom)).points.reduce(
          (sum, points) => sum + points,
          0,
        );
        const legend = selection.countByLevel.reduce((sum, count) => sum + count, 0);
        expect(selection.rows.length).toBe(alerts.length);
        expect(hexagons).toBe(alerts.length);
        expect(legend).toBe(alerts.length);
        expect(heat).toBeCloseTo(alerts.length, 2);
      }),
      { numRuns: 40 },
    );
  });

  it('change from heat to hexagons to marks as the camera comes nearer', () => {
    expect([8, 11, 14].map(alertStyleAt)).toEqual(['heat', 'hexagons', 'marks']);
  });
});

describe('filters', () => {
  const inside = { longitude: 1_180_500_000, latitude: 320_500_000, kind: 0, state: 0, ageHours: 0.5 };
  const selectFrom = (alerts: readonly Alert[], settings: Partial<Parameters<typeof selectAlerts>[2]> = {}) =>
    selectAlerts(columnsOf(alerts), alerts.length, { ...everything, ...settings }, NOW, bounds);

  it('leave out hidden levels, kinds and states', () => {
    const alerts = [
      { ...inside, level: 0 },
      { ...inside, level: 3, kind: 2 },
      { ...inside, level: 1, state: 2 },
    ];
    expect([...selectFrom(alerts, { hiddenLevels: [3] }).rows].sort()).toEqual([0, 2]);
    expect([...selectFrom(alerts, { hiddenKinds: [2] }).rows].sort()).toEqual([0, 2]);
    expect([...selectFrom(alerts, { hiddenStates: [2] }).rows].sort()).toEqual([0, 1]);
  });

  it.each([
    [1, 1],
    [24, 2],
    [168, 3],
  ] as const)('look back %i hours', (windowHours, expected) => {
    const alerts = [0.5, 20, 100, 200].map((ageHours) => ({ ...inside, level: 0, ageHours }));
    expect(selectFrom(alerts, { windowHours }).rows).toHaveLength(expected);
  });

  it('put the most severe last, so that it is drawn on top', () => {
    const alerts = [0, 3, 1, 2, 0].map((level) => ({ ...inside, level }));
    const { rows, countByLevel } = selectFrom(alerts);
    expect([...rows].map((row) => alerts[row]?.level)).toEqual([3, 2, 1, 0, 0]);
    expect(countByLevel).toEqual([2, 1, 1, 1]);
    expect(countByLevel).toHaveLength(ALERT_LEVELS.length);
  });

  it('count an alert far outside the city, or of no possible time, instead of drawing it', () => {
    const { rows, leftOut } = selectFrom([
      { ...inside, level: 0, longitude: 0, latitude: 0 },
      { ...inside, level: 0, ageHours: Number.NaN },
      { ...inside, level: 0, ageHours: NOW / HOUR_MS },
      { ...inside, level: 0, ageHours: -100 },
      { ...inside, level: 0 },
    ]);
    expect([...rows]).toEqual([4]);
    expect(leftOut).toEqual({ position: 1, time: 3 });
  });
});

describe('hexagons', () => {
  it('know which of them a place lies in, and take the most severe level of their alerts', () => {
    const xs = Float32Array.of(0, 0.001, 5);
    const ys = Float32Array.of(0, 0, 5);
    const bins = binHexagons(xs, ys, Uint8Array.of(3, 1, 2), 3, 0.1);
    expect(bins.count).toBe(2);
    const bin = bins.binAt(0, 0);
    expect([bins.points[bin], bins.lowestRank[bin]]).toEqual([2, 1]);
    expect(bins.binAt(2, 2)).toBe(-1);
  });

  it('stand no further than their radius from any of their points', () => {
    const coordinate = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (x, y, radius) => {
        const bins = binHexagons(Float32Array.of(x), Float32Array.of(y), Uint8Array.of(0), 1, radius);
        expect(Math.hypot((bins.x[0] ?? 0) - x, (bins.y[0] ?? 0) - y)).toBeLessThanOrEqual(radius * 1.0001 + 1e-6);
      }),
    );
  });
});

it('the density peaks where the alerts are', () => {
  const raster = new HeatRaster([0, 0, 1, 1], 0.02);
  raster.fill(Float32Array.of(0.25, 0.25, 0.25), Float32Array.of(0.75, 0.75, 0.75), 3);
  const peak = raster.weights.indexOf(Math.max(...raster.weights));
  const cell = (raster.extent[2] - raster.extent[0]) / raster.width;
  const x = raster.extent[0] + ((peak % raster.width) + 0.5) * cell;
  const y = raster.extent[1] + (Math.floor(peak / raster.width) + 0.5) * cell;
  expect(Math.hypot(x - 0.25, y - 0.75)).toBeLessThan(2 * cell);
  expect(raster.bytes[peak]).toBe(255);
});
