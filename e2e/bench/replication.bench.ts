// A station on a real PostgreSQL: the first copy of a whole city, changes of a working day at several rates, and the way back after an absence.
// Writer, server and station share this machine: what one takes the others lack.
import { join } from 'node:path';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { DatabaseKey } from '../../electron/backend/db/database-key.ts';
import { parseConnectionUrl } from '../../electron/backend/sources/postgres/connection-url.ts';
import type { PostgresSpec } from '../../electron/backend/sources/source-spec.ts';
import { CITY_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { BenchReport, distributionOf, show } from './harness.ts';
import { BenchStation, latencies } from './parts/bench-station.ts';
import { type Commit, PlatformWriter, type WriteRate } from './parts/platform-writer.ts';
import { CITY_FOLDER, gatherSnapshot } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const PRESET = process.argv.includes('--small') ? 'city' : 'full';
const BACKLOG_ROWS = 200_000;
const LARGEST_LOG_MIB = 128;
const MEBIBYTE = 2 ** 20;

const rate = (rowsPerSecond: number, rowsPerTransaction: number, durationMs: number): WriteRate => ({
  rowsPerSecond,
  rowsPerTransaction,
  durationMs,
});
const RATES = [rate(1000, 10, 10_000), rate(5000, 50, 10_000), rate(10_000, 100, 20_000)];

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

async function measureRate(station: BenchStation, writer: PlatformWriter, asked: WriteRate): Promise<void> {
  const { cpuMs: cpuBeforeMs } = await station.until(0);
  const commits = await writer.write(asked);
  const seen = await station.until(lastOf(commits).sequence);
  largestLogBytes = Math.max(largestLogBytes, seen.largestLogBytes);
  // The first second warms up what a change of rate leaves cold.
  const after = latencies(commits, seen.commits).slice(Math.floor(commits.length / 10));
  const { p50, p95, p99, largest } = distributionOf(after);
  const behindMs = (seen.commits.at(-1)?.atMs ?? 0) - lastOf(commits).committedAtMs;
  const writtenPerSecond = (rowsOf(commits) / (lastOf(commits).committedAtMs - (commits[0]?.begunAtMs ?? 0))) * 1000;
  const cpuMicros = ((seen.cpuMs - cpuBeforeMs) / rowsOf(commits)) * 1000;
  report.table(
    [
      `${show(asked.rowsPerSecond)} rows/s`,
      'written rows/s',
      'commit → here ms p50',
      'p95',
      'p99',
      'most',
      'behind at the end ms',
      'transactions a commit here',
      'station CPU µs/row',
    ],
    [['', writtenPerSecond, p50, p95, p99, largest, behindMs, commits.length / seen.commits.length, cpuMicros]],
  );
  if (asked.rowsPerSecond === 1000) report.figure({ name: 'commit → replica at 1,000 rows/s, p50', value: p50, unit: 'ms', limit: 10 });
  if (asked.rowsPerSecond === 5000) report.figure({ name: 'commit → replica at 5,000 rows/s, p99', value: p99, unit: 'ms', limit: 150 });
  if (asked.rowsPerSecond === 10_000) report.figure({ name: '10,000 rows/s, behind at the end', value: behindMs, unit: 'ms', limit: 1000 });
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
    for (const asked of RATES) await measureRate(station, writer, asked);
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
