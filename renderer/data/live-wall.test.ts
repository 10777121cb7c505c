import { expect, it } from 'vitest';
import type { WallAreas, WallSnapshot } from '../../shared/contract/wall.ts';
import { BUILT_IN_PROGRAM } from '../../shared/domain/wall-program.ts';
import { WallView } from './live-wall.ts';

const rates = { perMille: new Int16Array(1), classes: new Uint8Array(1) };
const areas: WallAreas = {
  rates: { withDeferred: rates, withoutDeferred: rates },
  overdue: new Int32Array(1),
  premisesAlerts: new Uint16Array(1),
};

function snapshotOf(withDeferred: readonly number[]): WallSnapshot {
  return {
    nowMs: 0,
    day: null,
    home: areas,
    districts: areas,
    streets: areas,
    communities: areas,
    gridClasses: { withDeferred: Uint8Array.from(withDeferred), withoutDeferred: new Uint8Array(2) },
    unplaced: 0,
    workersOnDuty: 0,
    personAlerts: 0,
    premisesAlertsByLevel: [0, 0, 0, 0],
    latestAlerts: [],
    program: BUILT_IN_PROGRAM,
    pinned: null,
  };
}

it('keeps the classes of its grids as long as they are the same, so that no map is painted for nothing', () => {
  const view = new WallView((callback) => callback());
  const told: number[] = [];
  view.onChanged(() => told.push(view.revision));
  const classes = [
    [1, 2],
    [1, 2],
    [1, 3],
  ].map((given, index) => {
    view.apply({ kind: 'snapshot', revision: index, data: snapshotOf(given) });
    return view.snapshot?.gridClasses;
  });
  expect(classes[1]?.withDeferred).toBe(classes[0]?.withDeferred);
  expect(classes[2]?.withDeferred).not.toBe(classes[0]?.withDeferred);
  expect(classes[2]?.withoutDeferred).toBe(classes[0]?.withoutDeferred);
  expect(told).toEqual([1, 2, 3]);
});
