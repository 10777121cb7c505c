// What a click on a grid costs with the preset `full` while changes apply and every topic of a console is sent: profile, tasks and timeline,
// asked together over a port to a backend in another thread, as the window asks them.
import { setTimeout as pause } from 'node:timers/promises';
import type { BackendClient } from '../../shared/contract/backend-client.ts';
import { CONTRACT_VERSION } from '../../shared/contract/contract-version.ts';
import { DAY_MS, dayOf, startOfDay } from '../../shared/domain/time.ts';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { BenchReport, distributionOf } from './harness.ts';
import { live, startBackendInThread } from './parts/backend-in-thread.ts';
import { createRandom } from './parts/random.ts';
import { BENCH_NOW_MS, CITY_FOLDER } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const LIMIT_MS = 16;
/** What happened while the replica was filled is caught up. */
const SETTLE_MS = 10_000;
const WARM_UPS = 200;
const CLICKS = 2_000;
/** Between two clicks, at most: long enough for live transactions to come in between. */
const LONGEST_PAUSE_MS = 30;
const FROM_MS = startOfDay(dayOf(BENCH_NOW_MS));

/** The same calls with the same limits as the panel's. */
const CALLS = {
  gridDetail: (client: BackendClient, grid: number) => client.call('gridDetail', { grid, scope: { kind: 'today' } }),
  tasks: (client: BackendClient, grid: number) =>
    client.call('tasks', {
      area: { level: 'grid', index: grid },
      scope: { kind: 'today' },
      figure: 'missing',
      sort: { column: 'urgency', descending: false },
      offset: 0,
      limit: 100,
    }),
  timeline: (client: BackendClient, grid: number) =>
    client.call('timeline', { area: { level: 'grid', index: grid }, fromMs: FROM_MS, toMs: FROM_MS + DAY_MS, limit: 80 }),
} as const;
/** Passes the same way and asks the replica nothing. */
const askNothing = (client: BackendClient) => client.call('session', { contractVersion: CONTRACT_VERSION });

async function timed(work: () => Promise<{ readonly ok: boolean }>): Promise<number> {
  const startMs = performance.now();
  const answer = await work();
  if (!answer.ok) throw new Error(`a call failed: ${JSON.stringify(answer)}`);
  return performance.now() - startMs;
}

interface Click {
  readonly gridDetail: number;
  readonly tasks: number;
  readonly timeline: number;
  readonly all: number;
  readonly nothing: number;
}

async function click(client: BackendClient, grid: number): Promise<Click> {
  const startMs = performance.now();
  const [gridDetail, tasks, timeline] = await Promise.all([
    timed(() => CALLS.gridDetail(client, grid)),
    timed(() => CALLS.tasks(client, grid)),
    timed(() => CALLS.timeline(client, grid)),
  ]);
  return { gridDetail, tasks, timeline, all: performance.now() - startMs, nothing: await timed(() => askNothing(client)) };
}

/** Listens to everything a console listens to. Answers how many events came. */
function listenAsConsole(client: BackendClient): () => number {
  let events = 0;
  const listener = { onEvent: () => void (events += 1), onFailed: () => undefined };
  client.subscribe('coverage', { scope: { kind: 'today' } }, listener);
  client.subscribe('alerts', {}, listener);
  client.subscribe('workers', {}, listener);
  client.subscribe('status', {}, listener);
  return () => events;
}

const report = new BenchReport('Drill-down of a grid');
await inWorkFolder(async (folder) => {
  const city = await loadCity(CITY_FOLDER);
  const backend = startBackendInThread(folder, 'full');
  report.note('filling the replica of the preset full …');
  await live(backend);
  const eventCount = listenAsConsole(backend.client);
  await pause(SETTLE_MS);
  const random = createRandom(7);
  const clicks: Click[] = [];
  for (let index = -WARM_UPS; index < CLICKS; index += 1) {
    await pause(random() * LONGEST_PAUSE_MS);
    const measured = await click(backend.client, Math.floor(random() * city.grids.count));
    if (index >= 0) clicks.push(measured);
  }
  const row = (name: string, of: (click: Click) => number): (string | number)[] => {
    const { p50, p95, p99, largest } = distributionOf(clicks.map(of));
    return [name, p50, p95, p99, largest];
  };
  report.table(
    ['asked, over a port, ms', 'p50', 'p95', 'p99 (target ≤ 16 for all three)', 'largest'],
    [
      row('profile, coverage, trend', ({ gridDetail }) => gridDetail),
      row('tasks, first 100', ({ tasks }) => tasks),
      row('timeline of the day', ({ timeline }) => timeline),
      row('all three together', ({ all }) => all),
      row('a call that asks the replica nothing', ({ nothing }) => nothing),
    ],
  );
  report.note(`${CLICKS} clicks on random grids, ${eventCount()} topic events meanwhile`);
  const all = distributionOf(clicks.map((measured) => measured.all));
  report.figure({ name: 'drill-down, full, live, p50', value: all.p50, unit: 'ms' });
  report.figure({ name: 'drill-down, full, live, p95', value: all.p95, unit: 'ms' });
  report.figure({ name: 'drill-down, full, live, p99', value: all.p99, unit: 'ms', limit: LIMIT_MS });
  await backend.stop();
});
report.finish();
