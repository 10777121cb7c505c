// A station on a real PostgreSQL: the first copy of a whole city, changes of a working day at several rates, and the way back after an absence.
// Writer, server and station share this machine: what one takes the others lack.
//   npm run bench -- replication [--small] [--minutes 2]     minutes of the highest rate, to see whether the station falls behind
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { DatabaseKey } from '../../electron/backend/db/database-key.ts';
import { parseConnectionUrl } from '../../electron/backend/sources/postgres/connection-url.ts';
import type { PostgresSpec } from '../../electron/backend/sources/source-spec.ts';
import { CITY_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { BenchReport, type Distribution, distributionOf, show } from './harness.ts';
import { BenchStation, latencies } from './parts/bench-station.ts';
import { type Commit, PlatformWriter, type WriteRate } from './parts/platform-writer.ts';
import { CITY_FOLDER, gatherSnapshot } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const { values } = parseArgs({ options: { small: { type: 'boolean', default: false }, minutes: { type: 'string', default: '2' } } });
const PRESET = values.small ? 'city' : 'full';
const MINUTES = Number(values.minutes);
const BACKLOG_ROWS = 200_000;
const LARGEST_LOG_MIB = 128;
const MEBIBYTE = 2 ** 20;
/** What a change of rate leaves cold warms up in this time. */
const WARM_UP_MS = 1000;
/** The lag of the first so many milliseconds is compared with that of the last. */
const WINDOW_MS = 10_000;
const LARGEST_LAG_AT_END_MS = 1000;
/** Of the rows that are asked for, in the time that is meant for them: less is another rate. */
const LEAST_WRITTEN_SHARE = 0.99;

interface JudgedRate extends WriteRate {
  readonly limits: { readonly p50?: number; readonly p99?: number };
}

const rate = (rowsPerSecond: number, rowsPerTransaction: number, durationMs: number, limits: JudgedRate['limits'] = {}): JudgedRate => ({
  rowsPerSecond,
  rowsPerTransaction,
  durationMs,
  limits,
});
const RATES = [rate(1000, 10, 10_000, { p50: 10 }), rate(5000, 50, 10_000, { p50: 10, p99: 150 })];
const SUSTAINED = rate(10_000, 100, MINUTES * 60_000);

const rowsOf = (commits: readonly Commit[]): number => commits.reduce((sum, { rows }) => sum + rows, 0);
const lastOf = (commits: readonly Commit[]): Commit =>
  commits.at(-1) ?? { sequence: 0, rows: 0, dueAtMs: 0, begunAtMs: 0, committedAtMs: 0 };

const report = new BenchReport(`A station on PostgreSQL, preset ${PRESET}`);
const city = await loadCity(CITY_FOLDER);
const platform = await TestPlatform.start({ cityVersion: city.version, settings: { fsync: 'on', shared_buffers: '256MB' } });
const replicaKey = [...DatabaseKey.random().reveal()];
let largestLogBytes = 0;

async function fillPlatform(): Promise<PlatformWriter> {
  const chunks = await gatherSnapshot(city, PRESET);
  const writer = new PlatformWriter(await platform.connect('platform_writer'), city, chunks);
  report.note(`${show(await writer.fill())} rows on the platform`);
  await platform.as('postgres', (client) => client.query('VACUUM ANALYZE'));
  return writer;
}

function stationSpec(): PostgresSpec {
  const { host, port, user, password, database } = platform.connectionOptions(`station_${CITY_CODE}`);
  const target = parseConnectionUrl(`postgres://${user}@${host}:${port}/${database}`);
  return { kind: 'postgres', target, areaCode: CITY_CODE, stationId: '0000beac', password };
}

/** A rate as it was written, and how far behind each of its commits the station was. */
interface Followed {
  readonly commits: readonly Commit[];
  /** Milliseconds, of each commit. */
  readonly lagsMs: readonly number[];
  /** From the last commit on the platform to the last one here. */
  readonly behindMs: number;
}

/** Of the commits in this part of the time, in milliseconds after the first of them was begun. */
function lagBetween({ commits, lagsMs }: Followed, fromMs: number, toMs: number): Distribution {
  const startMs = commits[0]?.begunAtMs ?? 0;
  const isWithin = ({ committedAtMs }: Commit): boolean => committedAtMs - startMs >= fromMs && committedAtMs - startMs < toMs;
  return distributionOf(lagsMs.filter((_lag, index) => isWithin(commits[index] ?? lastOf([]))));
}

async function follow(station: BenchStation, writer: PlatformWriter, asked: JudgedRate): Promise<Followed> {
  const { cpuMs: cpuBeforeMs } = await station.until(0);
  const commits = await writer.write(asked);
  const seen = await station.until(lastOf(commits).sequence);
  largestLogBytes = Math.max(largestLogBytes, seen.largestLogBytes);
  const followed = {
    commits,
    lagsMs: latencies(commits, seen.commits),
    behindMs: (seen.commits.at(-1)?.atMs ?? 0) - lastOf(commits).committedAtMs,
  };
  const { p50, p95, p99, largest } = lagBetween(followed, WARM_UP_MS, Number.POSITIVE_INFINITY);
  const writtenPerSecond = (rowsOf(commits) / (lastOf(commits).committedAtMs - (commits[0]?.begunAtMs ?? 0))) * 1000;
  const cpuMicros = ((seen.cpuMs - cpuBeforeMs) / rowsOf(commits)) * 1000;
  const name = `${show(asked.rowsPerSecond)} rows/s`;
  report.table(
    [
      name,
      'written rows/s',
      'commit → here ms p50',
      'p95',
      'p99',
      'most',
      'behind at the end ms',
      'transactions a commit here',
      'station CPU µs/row',
    ],
    [['', writtenPerSecond, p50, p95, p99, largest, followed.behindMs, commits.length / seen.commits.length, cpuMicros]],
  );
  const limit = (value: number | undefined) => (value === undefined ? {} : { limit: value });
  const least = asked.rowsPerSecond * LEAST_WRITTEN_SHARE;
  report.figure({ name: `written at ${name}`, value: writtenPerSecond, unit: 'rows/s', least });
  report.figure({ name: `commit → replica at ${name}, p50`, value: p50, unit: 'ms', ...limit(asked.limits.p50) });
  report.figure({ name: `commit → replica at ${name}, p99`, value: p99, unit: 'ms', ...limit(asked.limits.p99) });
  report.figure({ name: `station CPU at ${name}`, value: cpuMicros, unit: 'µs/row' });
  return followed;
}

/** Whoever is only a little too slow is further behind at the end than at the beginning. */
function tellSustained(followed: Followed, { rowsPerSecond, durationMs }: WriteRate): void {
  const endMs = lastOf(followed.commits).committedAtMs - (followed.commits[0]?.begunAtMs ?? 0);
  const parts = [
    ['first', lagBetween(followed, WARM_UP_MS, WARM_UP_MS + WINDOW_MS)],
    ['last', lagBetween(followed, endMs - WINDOW_MS, Number.POSITIVE_INFINITY)],
  ] as const;
  const name = `${show(rowsPerSecond)} rows/s for ${durationMs / 60_000} minutes`;
  for (const [part, { p50, p99 }] of parts) {
    report.figure({ name: `${name}, lag in the ${part} ${WINDOW_MS / 1000} s, p50`, value: p50, unit: 'ms' });
    report.figure({ name: `${name}, lag in the ${part} ${WINDOW_MS / 1000} s, p99`, value: p99, unit: 'ms' });
  }
  report.figure({ name: `${name}, behind at the end`, value: followed.behindMs, unit: 'ms', limit: LARGEST_LAG_AT_END_MS });
}

async function measureBacklog(folder: string, writer: PlatformWriter): Promise<BenchStation> {
  const commits = await writer.writeBacklog(BACKLOG_ROWS, 200);
  const station = new BenchStation(folder, stationSpec(), replicaKey);
  const seen = await station.until(lastOf(commits).sequence);
  largestLogBytes = Math.max(largestLogBytes, seen.largestLogBytes);
  const first = seen.commits[0];
  const rowsOfFirst = rowsOf(commits.filter(({ sequence }) => sequence <= (first?.sequence ?? 0)));
  const rows = rowsOf(commits) - rowsOfFirst;
  const seconds = ((seen.commits.at(-1)?.atMs ?? 0) - (first?.atMs ?? 0)) / 1000;
  report.table(
    ['backlog', 'rows', 'first commit after start ms', 'rows/s', 'rows a commit here', 'station CPU µs/row'],
    [
      [
        '',
        BACKLOG_ROWS,
        (first?.atMs ?? 0) - station.startedAtMs,
        rows / seconds,
        BACKLOG_ROWS / seen.commits.length,
        (seen.cpuMs / BACKLOG_ROWS) * 1000,
      ],
    ],
  );
  report.figure({ name: 'backlog drained', value: rows / seconds, unit: 'rows/s', least: 20_000 });
  report.figure({ name: 'station CPU while draining', value: (seen.cpuMs / BACKLOG_ROWS) * 1000, unit: 'µs/row' });
  return station;
}

try {
  const writer = await fillPlatform();
  await inWorkFolder(async (folder) => {
    const station = new BenchStation(join(folder, 'data'), stationSpec(), replicaKey);
    const copied = await station.reached('indexing');
    const live = await station.reached('live');
    report.table(['first copy', 'rows here after s', 'live after s'], [['', copied / 1000, live / 1000]]);
    report.figure({ name: `first copy of the whole city (${PRESET}), until live`, value: live / 1000, unit: 's', limit: 30 });
    for (const asked of RATES) await follow(station, writer, asked);
    tellSustained(await follow(station, writer, SUSTAINED), SUSTAINED);
    await station.stop();
    const back = await measureBacklog(join(folder, 'data'), writer);
    await back.stop();
    report.figure({
      name: 'largest write-ahead log of the replica',
      value: largestLogBytes / MEBIBYTE,
      unit: 'MiB',
      limit: LARGEST_LOG_MIB,
    });
  });
} finally {
  await platform.stop();
}
report.finish();
