import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { Stand, StandRequest } from '../../shared/contract/stand.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { AlertRows } from '../data/live-alerts.ts';
import { CoverageRows } from '../data/live-coverage.ts';
import { ShownData } from '../data/shown-data.ts';
import { silentLive } from '../map/silent-live.fixture.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { type SecondMoment, useSecondMapStore } from '../stores/second-map.store.ts';
import { smallCity } from '../testing/small-city.ts';
import { followSecondMoment, secondWish } from './second-moments.ts';

const NOW_MS = 20_000 * DAY_MS + 90_500;
const MINUTE_NOW_MS = Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS;
const city = smallCity();
const atOnce = (callback: () => void): void => callback();
const store = () => useSecondMapStore.getState();

let asked: StandRequest[];
let isAnswered: boolean;

/** A stand whose first grid has seven tasks. */
function standOf({ atMs }: StandRequest): Stand {
  const rows = new CoverageRows(city.grids.count, city.streets.count, atOnce);
  rows.columns.listed[0] = 7;
  const { day, batchIds, columns, unplacedByStreet } = rows;
  return {
    atMs,
    coverage: { day, batchIds, columns, unplacedByStreet },
    alerts: { columns: new AlertRows(atOnce).columns },
    workers: null,
  };
}

/** A backend that answers one question: how things stood. */
const client: BackendClient = {
  call: (_name, request) => {
    const stand = request as unknown as StandRequest;
    asked.push(stand);
    const error = { code: 'internal', message: '' };
    return Promise.resolve((isAnswered ? { ok: true, value: standOf(stand) } : { ok: false, error }) as never);
  },
  subscribe: () => () => undefined,
  onState: () => () => undefined,
  state: 'connected',
  close: () => undefined,
};

function opened() {
  const silent = silentLive();
  const first = new ShownData({ ...silent, status: { ...silent.status, nowMs: () => NOW_MS } }, city, atOnce);
  const second = new ShownData(first, city, atOnce);
  return { first, second, end: followSecondMoment(client, first, second) };
}

const settled = () => new Promise((resolve) => void setImmediate(resolve));
const batches = [
  { id: 1, code: '1122-1', pushedAtMs: NOW_MS - 23 * HOUR_MS },
  { id: 2, code: '1123-1', pushedAtMs: NOW_MS - 3 * HOUR_MS },
].map((batch) => ({ ...batch, dueAtMs: NOW_MS, day: 20_000, agency: '', originArea: '', listVersion: 1 }));
const wishOf = (moment: SecondMoment, scope: BatchScope) => secondWish(moment, { scope, comparedBatchId: null }, NOW_MS, batches);
let end: (() => void) | null = null;

beforeEach(() => {
  vi.stubGlobal('window', globalThis);
  asked = [];
  isAnswered = true;
  for (const each of [useSecondMapStore, useLayersStore]) Reflect.apply(each.setState, each, [each.getInitialState()]);
});
afterEach(() => {
  end?.();
  vi.unstubAllGlobals();
});

it('yesterday is the minute that the first map tells of, a day before', () => {
  expect(wishOf({ kind: 'yesterday' }, { kind: 'today' })).toEqual({ scope: { kind: 'today' }, atMs: MINUTE_NOW_MS - DAY_MS });
  expect(wishOf({ kind: 'at', atMs: 5 }, { kind: 'all' })).toEqual({ scope: { kind: 'all' }, atMs: 5 });
  expect(wishOf({ kind: 'same' }, { kind: 'all' })).toBeNull();
});

it('another batch is looked at as long after its own push; where no batch is in view, the day before', () => {
  expect(wishOf({ kind: 'otherBatch' }, { kind: 'batch', batchId: 2 })).toEqual({
    scope: { kind: 'batch', batchId: 1 },
    atMs: MINUTE_NOW_MS - 20 * HOUR_MS,
  });
  expect(wishOf({ kind: 'otherBatch' }, { kind: 'today' })).toEqual(wishOf({ kind: 'yesterday' }, { kind: 'today' }));
});

it('shows its own moment beside the first map’s, which stays where it is, and goes back to that one', async () => {
  store().actions.look({ metric: 'coverage', moment: { kind: 'yesterday' } });
  const { first, second, end: close } = opened();
  end = close;
  expect(store().shown).toBeNull();
  await settled();
  expect(store().shown).toMatchObject({ atMs: MINUTE_NOW_MS - DAY_MS });
  expect([second.coverage.columns.listed[0], second.status.nowMs()]).toEqual([7, MINUTE_NOW_MS - DAY_MS]);
  expect([first.coverage.columns.listed[0], first.status.nowMs()]).toEqual([undefined, NOW_MS]);
  store().actions.change({ moment: { kind: 'same' } });
  await settled();
  expect(store().shown).toMatchObject({ atMs: null });
  expect(second.status.nowMs()).toBe(NOW_MS);
});

it('follows the first map to another moment, and asks for nothing twice', async () => {
  store().actions.look({ metric: 'coverage', moment: { kind: 'yesterday' } });
  const { first, end: close } = opened();
  end = close;
  await settled();
  store().actions.change({ metric: 'overdue' });
  await settled();
  expect(asked).toHaveLength(1);
  const past = NOW_MS - 3 * DAY_MS;
  first.showPast(standOf({ atMs: past, scope: { kind: 'today' }, alertsSinceMs: 0 }));
  useLayersStore.getState().actions.setCoverage({ scope: { kind: 'all' } });
  await settled();
  expect(asked.at(-1)).toMatchObject({ scope: { kind: 'all' }, atMs: Math.floor(past / MINUTE_MS) * MINUTE_MS - DAY_MS });
});

it('says why a moment does not come, and keeps what it showed', async () => {
  store().actions.look({ metric: 'coverage', moment: { kind: 'at', atMs: 4 * DAY_MS } });
  end = opened().end;
  await settled();
  isAnswered = false;
  store().actions.change({ moment: { kind: 'at', atMs: 5 * DAY_MS } });
  await settled();
  expect(store()).toMatchObject({ shown: { atMs: 4 * DAY_MS }, failure: { code: 'internal' } });
});

it('asks for nothing more once it is closed, and forgets what it showed', async () => {
  store().actions.look({ metric: 'coverage', moment: { kind: 'yesterday' } });
  const { end: close } = opened();
  await settled();
  store().actions.look(null);
  close();
  useLayersStore.getState().actions.setCoverage({ scope: { kind: 'all' } });
  await settled();
  expect(asked).toHaveLength(1);
  expect(store().shown).toBeNull();
});
