// What encryption costs on the paths that users feel: the same replica with its key and without one, in turn, on the same rows.
import { join } from 'node:path';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { DAY_MS, dayOf, startOfDay } from '../../shared/domain/time.ts';
import type { City } from '../../shared/city/city.ts';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { DatabaseKey } from '../../electron/backend/db/database-key.ts';
import { sql } from '../../electron/backend/db/sql.ts';
import { ManualClock } from '../../electron/backend/manual-clock.ts';
import { DueDayCounts } from '../../electron/backend/queries/due-day-counts.ts';
import { gridDetail } from '../../electron/backend/queries/grid-detail.ts';
import type { QueryContext } from '../../electron/backend/queries/query-context.ts';
import { tasks } from '../../electron/backend/queries/tasks.ts';
import { timeline } from '../../electron/backend/queries/timeline.ts';
import type { SnapshotChunk } from '../../electron/backend/replication/change.ts';
import { openReplica } from '../../electron/backend/replication/open-replica.ts';
import type { Replica } from '../../electron/backend/replication/replica.ts';
import { CoverageState } from '../../electron/backend/topics/coverage-state.ts';
import { BenchReport, medianOf, show, type Spent, spend } from './harness.ts';
import { createRandom } from './parts/random.ts';
import { BENCH_NOW_MS, CITY_FOLDER, gatherSnapshot } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const LIMIT_RATIO = 1.3;
const LOADS = 3;
const ROUNDS = 9;
const COVERAGES = 40;
const CLICKS = 150;
const ROWS_A_TRANSACTION = 100;
const TRANSACTIONS = 40;
const { signal } = new AbortController();
const FROM_MS = startOfDay(dayOf(BENCH_NOW_MS));

/** One of the two replicas that are compared. */
interface Side {
  readonly folder: string;
  readonly key: DatabaseKey | null;
}

interface Pair {
  readonly encrypted: Spent;
  readonly plain: Spent;
}

function open({ folder, key }: Side, city: City): Replica {
  return openReplica({ folder, sourceId: 'simulated-city', city, now: () => BENCH_NOW_MS, ...(key === null ? {} : { key }) });
}

function contextOf({ read }: Replica, city: City): QueryContext {
  return { db: read, city, clock: new ManualClock(BENCH_NOW_MS), dueDays: new DueDayCounts(read, city) };
}

async function load(side: Side, city: City, chunks: readonly SnapshotChunk[]): Promise<void> {
  const replica = open(side, city);
  await replica.sink.beginSnapshot('bench');
  for (const chunk of chunks) await replica.sink.snapshotChunk(chunk);
  await replica.sink.endSnapshot();
  replica.close();
}

/** What a start asks first, on a connection that has read nothing: the file is judged, and the coverage of all grids is read. */
function start(side: Side, city: City): void {
  const replica = open(side, city);
  const state = new CoverageState(contextOf(replica, city), { kind: 'today' }, WHOLE_CITY);
  state.refresh();
  state.snapshot();
  replica.close();
}

function readCoverage(context: QueryContext): void {
  for (let count = 0; count < COVERAGES; count += 1) {
    const state = new CoverageState(context, { kind: 'today' }, WHOLE_CITY);
    state.refresh();
    state.snapshot();
  }
}

/** A click on a grid: profile, first tasks, the day. */
async function click(context: QueryContext, grid: number): Promise<void> {
  const area = { level: 'grid', index: grid } as const;
  const scope = { kind: 'today' } as const;
  await gridDetail(context, { grid, scope }, true, signal);
  await tasks(context, { area, scope, figure: 'missing', sort: { column: 'urgency', descending: false }, offset: 0, limit: 100 }, signal);
  timeline(context, { area, fromMs: FROM_MS, toMs: FROM_MS + DAY_MS, limit: 80 });
}

async function clickAround(context: QueryContext, seed: number): Promise<void> {
  const random = createRandom(seed);
  for (let count = 0; count < CLICKS; count += 1) await click(context, Math.floor(random() * context.city.grids.count));
}

let lastPosition = 0;

async function apply(replica: Replica, ids: readonly number[], attempts: number): Promise<void> {
  for (let from = 0; from < ids.length; from += ROWS_A_TRANSACTION) {
    lastPosition += 1;
    const changes = ids
      .slice(from, from + ROWS_A_TRANSACTION)
      .map((key) => ({ op: 'patch', table: 'task', key, values: { attempts } }) as const);
    await replica.sink.transaction({ position: String(lastPosition), committedAtMs: BENCH_NOW_MS, changes });
  }
}

/** Both sides in turn, the first of them by turns; the first round warms up and is not counted. */
async function inTurn(rounds: number, work: (name: 'encrypted' | 'plain', round: number) => unknown): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const names = round % 2 === 0 ? (['encrypted', 'plain'] as const) : (['plain', 'encrypted'] as const);
    const spent = { encrypted: { wallMs: 0, cpuMs: 0 }, plain: { wallMs: 0, cpuMs: 0 } };
    for (const name of names) spent[name] = await spend(() => work(name, round));
    if (round > 0) pairs.push(spent);
  }
  return pairs;
}

function judge(report: BenchReport, name: string, pairs: readonly Pair[]): string[] {
  const ratio = medianOf(pairs.map(({ encrypted, plain }) => encrypted.cpuMs / plain.cpuMs));
  report.figure({ name: `encryption: ${name}`, value: ratio, unit: '× of the plain file, by CPU', limit: LIMIT_RATIO });
  const median = (of: (pair: Pair) => number): string => show(medianOf(pairs.map(of)));
  return [name, median(({ plain }) => plain.cpuMs), median(({ encrypted }) => encrypted.cpuMs), ratio.toFixed(2)];
}

const report = new BenchReport('Encryption');
await inWorkFolder(async (folder) => {
  const city = await loadCity(CITY_FOLDER);
  const sides = {
    encrypted: { folder: join(folder, 'encrypted'), key: DatabaseKey.random() },
    plain: { folder: join(folder, 'plain'), key: null },
  } as const;
  report.note('making the rows of the preset city …');
  const chunks = await gatherSnapshot(city, 'city');
  const rows = [judge(report, 'load of a snapshot', await inTurn(LOADS, (name) => load(sides[name], city, chunks)))];
  rows.push(judge(report, 'open, and coverage of all grids for the first time', await inTurn(ROUNDS, (name) => start(sides[name], city))));
  const replicas = { encrypted: open(sides.encrypted, city), plain: open(sides.plain, city) };
  const contexts = { encrypted: contextOf(replicas.encrypted, city), plain: contextOf(replicas.plain, city) };
  rows.push(judge(report, 'coverage of all grids', await inTurn(ROUNDS, (name) => readCoverage(contexts[name]))));
  rows.push(judge(report, 'drill-down of a grid', await inTurn(ROUNDS, (name, round) => clickAround(contexts[name], round))));
  const count = ROWS_A_TRANSACTION * TRANSACTIONS;
  const ids = replicas.plain.read.values(sql`SELECT id FROM task ORDER BY id DESC LIMIT ${count}`).map(([id]) => Number(id));
  rows.push(judge(report, 'apply, transactions of 100', await inTurn(ROUNDS, (name, round) => apply(replicas[name], ids, round))));
  replicas.encrypted.close();
  replicas.plain.close();
  report.table(['path', 'plain, CPU ms', 'encrypted, CPU ms', `× (target ≤ ${LIMIT_RATIO})`], rows);
});
report.finish();
