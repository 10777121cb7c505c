// What the map costs, beside a hand-written floor and other libraries that draw the same data, in one run.
//   npm run bench -- map [--subjects floor,layers,…] [--grids 12410,50000,200000] [--sizes 1080,2160] [--turns 3] [--batches 6] [--limit 600]
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { build } from 'vite';
import { machine, missingFor } from '../../fixtures/machine.ts';
import { BenchReport } from '../harness.ts';
import { type Conditions, measureSubject, type Measured } from './measure-subject.ts';
import { type BenchOptions, benchOptions, type BenchSize } from './options.ts';
import { pictureDifference } from '../../fixtures/picture-difference.ts';
import { writeScenes } from './scene/write-scene.ts';
import { serveFolder } from './serve-folder.ts';
import { addFigures, tableOf } from './table.ts';
import { ofAllTurns } from './turns.ts';

const PAGES = resolve(import.meta.dirname, 'pages');
const BUILT = resolve(import.meta.dirname, '../../../out/map-bench');
/** The floor draws the application's picture: at most so many pixels may differ, of all. */
const MOST_DIFFERENT = 0.001;
/** Without it the canvas would come back to the main thread with every frame, the same for all subjects, and hide how they differ. */
const SWITCHES = machine.switches.filter((name) => name !== '--disable-gpu-compositing');

const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: machine.browser, args: SWITCHES });

/** Each by itself: pages that share scripts and styles would load what another needs, and in its order. */
async function buildPage(page: string): Promise<void> {
  await build({
    configFile: join(PAGES, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: BUILT, emptyOutDir: false, rolldownOptions: { input: join(PAGES, `${page}.html`) } },
  });
}

/** Why a subject has no figures, in the words of the table. */
function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? error.message) : String(error);
}

/** The same picture, or the floor would be a floor of something else. */
async function requireSamePicture(floor: Measured, application: Measured): Promise<string> {
  const browser = await openBrowser();
  try {
    const differenceOf = (view: 'wide' | 'near'): Promise<number> => {
      const [one, other] = [floor.pictures[view], application.pictures[view]];
      if (one === undefined || other === undefined) throw new Error('floor and application were not drawn within the limit');
      return pictureDifference(browser, one, other);
    };
    const wide = await differenceOf('wide');
    const near = await differenceOf('near');
    if (Math.max(wide, near) > MOST_DIFFERENT)
      throw new Error(`floor and application differ in ${wide * 100} % and ${near * 100} % of the pixels`);
    return `Pixels in which floor and application’s layers differ: ${(wide * 100).toFixed(4)} % of the city, ${(near * 100).toFixed(4)} % near.`;
  } finally {
    await browser.close();
  }
}

/** Every subject in each turn, but for those that did not come to an end before. */
async function measureInTurns(
  title: string,
  conditions: Omit<Conditions, 'page'>,
  { subjects, turns }: BenchOptions,
  report: BenchReport,
): Promise<Map<string, Measured | string>> {
  const finished = new Map<string, Measured[]>();
  const failed = new Map<string, string>();
  for (let turn = 1; turn <= turns; turn++) {
    for (const { page, title: name } of subjects) {
      const before = finished.get(page) ?? [];
      if (failed.has(page) || before.some(({ unfinished }) => unfinished !== null)) continue;
      const startMs = performance.now();
      const result = await measureSubject(openBrowser, { ...conditions, page }).catch(reasonOf);
      const took = `${title}, turn ${turn}: ${name} ${Math.round((performance.now() - startMs) / 1000)} s`;
      if (typeof result === 'string') {
        failed.set(page, result);
        report.note(`${took}, ${result}`);
      } else {
        finished.set(page, [...before, result]);
        report.note(`${took}${result.unfinished === null ? '' : `, ${result.unfinished}: not within ${conditions.limitMs / 1000} s`}`);
      }
    }
  }
  return new Map<string, Measured | string>([...[...finished].map(([page, all]) => [page, ofAllTurns(all)] as const), ...failed]);
}

async function runOne(report: BenchReport, origin: string, grids: number, size: BenchSize, options: BenchOptions): Promise<void> {
  const { subjects, limitMs } = options;
  const title = `${grids.toLocaleString('en-US')} grids at ${size.width}×${size.height}`;
  const results = await measureInTurns(title, { origin, grids, ...size, limitMs }, options, report);
  const table = tableOf(subjects, results);
  report.note(`\n### ${title}`);
  report.table(table.head, table.rows);
  const [floor, layers] = [results.get('floor'), results.get('layers')];
  if (typeof floor === 'object' && typeof layers === 'object') report.note(await requireSamePicture(floor, layers));
  addFigures(report, title, subjects, results);
}

async function main(): Promise<void> {
  const options = benchOptions(process.argv.slice(2));
  const { subjects } = options;
  const report = new BenchReport('map: the application’s own layers beside hand-written WebGL2 and other libraries');
  rmSync(BUILT, { recursive: true, force: true });
  for (const { page } of subjects) await buildPage(page);
  const cities = await writeScenes(join(BUILT, 'scene'), options.sides);
  const server = await serveFolder(BUILT);
  try {
    for (const { title, draws } of subjects) report.note(`- ${title}: ${draws}`);
    for (const grids of cities) for (const size of options.sizes) await runOne(report, server.origin, grids, size, options);
  } finally {
    server.close();
  }
  report.finish();
}

const missing = missingFor('browser');
if (missing !== null) throw new Error(missing);
await main();
