// What the city platform takes: the first fill against a bare COPY of the same text, and changes of a working day at the rate that the
// other benches ask for. All on a real PostgreSQL that writes to disk.
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { City } from '../../shared/city/city.ts';
import { TABLES } from '../../shared/tables/index.ts';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import type { SnapshotChunk } from '../../electron/backend/replication/change.ts';
import { UpstreamCells } from '../../electron/hosts/platform/upstream-cells.ts';
import { TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { BenchReport, distributionOf, show, spend } from './harness.ts';
import { type Commit, PlatformWriter } from './parts/platform-writer.ts';
import { CITY_FOLDER, gatherSnapshot } from './parts/simulated-replica.ts';

const LEAST_ROWS_PER_SECOND = 20_000;
/** Of the asked rows, written within the time: the rest is late, not lost. */
const LEAST_KEPT_PERCENT = 90;
const BACKLOG_ROWS = 200_000;
const RATE = { rowsPerSecond: LEAST_ROWS_PER_SECOND, rowsPerTransaction: 200, durationMs: 10_000 };

async function copyTable(client: Client, table: SnapshotChunk['table'], texts: readonly string[]): Promise<void> {
  const columns = Object.keys(TABLES[table].columns).join(', ');
  await pipeline(Readable.from(texts), client.query(copyFrom(`COPY platform.${table} (${columns}) FROM STDIN`)));
}

/** Text that is ready, table after table: nothing can fill the same tables faster. Answers rows a second. */
async function bareCopy(client: Client, city: City, chunks: readonly SnapshotChunk[]): Promise<number> {
  const cells = new UpstreamCells(city);
  const tables = Map.groupBy(chunks, ({ table }) => table);
  const texts = [...tables].map(([table, parts]) => [table, parts.map(({ rows }) => cells.copyText(table, rows))] as const);
  const { wallMs } = await spend(async () => {
    await client.query('BEGIN');
    for (const [table, parts] of texts) await copyTable(client, table, parts);
    await client.query('ROLLBACK');
  });
  return (chunks.reduce((sum, { rows }) => sum + rows.length, 0) / wallMs) * 1000;
}

function rowsOf(commits: readonly Commit[]): number {
  return commits.reduce((sum, { rows }) => sum + rows, 0);
}

const report = new BenchReport('The city platform on PostgreSQL, preset city');
const city = await loadCity(CITY_FOLDER);
const chunks = await gatherSnapshot(city, 'city');
const platform = await TestPlatform.start({ settings: { fsync: 'on', shared_buffers: '256MB' } });
try {
  const client = await platform.connect('platform_writer');
  const writer = new PlatformWriter(client, city, chunks);
  const bare = await bareCopy(client, city, chunks);
  let filled = 0;
  const fill = await spend(async () => {
    filled = await writer.fill();
  });
  await platform.as('postgres', (superuser) => superuser.query('ANALYZE'));
  await writer.writeBacklog(20_000, 500);
  let backlog: readonly Commit[] = [];
  const catchUp = await spend(async () => {
    backlog = await writer.writeBacklog(BACKLOG_ROWS, 500);
  });
  const live = await writer.write(RATE);
  const endMs = (live[0]?.dueAtMs ?? 0) + RATE.durationMs;
  const kept = (rowsOf(live.filter(({ committedAtMs }) => committedAtMs <= endMs)) / rowsOf(live)) * 100;
  const latency = distributionOf(live.map(({ begunAtMs, committedAtMs }) => committedAtMs - begunAtMs));

  const fillRate = (filled / fill.wallMs) * 1000;
  const backlogRate = (rowsOf(backlog) / catchUp.wallMs) * 1000;
  report.table(
    ['', 'rows/s', 'writer CPU µs/row'],
    [
      ['bare COPY of ready text', show(bare), '–'],
      [`first fill, ${show(filled)} rows`, show(fillRate), show((fill.cpuMs / filled) * 1000)],
      ['changes as fast as they go, 500 a transaction', show(backlogRate), show((catchUp.cpuMs / rowsOf(backlog)) * 1000)],
    ],
  );
  report.table(
    [`${show(RATE.rowsPerSecond)} rows/s in transactions of ${RATE.rowsPerTransaction}`, 'in time %', 'transaction ms p50', 'p99'],
    [['', show(kept), show(latency.p50), show(latency.p99)]],
  );
  report.figure({ name: 'first fill of the platform, of a bare COPY', value: (fillRate / bare) * 100, unit: '%', least: 40 });
  report.figure({ name: 'changes onto the platform', value: backlogRate, unit: 'rows/s', least: LEAST_ROWS_PER_SECOND });
  report.figure({ name: '20,000 rows/s onto the platform, in time', value: kept, unit: '%', least: LEAST_KEPT_PERCENT });
} finally {
  await platform.stop();
}
report.finish();
