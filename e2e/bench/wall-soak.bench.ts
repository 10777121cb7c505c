// A wall that nobody touches for hours, its scenes going round: memory, handles and threads of every process that belongs to it.
//   npm run bench -- wall-soak [--hours 2]
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from '@playwright/test';
import { backendProcessId, startServing } from '../fixtures/host-process.ts';
import { machine, missingFor } from '../fixtures/machine.ts';
import { WallPage } from '../page-objects/wall-page.ts';
import { BenchReport } from './harness.ts';
import { type ProcessSize, sizeOfProcess } from './parts/process-size.ts';
import { buildApplication } from './parts/started-application.ts';
import { BENCH_NOW } from './parts/simulated-replica.ts';
import { trendLine } from './parts/trend-line.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const { values } = parseArgs({ options: { hours: { type: 'string', default: '2' } } });
const HOURS = Number(values.hours);
const HOUR_MS = 3_600_000;
/** Caches and compilers fill up for so long; nothing is judged by it. */
const SETTLE_HOURS = 0.5;
/** Less than this after settling says nothing of a day. */
const LEAST_JUDGED_HOURS = 1;
const READINGS = 60;
const LIMIT_MB_PER_HOUR = 1;
const SIZE = { width: 1920, height: 1080 };
const PROCESSES = ['wall', 'graphics', 'backend'] as const;

interface Reading {
  readonly hours: number;
  /** Objects that are still needed, after a collection. */
  readonly heapMb: number;
  readonly sizes: { readonly [Name in (typeof PROCESSES)[number]]: ProcessSize };
}

class SoakMeter {
  readonly #startMs = performance.now();
  readonly #read: () => Promise<Omit<Reading, 'hours'>>;

  private constructor(read: () => Promise<Omit<Reading, 'hours'>>) {
    this.#read = read;
  }

  static async attach(browser: Browser, page: Page, backendId: number): Promise<SoakMeter> {
    const session = await page.context().newCDPSession(page);
    const system = await browser.newBrowserCDPSession();
    return new SoakMeter(async () => {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize } = await session.send('Runtime.getHeapUsage');
      const { processInfo } = await system.send('SystemInfo.getProcessInfo');
      const processOf = (type: string): ProcessSize => {
        // The largest is the page's: a browser keeps an empty renderer in reserve.
        const all = processInfo.filter((info) => info.type === type).map(({ id }) => sizeOfProcess(id));
        return all.sort((one, other) => other.residentMb - one.residentMb)[0] ?? { residentMb: 0, handles: 0, threads: 0 };
      };
      const sizes = { wall: processOf('renderer'), graphics: processOf('GPU'), backend: sizeOfProcess(backendId) };
      return { heapMb: usedSize / 1e6, sizes };
    });
  }

  async read(): Promise<Reading> {
    return { hours: (performance.now() - this.#startMs) / HOUR_MS, ...(await this.#read()) };
  }
}

async function watch(meter: SoakMeter): Promise<readonly Reading[]> {
  const readings = [await meter.read()];
  for (let reading = 1; reading <= READINGS; reading += 1) {
    await pause((HOURS * HOUR_MS) / READINGS);
    readings.push(await meter.read());
  }
  return readings;
}

function tell(report: BenchReport, readings: readonly Reading[]): void {
  report.table(
    ['minute', 'JS heap, MB', ...PROCESSES.flatMap((name) => [`${name}, MB`, 'handles', 'threads'])],
    readings
      .filter((_, index) => index % 10 === 0)
      .map(({ hours, heapMb, sizes }) => [
        String(Math.round(hours * 60)),
        heapMb,
        ...PROCESSES.flatMap((name) => [sizes[name].residentMb, sizes[name].handles, sizes[name].threads]),
      ]),
  );
  const judgedHours = HOURS - SETTLE_HOURS;
  const canJudge = judgedHours >= LEAST_JUDGED_HOURS;
  const settled = canJudge ? readings.filter(({ hours }) => hours >= SETTLE_HOURS) : readings;
  if (!canJudge)
    report.note(`a run of ${HOURS} hours is too short to judge growth by: slopes are of all of it, caches filling up included`);
  const rise = (name: string, unit: string, of: (reading: Reading) => number): void => {
    const { slope, margin } = trendLine(settled.map((reading) => ({ x: reading.hours, y: of(reading) })));
    report.figure({ name, value: slope, unit: `${unit} an hour`, ...(canJudge && unit === 'MB' ? { limit: LIMIT_MB_PER_HOUR } : {}) });
    report.figure({ name: `${name}, ± (95 %)`, value: margin, unit: `${unit} an hour` });
  };
  rise('wall, JS heap', 'MB', ({ heapMb }) => heapMb);
  for (const name of PROCESSES) {
    rise(`${name}, resident`, 'MB', ({ sizes }) => sizes[name].residentMb);
    rise(`${name}, handles`, 'handles', ({ sizes }) => sizes[name].handles);
    rise(`${name}, threads`, 'threads', ({ sizes }) => sizes[name].threads);
  }
}

const report = new BenchReport('Soak of the wall');
const missing = missingFor('browser');
if (missing === null) {
  buildApplication();
  await inWorkFolder(async (folder) => {
    const dataFolder = join(folder, 'data');
    const { script, wallAddress } = await startServing(dataFolder, ['--preset', 'city', '--at', BENCH_NOW]);
    const browser = await chromium.launch({ executablePath: machine.browser, headless: !machine.hasDisplay, args: [...machine.switches] });
    try {
      const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN' });
      await page.goto(wallAddress);
      await new WallPage(page).shown(180_000);
      tell(report, await watch(await SoakMeter.attach(browser, page, backendProcessId(dataFolder))));
    } finally {
      await browser.close();
      await script.stop();
    }
  });
} else report.note(`not measured: ${missing}`);
report.finish();
