import { beforeEach, expect, it } from 'vitest';
import { useCameraStore } from '../stores/camera.store.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { smallCity } from '../testing/small-city.ts';
import { currentLink, restoreAddress } from './address.ts';

const city = smallCity();
const STORES = [useCameraStore, useLayersStore, usePickedStore, useSecondMapStore, useSelectionStore, useTimeStore];
const coverage = () => useLayersStore.getState().coverage;
const picked = () => usePickedStore.getState();

function forget(): void {
  for (const store of STORES) Reflect.apply(store.setState, store, [store.getInitialState()]);
}

beforeEach(forget);

it('a link brings back area, metric, classes, layers, picked grids, camera, moment and the map beside', () => {
  useSelectionStore.getState().actions.select({ level: 'street', index: 1 });
  useTimeStore.getState().actions.goTo(1_763_884_800_000);
  useLayersStore.getState().actions.setCoverage({
    rule: 'withoutDeferred',
    metric: 'overdue',
    classings: { overdue: { method: 'manual', manualBreaks: [2, 5] } },
  });
  useLayersStore.getState().actions.toggle('workers');
  picked().actions.setGrids([1, 2, 5]);
  const second = { metric: 'presence', moment: { kind: 'at', atMs: 1_763_798_400_000 } } as const;
  useSecondMapStore.getState().actions.look(second);
  useCameraStore.getState().actions.arrived({ longitude: 118.5, latitude: 32.1, zoom: 11.25 });
  const link = currentLink(city);
  forget();
  restoreAddress(city, link);
  expect(currentLink(city)).toBe(link);
  expect(useSelectionStore.getState().selected).toEqual({ level: 'street', index: 1 });
  expect(coverage()).toMatchObject({ rule: 'withoutDeferred', metric: 'overdue' });
  expect(coverage().classings.overdue).toEqual({ method: 'manual', manualBreaks: [2, 5] });
  expect(useLayersStore.getState().visible).toEqual({ coverage: true, alerts: true, workers: false, tracks: true });
  expect(picked().grids).toEqual([1, 2, 5]);
  expect(useSecondMapStore.getState().view).toEqual(second);
  expect(useTimeStore.getState().wantedMs).toBe(1_763_884_800_000);
});

it('a link without picked grids lets go of those that were picked, one without a second map closes it', () => {
  const link = currentLink(city);
  picked().actions.setGrids([3]);
  useSecondMapStore.getState().actions.look({ metric: 'coverage', moment: { kind: 'same' } });
  restoreAddress(city, link);
  expect(picked()).toMatchObject({ grids: [], lost: 0 });
  expect(useSecondMapStore.getState().view).toBeNull();
});

it('picked grids of another version of the city are not taken for those of this one', () => {
  restoreAddress(city, '#/area/320101?picked=0123abcd.1-3');
  expect(picked()).toMatchObject({ grids: [], lost: 3 });
  picked().actions.setGrids([1]);
  expect(picked().lost).toBe(0);
});

it('only picked grids of what this window may show are picked', () => {
  useSelectionStore.getState().actions.confine({ level: 'district', index: 0 }, () => true);
  restoreAddress(city, '#/area/320101?picked=small.4-7');
  expect(picked().grids).toEqual([4, 5]);
});

it('classes that a metric cannot have are left out', () => {
  for (const classes of ['manual:5,2', 'manual:1,2,3,4,5,6,7,8', 'manual:', 'manual:x', 'by-hand']) {
    restoreAddress(city, `#/area/320101?metric=overdue&classes=${classes}`);
    expect(coverage().classings.overdue).toBeUndefined();
  }
});

it('classes by a method keep the breaks that were set by hand before', () => {
  useLayersStore.getState().actions.setCoverage({ classings: { overdue: { method: 'manual', manualBreaks: [2, 5] } } });
  restoreAddress(city, '#/area/320101?metric=overdue&classes=quantile');
  expect(coverage().classings.overdue).toEqual({ method: 'quantile', manualBreaks: [2, 5] });
});
