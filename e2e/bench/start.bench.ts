// From asking for the application to a console that answers and a map that is complete: the first run, which makes the city and fills the
// replica, and the start after it. In a Chromium window as `npm start` opens it, and in Electron where this machine has one.
import { join } from 'node:path';
import { missingFor } from '../fixtures/machine.ts';
import { BenchReport, medianOf, show } from './harness.ts';
import { buildApplication, markedAt, type StartedApplication, startInBrowser, startInElectron } from './parts/started-application.ts';
import { BENCH_NOW } from './parts/simulated-replica.ts';
import { inWorkFolder } from './parts/work-folder.ts';

interface Start {
  readonly pageSeconds: number;
  readonly interactiveSeconds: number;
  readonly mapSeconds: number;
}

type StartOn = (workFolder: string, dataFolder: string, at: string) => Promise<StartedApplication>;

const ROUNDS = 3;
const FIRST_RUN_LIMIT_SECONDS = 15;
const WARM_START_LIMIT_SECONDS = 3;
/** Five minutes after the first run by the city's clock: what happened meanwhile is caught up. */
const WARM_START = '2026-11-23T15:05';

async function measureStart(report: BenchReport, start: () => Promise<StartedApplication>): Promise<Start> {
  const application = await start();
  try {
    const { page, askedAtMs } = application;
    const since = (atMs: number): number => (atMs - askedAtMs) / 1000;
    const [interactive, map] = await Promise.all([markedAt(page, 'console-interactive'), markedAt(page, 'map-complete')]);
    const origin = await page.evaluate(() => performance.timeOrigin);
    const measured = { pageSeconds: since(origin), interactiveSeconds: since(interactive), mapSeconds: since(map) };
    report.note(
      `page ${show(measured.pageSeconds)} s, interactive ${show(measured.interactiveSeconds)} s, map ${show(measured.mapSeconds)} s`,
    );
    return measured;
  } finally {
    await application.close();
  }
}

async function measureHost(report: BenchReport, name: string, startOn: StartOn): Promise<(string | number)[][]> {
  const firstRuns: Start[] = [];
  const warmStarts: Start[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await inWorkFolder(async (folder) => {
      const start = (at: string) => startOn(folder, join(folder, 'data'), at);
      buildApplication();
      firstRuns.push(await measureStart(report, () => start(BENCH_NOW)));
      warmStarts.push(await measureStart(report, () => start(WARM_START)));
    });
  }
  const row = (kind: string, starts: readonly Start[]): (string | number)[] => {
    const columns = [
      starts.map((start) => start.pageSeconds),
      starts.map((start) => start.interactiveSeconds),
      starts.map((start) => start.mapSeconds),
    ];
    return [name, kind, ...columns.map(medianOf)];
  };
  const interactive = (starts: readonly Start[]): number => medianOf(starts.map(({ interactiveSeconds }) => interactiveSeconds));
  const map = (starts: readonly Start[]): number => medianOf(starts.map(({ mapSeconds }) => mapSeconds));
  report.figure({ name: `first run to interactive, ${name}`, value: interactive(firstRuns), unit: 's', limit: FIRST_RUN_LIMIT_SECONDS });
  report.figure({ name: `first run to complete map, ${name}`, value: map(firstRuns), unit: 's' });
  report.figure({ name: `warm start to interactive, ${name}`, value: interactive(warmStarts), unit: 's' });
  report.figure({ name: `warm start to complete map, ${name}`, value: map(warmStarts), unit: 's', limit: WARM_START_LIMIT_SECONDS });
  return [row('first run (target: interactive ≤ 15)', firstRuns), row('warm start (target: map ≤ 3)', warmStarts)];
}

const report = new BenchReport('Start');
const hosts = [
  { host: 'browser', name: 'Chromium window', startOn: startInBrowser },
  { host: 'electron', name: 'Electron', startOn: startInElectron },
] as const;
const rows: (string | number)[][] = [];
for (const { host, name, startOn } of hosts) {
  const missing = missingFor(host);
  if (missing === null) rows.push(...(await measureHost(report, name, startOn)));
  else report.note(`${name}: not measured, ${missing}`);
}
report.table(['window', '', 'page asked for, s', 'console interactive, s', 'map complete, s'], rows);
report.finish();
