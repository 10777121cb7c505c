import { beforeEach, expect, it } from 'vitest';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import { HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { liveFixture } from '../testing/live-fixture.ts';
import { smallCity } from '../testing/small-city.ts';
import { followMetrics } from './follow-metrics.ts';

const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;
const hoursAgo = (hours: number): number => NOW_MS - hours * HOUR_MS;
const BATCHES = [
  { id: 1, code: '1121-1', pushedAtMs: hoursAgo(56) },
  { id: 2, code: '1122-1', pushedAtMs: hoursAgo(32) },
  { id: 3, code: '1123-1', pushedAtMs: hoursAgo(8) },
].map((batch) => ({ ...batch, dueAtMs: NOW_MS, day: DAY, agency: '', originArea: '', listVersion: 1 }));

let asked: { readonly name: string; readonly request: unknown }[];
/** A backend that hears what is asked and never answers. */
const client: BackendClient = {
  call: (name, request) => {
    asked.push({ name, request });
    return new Promise(() => undefined);
  },
  subscribe: () => () => undefined,
  onState: () => () => undefined,
  state: 'connected',
  close: () => undefined,
};
const { setCoverage } = useLayersStore.getState().actions;

beforeEach(() => {
  asked = [];
  for (const store of [useLayersStore, useSecondMapStore]) Reflect.apply(store.setState, store, [store.getInitialState()]);
});

it('asks for what the scope in view is compared with while a metric of one of the maps needs it, and anew when that is something else', () => {
  const { data } = liveFixture(smallCity(), NOW_MS);
  data.status.apply({ kind: 'snapshot', revision: 1, data: { ...LIVE_STATUS, nowMs: NOW_MS, batches: BATCHES } });
  followMetrics(client, { data, polled: data });
  const latest = () => asked.at(-1);
  expect(asked).toEqual([]);

  setCoverage({ metric: 'sinceYesterday' });
  expect(latest()).toMatchObject({ name: 'gridCountsAsOf', request: { scope: { kind: 'day', day: DAY - 1 }, asOfMs: hoursAgo(24) } });
  setCoverage({ rule: 'withoutDeferred' });
  expect(asked).toHaveLength(1);

  data.compared.take({ ok: true, value: { scope: { kind: 'day', day: DAY - 1 }, asOfMs: 0, columns: data.coverage.columns } });
  setCoverage({ metric: 'sinceBatch', scope: { kind: 'batch', batchId: 3 } });
  expect(latest()?.request).toMatchObject({ scope: { kind: 'batch', batchId: 2 }, asOfMs: hoursAgo(24) });
  expect(data.compared.value).toBeNull();
  setCoverage({ comparedBatchId: 1 });
  expect(latest()?.request).toMatchObject({ scope: { kind: 'batch', batchId: 1 }, asOfMs: hoursAgo(48) });

  setCoverage({ metric: 'coverage' });
  useSecondMapStore.getState().actions.look({ metric: 'dataAge', moment: { kind: 'same' } });
  expect(latest()?.name).toBe('gridDataAges');
  expect(asked).toHaveLength(4);
});
