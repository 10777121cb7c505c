import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RedAlertWatch } from './red-alert-watch.ts';

interface Alert {
  readonly id: number;
  readonly level: number;
  readonly state: number;
}

function rowsOf(alerts: readonly Alert[], revision = 1) {
  const zeros = new Int32Array(alerts.length);
  return {
    revision,
    count: alerts.length,
    columns: {
      id: Float64Array.from(alerts, ({ id }) => id),
      grid: zeros,
      longitude: zeros,
      latitude: zeros,
      level: Uint8Array.from(alerts, ({ level }) => level),
      kind: new Uint8Array(alerts.length),
      state: Uint8Array.from(alerts, ({ state }) => state),
      raisedAtMs: Float64Array.from(alerts, ({ id }) => id),
    },
  };
}

const idsOf = (watch: RedAlertWatch, alerts: readonly Alert[]): number[] => watch.look(rowsOf(alerts)).map(({ id }) => id);
const red = (id: number, state = 0): Alert => ({ id, level: 0, state });

describe('the watch for red alerts', () => {
  it('is silent about what stood there when the window opened, and before anything came', () => {
    const watch = new RedAlertWatch();
    expect(watch.look(rowsOf([], 0))).toEqual([]);
    expect(idsOf(watch, [red(1), red(2)])).toEqual([]);
  });

  it('tells new ones, newest first, and those that were raised to red', () => {
    const watch = new RedAlertWatch();
    idsOf(watch, [{ id: 1, level: 1, state: 0 }]);
    expect(idsOf(watch, [red(1), red(5), red(3), { id: 7, level: 2, state: 0 }])).toEqual([5, 3, 1]);
  });

  it('does not tell one that is acknowledged, now or when it is opened again', () => {
    const watch = new RedAlertWatch();
    idsOf(watch, []);
    expect(idsOf(watch, [red(1, 1)])).toEqual([]);
    expect(idsOf(watch, [red(1, 0)])).toEqual([]);
  });

  it('tells no alert twice, however often it looks and whatever changes', () => {
    const alert = fc.record({ id: fc.nat(20), level: fc.nat(3), state: fc.nat(2) });
    const look = fc.uniqueArray(alert, { selector: ({ id }) => id });
    fc.assert(
      fc.property(fc.array(look, { minLength: 1 }), (looks) => {
        const watch = new RedAlertWatch();
        const told: number[] = [];
        // Alerts only leave after days: what was once there stays.
        const standing = new Map<number, Alert>();
        for (const alerts of looks) {
          for (const changed of alerts) if (standing.get(changed.id)?.level !== 0) standing.set(changed.id, changed);
          told.push(...idsOf(watch, [...standing.values()]));
        }
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });
});
