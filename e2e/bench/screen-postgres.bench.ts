// From a commit on a real PostgreSQL to the frame that shows it: the platform with fsync, replication slot, station, topics, contract, window.
// Writer, server, station and window share this machine: what one takes the others lack.
//   npm run bench -- screen-postgres [--seconds 30]
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { parseConnectionUrl } from '../../electron/backend/sources/postgres/connection-url.ts';
import type { PostgresSpec } from '../../electron/backend/sources/source-spec.ts';
import { CITY_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { classBytesLength } from '../../renderer/map/gpu/class-texture.ts';
import { machine, missingFor } from '../fixtures/machine.ts';
import { BenchReport, distributionOf } from './harness.ts';
import { PlatformWriter, type WriteRate } from './parts/platform-writer.ts';
import type { TrailEntry } from './parts/screen-host.ts';
import { ScreenHost, screenLatencies, shownOf } from './parts/screen-path.ts';
import { attachProbe, takeTrail } from './parts/screen-probe.ts';
import { CITY_FOLDER, gatherSnapshot } from './parts/simulated-replica.ts';
import { buildApplication, markedAt } from './parts/started-application.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const DURATION_MS = Number(values.seconds) * 1000;
const SIZE = { width: 1920, height: 1080 };
const SETTLE_MS = 10_000;
/** The last commit is drawn by then, or never. */
const DRAWN_WITHIN_MS = 3000;
const LATENCY_LIMIT_MS = 300;
const RATES: readonly WriteRate[] = [
  { rowsPerSecond: 1000, rowsPerTransaction: 40, durationMs: DURATION_MS },
  { rowsPerSecond: 5000, rowsPerTransaction: 200, durationMs: DURATION_MS },
];

function stationSpec(platform: TestPlatform): PostgresSpec {
  const { host, port, user, password, database } = platform.connectionOptions(`station_${CITY_CODE}`);
  const target = parseConnectionUrl(`postgres://${user}@${host}:${port}/${database}`);
  return { kind: 'postgres', target, areaCode: CITY_CODE, stationId: '0000beac', password };
}

async function measure(report: BenchReport, host: ScreenHost, page: Page, writer: PlatformWriter, asked: WriteRate): Promise<void> {
  await writer.write({ ...asked, durationMs: 3000 });
  await pause(DRAWN_WITHIN_MS);
  await host.trail();
  await takeTrail(page);
  const commits = await writer.write(asked);
  await pause(DRAWN_WITHIN_MS);
  const trails = { host: await host.trail(), screen: await takeTrail(page) };
  const latencies = screenLatencies(commits, shownOf(trails, 'coverage', trails.screen.coverageDrawnAtMs));
  const said = (kind: TrailEntry['kind']): number => trails.host.filter((entry) => entry.kind === kind).length;
  const { received, coverageDrawnAtMs, frames } = trails.screen;
  report.note(
    `${said('applied')} transactions applied, ${said('published')} revisions published, ${received.length} received, ` +
      `${coverageDrawnAtMs.length} of ${frames} frames with coverage`,
  );
  const { p50, p95, p99, largest } = distributionOf(latencies);
  report.table(
    [`${asked.rowsPerSecond} rows/s`, 'commits', 'of them drawn', 'commit → on screen ms p50', 'p95', 'p99', 'most'],
    [['', commits.length, latencies.length, p50, p95, p99, largest]],
  );
  report.figure({ name: `commit → on screen at ${asked.rowsPerSecond} rows/s, p50`, value: p50, unit: 'ms' });
  report.figure({ name: `commit → on screen at ${asked.rowsPerSecond} rows/s, p95`, value: p95, unit: 'ms' });
  report.figure({ name: `commit → on screen at ${asked.rowsPerSecond} rows/s, p99`, value: p99, unit: 'ms', limit: LATENCY_LIMIT_MS });
  report.figure({
    name: `commits that were drawn at ${asked.rowsPerSecond} rows/s`,
    value: (latencies.length / commits.length) * 100,
    unit: '%',
    least: 99,
  });
}

const report = new BenchReport('From the commit on PostgreSQL to the screen');
const missing = missingFor('browser');
if (missing === null) {
  buildApplication();
  const city = await loadCity(CITY_FOLDER);
  const platform = await TestPlatform.start({ cityVersion: city.version, settings: { fsync: 'on', shared_buffers: '256MB' } });
  try {
    const writer = new PlatformWriter(await platform.connect('platform_writer'), city, await gatherSnapshot(city, 'city'));
    await writer.fill();
    await inWorkFolder(async (folder) => {
      const host = new ScreenHost(join(folder, 'data'), stationSpec(platform));
      const browser = await chromium.launch({
        executablePath: machine.browser,
        headless: !machine.hasDisplay,
        args: [...machine.switches],
      });
      try {
        const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
        await attachProbe(page, { classTexels: classBytesLength(city.grids.count), leastMarkBytes: Number.MAX_SAFE_INTEGER });
        await page.goto(await host.address());
        await markedAt(page, 'map-complete');
        await page.locator('.replica-progress').waitFor({ state: 'detached', timeout: 300_000 });
        await pause(SETTLE_MS);
        for (const asked of RATES) await measure(report, host, page, writer, asked);
      } finally {
        await browser.close();
        await host.stop();
      }
    });
  } finally {
    await platform.stop();
  }
} else report.note(`not measured: ${missing}`);
report.finish();
