// The daily report of a street, a district and the whole city, from the call to the finished PDF, against printing an empty page through
// the same Chromium in the same run.
import { join } from 'node:path';
import { pino } from 'pino';
import { openOffice } from '../../electron/backend/db/office/office.ts';
import { TEST_KEYS } from '../../electron/backend/keys/testing/test-security.ts';
import { ManualClock } from '../../electron/backend/manual-clock.ts';
import { openReadingBackend } from '../../electron/backend/reading-backend.ts';
import type { Backend } from '../../electron/backend/service.ts';
import { applicationFolders } from '../../electron/hosts/application-folders.ts';
import { localCaller } from '../../electron/hosts/callers.ts';
import { createToken, LoopbackAccess } from '../../electron/hosts/loopback/access.ts';
import { startLoopbackServer } from '../../electron/hosts/loopback/server.ts';
import { ChromiumPrinter } from '../../electron/hosts/print/chromium-printer.ts';
import { launchChromium } from '../../electron/hosts/print/launch-chromium.ts';
import { dayOf } from '../../shared/domain/time.ts';
import { REPORT_PRINT_OPTIONS } from '../../shared/host/report-page.ts';
import { serveClient } from '../../shared/rpc/serve.ts';
import { BenchReport, medianOf, spend } from './harness.ts';
import { BENCH_NOW_MS, fillReplica } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const REPETITIONS = 5;
const CUTOFF_MINUTE = 18 * 60;
const STREET_LIMIT_MS = 5_000;
const AREAS = [
  { name: 'street', code: '320106001' },
  { name: 'district', code: '320106' },
  { name: 'city', code: '320100' },
] as const;

interface Step {
  readonly buildMs: number;
  readonly allMs: number;
}

/** Starts a Chromium, prints an empty page and ends it: what no report can be faster than. */
async function printEmptyPage(): Promise<void> {
  const browser = await launchChromium();
  if (browser === null) throw new Error('no Chromium on this machine');
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send('Page.printToPDF', REPORT_PRINT_OPTIONS);
  await browser.close();
}

async function printReport({ served: { handlers } }: Backend, areaCode: string): Promise<Step> {
  const context = { caller: localCaller('commandLine'), signal: new AbortController().signal };
  const day = dayOf(BENCH_NOW_MS) - 1;
  let number = '';
  const build = await spend(async () => {
    ({ number } = await handlers.freezeReport({ areaCode, day, cutoffMinute: CUTOFF_MINUTE, language: 'zh-CN' }, context));
  });
  const print = await spend(() => handlers.printReport({ number }, context));
  return { buildMs: build.wallMs, allMs: build.wallMs + print.wallMs };
}

async function withBackend(dataFolder: string, work: (backend: Backend) => Promise<void>): Promise<void> {
  const folders = applicationFolders();
  const access = new LoopbackAccess(createToken(), Date.now);
  const opened: { backend: Backend | null } = { backend: null };
  const server = await startLoopbackServer({
    folders,
    access,
    port: 0,
    otherOrigins: [],
    onClient: (channel, face) =>
      void (opened.backend === null ? channel.close() : serveClient(channel, opened.backend.served, localCaller(face))),
  });
  const printer = new ChromiumPrinter(server.origin, () => access.issueTicket('report'));
  const backend = await openReadingBackend({
    dataFolder,
    cityFolder: folders.city,
    clock: new ManualClock(BENCH_NOW_MS),
    printer,
    keys: TEST_KEYS,
    log: pino({ level: 'silent' }),
  });
  opened.backend = backend;
  try {
    await work(backend);
  } finally {
    await server.close();
    await backend.close();
  }
}

async function measure(backend: Backend, report: BenchReport): Promise<void> {
  const rows: (string | number)[][] = [];
  for (const { name, code } of AREAS) {
    const steps: Step[] = [];
    const emptyMs: number[] = [];
    for (let round = 0; round <= REPETITIONS; round += 1) {
      const empty = await spend(printEmptyPage);
      const step = await printReport(backend, code);
      if (round === 0) continue;
      emptyMs.push(empty.wallMs);
      steps.push(step);
    }
    const allMs = medianOf(steps.map((step) => step.allMs));
    const ratio = medianOf(steps.map((step, round) => step.allMs / (emptyMs[round] ?? Number.NaN)));
    rows.push([name, medianOf(steps.map((step) => step.buildMs)), allMs, medianOf(emptyMs), ratio]);
    report.figure({
      name: `report of a ${name}, call to PDF`,
      value: allMs,
      unit: 'ms',
      ...(name === 'street' ? { limit: STREET_LIMIT_MS } : {}),
    });
    report.figure({ name: `report of a ${name} against an empty page`, value: ratio, unit: '×' });
  }
  report.table(['report', 'figures ms', 'call to PDF ms', 'empty page ms', 'ratio'], rows);
}

await inWorkFolder(async (folder) => {
  const report = new BenchReport('Daily report');
  report.note('filling a replica with the city preset');
  const dataFolder = join(folder, 'data');
  (await fillReplica(dataFolder, 'city')).replica.close();
  openOffice({ folder: dataFolder, key: TEST_KEYS.office, nowMs: BENCH_NOW_MS }).close();
  await withBackend(dataFolder, (backend) => measure(backend, report));
  report.finish();
});
