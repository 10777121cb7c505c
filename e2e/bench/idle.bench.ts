// A console that nobody touches while 7,000 workers walk: CPU of every process, and the window's memory from minute to minute.
//   npm run bench -- idle [--minutes 60]
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { backendProcessId, startServing } from '../fixtures/host-process.ts';
import { machine, missingFor } from '../fixtures/machine.ts';
import { BenchReport } from './harness.ts';
import { type CpuUse, IdleMeter } from './parts/idle-meter.ts';
import { buildApplication, markedAt } from './parts/started-application.ts';
import { BENCH_NOW } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '5' } } });
const MINUTES = Number(values.minutes);
const MINUTE_MS = 60_000;
/** After the first picture: compilers, caches and the search index settle. */
const SETTLE_MS = 30_000;
const SIZE = { width: 1920, height: 1080 };
const CPU_LIMIT_PERCENT = 15;
const HEAP_LIMIT_MB = 120;
const HEAP_AFTER_MINUTES = 60;

interface Minute {
  readonly minute: number;
  readonly cpu: CpuUse;
  readonly atMs: number;
  readonly objectsMb: number;
  readonly arraysMb: number;
  readonly backendMb: number;
}

async function readMinute(meter: IdleMeter, minute: number): Promise<Minute> {
  // The collection that this asks for is not the console's own work: a minute's CPU begins after it.
  const heap = await meter.heap();
  return { minute, ...heap, cpu: await meter.cpu(), atMs: performance.now() };
}

async function watch(meter: IdleMeter): Promise<{ readonly minutes: readonly Minute[]; readonly shares: readonly CpuUse[] }> {
  const minutes = [await readMinute(meter, 0)];
  const shares: CpuUse[] = [];
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    await pause(MINUTE_MS);
    const before = minutes.at(-1);
    if (before !== undefined) shares.push(shareOf(before, await meter.cpu(), performance.now()));
    minutes.push(await readMinute(meter, minute));
  }
  return { minutes, shares };
}

/** Percent of one core. */
function shareOf(before: Minute, after: CpuUse, atMs: number): CpuUse {
  const share = (name: keyof CpuUse): number => ((after[name] - before.cpu[name]) / (atMs - before.atMs)) * 100;
  return {
    backend: share('backend'),
    renderer: share('renderer'),
    rendererMain: share('rendererMain'),
    browser: share('browser'),
    graphics: share('graphics'),
  };
}

function meanOf(shares: readonly CpuUse[], name: keyof CpuUse): number {
  return shares.reduce((sum, share) => sum + share[name], 0) / shares.length;
}

/** MB that the heap grows in a minute: the slope of the straight line nearest to all readings after the first. */
function growthOf(minutes: readonly Minute[]): number {
  const settled = minutes.slice(1);
  const mean = (of: (minute: Minute) => number): number => settled.reduce((sum, minute) => sum + of(minute), 0) / settled.length;
  const [x, y] = [mean(({ minute }) => minute), mean(({ objectsMb }) => objectsMb)];
  const spread = settled.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
  return spread === 0 ? 0 : settled.reduce((sum, { minute, objectsMb }) => sum + (minute - x) * (objectsMb - y), 0) / spread;
}

function tell(report: BenchReport, minutes: readonly Minute[], shares: readonly CpuUse[]): void {
  const [backend, renderer, rendererMain, browser, graphics] = (
    ['backend', 'renderer', 'rendererMain', 'browser', 'graphics'] as const
  ).map((name) => meanOf(shares, name)) as [number, number, number, number, number];
  const total = backend + renderer + browser;
  report.table(
    ['process', 'share of one core, %'],
    [
      ['backend', backend],
      ['window', renderer],
      ['… of which its main thread', rendererMain],
      ['browser and helpers', browser],
      ['together (target ≤ 15)', total],
      ['graphics process, painting in software', graphics],
    ],
  );
  const last = minutes.at(-1);
  const growth = growthOf(minutes);
  const afterHour = (last?.objectsMb ?? Number.NaN) + Math.max(0, growth) * Math.max(0, HEAP_AFTER_MINUTES - MINUTES);
  const shown = minutes.filter(({ minute }) => minute <= 1 || minute % 5 === 0);
  report.table(
    ['minute', 'JS heap, MB', 'typed arrays, MB', 'backend resident, MB'],
    shown.map(({ minute, objectsMb, arraysMb, backendMb }) => [String(minute), objectsMb, arraysMb, backendMb]),
  );
  const name = MINUTES >= HEAP_AFTER_MINUTES ? 'JS heap after an hour' : `JS heap after an hour, from ${MINUTES} minutes and their slope`;
  report.figure({ name: 'idle console', value: total, unit: '% of one core', limit: CPU_LIMIT_PERCENT });
  report.figure({ name: 'idle backend', value: backend, unit: '% of one core' });
  report.figure({ name: 'idle window', value: renderer, unit: '% of one core' });
  report.figure({ name: 'idle graphics process, software', value: graphics, unit: '% of one core' });
  report.figure({ name, value: afterHour, unit: 'MB', limit: HEAP_LIMIT_MB });
  report.figure({ name: `JS heap, slope over ${MINUTES} minutes`, value: growth * 60, unit: 'MB an hour' });
}

const report = new BenchReport('Idle console');
const missing = missingFor('browser');
if (missing === null) {
  buildApplication();
  await inWorkFolder(async (folder) => {
    const dataFolder = join(folder, 'data');
    const { script, address } = await startServing(dataFolder, ['--preset', 'city', '--at', BENCH_NOW]);
    const browser = await chromium.launch({
      executablePath: machine.browser,
      headless: !machine.hasDisplay,
      args: [...machine.switches],
    });
    try {
      const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
      const meter = await IdleMeter.attach(backendProcessId(dataFolder), browser, page);
      await page.goto(address);
      await markedAt(page, 'map-complete');
      await pause(SETTLE_MS);
      const { minutes, shares } = await watch(meter);
      tell(report, minutes, shares);
    } finally {
      await browser.close();
      await script.stop();
    }
  });
} else report.note(`not measured: ${missing}`);
report.finish();
