// The whole path: a change that the backend has applied until the frame that shows it, and what the console costs meanwhile. The city is simulated,
// everything else is the application: replication thread, replica, topics, contract, loopback server, window.
//   npm run bench -- screen [--seconds 30]
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { classBytesLength } from '../../renderer/map/gpu/class-texture.ts';
import { machine, missingFor } from '../fixtures/machine.ts';
import { loadCity } from '../../electron/backend/city/load-city.ts';
import { BenchReport, distributionOf } from './harness.ts';
import { type CpuUse, IdleMeter } from './parts/idle-meter.ts';
import type { TrailEntry } from './parts/screen-host.ts';
import { ScreenHost, type Steps, stepsOf } from './parts/screen-path.ts';
import { attachProbe, type ScreenTrail, takeTrail } from './parts/screen-probe.ts';
import { CITY_FOLDER } from './parts/simulated-replica.ts';
import { buildApplication, markedAt } from './parts/started-application.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' } } });
const SECONDS = Number(values.seconds);
const SIZE = { width: 1920, height: 1080 };
const SETTLE_MS = 20_000;
/** 7,000 workers walk and 50 alerts a second are raised or closed: of a working day's changes every twentieth is an alert. */
const LIVE_RATE = 1000;
const HIGH_RATE = 5000;
/** One frame at 60 Hz and 50 ms. */
const LATENCY_LIMIT_MS = 66;
const CPU_LIMIT_PERCENT = 25;
/** Bytes of a worker's mark, and how many of the 7,000 have to be on duty to know them by their size. */
const LEAST_MARK_BYTES = 24 * 2000;
const WHEEL_STEPS_TO_MARKS = 14;

interface Observed {
  readonly rate: number;
  readonly host: readonly TrailEntry[];
  readonly screen: ScreenTrail;
  /** Percent of one core. */
  readonly cpu: CpuUse;
}

async function observe(host: ScreenHost, page: Page, meter: IdleMeter, changesPerSecond: number): Promise<Observed> {
  host.setRate(changesPerSecond);
  await pause(5000);
  await host.trail();
  await takeTrail(page);
  const [before, startMs] = [await meter.cpu(), performance.now()];
  await pause(SECONDS * 1000);
  const [after, passedMs] = [await meter.cpu(), performance.now() - startMs];
  const share = (name: keyof CpuUse): number => ((after[name] - before[name]) / passedMs) * 100;
  const entries = await host.trail();
  // What was applied last has to be drawn yet.
  await pause(2500);
  const rows = entries.reduce((sum, entry) => sum + (entry.kind === 'applied' ? entry.rows : 0), 0);
  return {
    rate: rows / (passedMs / 1000),
    host: [...entries, ...(await host.trail())],
    screen: await takeTrail(page),
    cpu: {
      backend: share('backend'),
      renderer: share('renderer'),
      rendererMain: share('rendererMain'),
      browser: share('browser'),
      graphics: share('graphics'),
    },
  };
}

function tellPath(report: BenchReport, title: string, steps: Steps): void {
  const parts = [
    ['applied → published (the backend gathers)', distributionOf(steps.published)],
    ['published → in the window', distributionOf(steps.received)],
    ['in the window → in a drawn frame', distributionOf(steps.drawn)],
  ] as const;
  const whole = distributionOf(steps.whole);
  report.table(
    [`${title}, ms`, 'p50', 'p95', 'p99', 'most'],
    [...parts, ['applied → drawn', whole] as const].map(([name, { p50, p95, p99, largest }]) => [name, p50, p95, p99, largest]),
  );
  report.figure({ name: `${title}: applied → drawn, p50`, value: whole.p50, unit: 'ms' });
  report.figure({ name: `${title}: applied → drawn, p99`, value: whole.p99, unit: 'ms', limit: LATENCY_LIMIT_MS });
  for (const [name, { p50, p99 }] of parts) {
    report.figure({ name: `${title}: ${name}, p50`, value: p50, unit: 'ms' });
    report.figure({ name: `${title}: ${name}, p99`, value: p99, unit: 'ms' });
  }
}

const cpuRow = (name: string, { rate, cpu, screen }: Observed): (string | number)[] => [
  name,
  rate,
  screen.frames / SECONDS,
  cpu.rendererMain,
  cpu.renderer,
  cpu.graphics,
  cpu.backend,
];

async function zoomToMarks(page: Page): Promise<void> {
  await page.mouse.move(SIZE.width / 2, SIZE.height / 2);
  for (let step = 0; step < WHEEL_STEPS_TO_MARKS; step++) {
    await page.mouse.wheel(0, -240);
    await pause(300);
  }
  await page.mouse.move(0, 0);
  await pause(3000);
}

async function measure(report: BenchReport, host: ScreenHost, page: Page, meter: IdleMeter): Promise<void> {
  const still = await observe(host, page, meter, 0);
  const live = await observe(host, page, meter, LIVE_RATE);
  const high = await observe(host, page, meter, HIGH_RATE);
  tellPath(report, `coverage at ${Math.round(high.rate)} changes/s`, stepsOf(high, 'coverage', high.screen.coverageDrawnAtMs));
  await zoomToMarks(page);
  const near = await observe(host, page, meter, HIGH_RATE);
  tellPath(report, `positions at ${Math.round(near.rate)} changes/s`, stepsOf(near, 'workers', near.screen.marksDrawnAtMs));
  report.table(
    ['% of one core', 'changes/s', 'frames/s', 'window, main thread', 'window, all threads', 'graphics process', 'backend'],
    [
      cpuRow('nothing happens', still),
      cpuRow('7,000 workers, 50 alerts/s', live),
      cpuRow('5,000 changes/s', high),
      cpuRow('the same, near', near),
    ],
  );
  report.figure({ name: 'frames of a map to which nothing happens', value: still.screen.frames / SECONDS, unit: 'a second', limit: 0.1 });
  report.figure({
    name: 'window at 7,000 workers and 50 alerts/s',
    value: live.cpu.renderer,
    unit: '% of one core',
    limit: CPU_LIMIT_PERCENT,
  });
}

const report = new BenchReport('From the applied change to the screen');
const missing = missingFor('browser');
if (missing === null) {
  buildApplication();
  const { grids } = await loadCity(CITY_FOLDER);
  await inWorkFolder(async (folder) => {
    const host = new ScreenHost(join(folder, 'data'));
    const address = await host.address();
    const browser = await chromium.launch({ executablePath: machine.browser, headless: !machine.hasDisplay, args: [...machine.switches] });
    try {
      const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
      await attachProbe(page, { classTexels: classBytesLength(grids.count), leastMarkBytes: LEAST_MARK_BYTES });
      const meter = await IdleMeter.attach(host.processId, browser, page);
      await page.goto(address);
      await markedAt(page, 'map-complete');
      await page.locator('.replica-progress').waitFor({ state: 'detached', timeout: 300_000 });
      await pause(SETTLE_MS);
      await measure(report, host, page, meter);
    } finally {
      await browser.close();
      await host.stop();
    }
  });
} else report.note(`not measured: ${missing}`);
report.finish();
