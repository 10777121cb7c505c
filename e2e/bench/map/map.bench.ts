/**
 * What the map costs, as multiples of a hand-written floor measured in the same run: `npm run bench -- map` or
 * `node e2e/bench/map/map.bench.ts`. One JSON line a figure, then the table. Exits with 1 when a goal is missed.
 */
import { resolve } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import type { BenchPage } from './harness/bench-page.ts';
import { CpuMeter, type Usage } from './cpu-meter.ts';
import { serveFolder } from './serve-folder.ts';

const HARNESS = resolve(import.meta.dirname, 'harness');
const BUILT = resolve(import.meta.dirname, '../../../out/map-harness');
const SIZES = [
  { width: 1920, height: 1080, batches: 16 },
  // Software rendering takes a second a frame here; the main thread's share settles in few of them.
  { width: 3840, height: 2160, batches: 4 },
];
const SUBJECTS = [
  { name: 'floor', path: '/floor.html' },
  { name: 'application', path: '/index.html' },
] as const;
const CHANGES_A_BATCH = 4;
const READY_TIMEOUT_MS = 120_000;
/** Longer than the layer's least time between two refreshes, so that every movement is drawn. */
const MOVE_INTERVAL_MS = 1100;
const IDLE_MS = 3000;
const PICKS = 20_000;
/** At most so many times the floor, held at the first size, at which the goals were set. */
const GOALS: Readonly<Record<string, number>> = { recolour: 4 };

interface Figures {
  readonly firstFrameMs: number;
  readonly firstFrameWallMs: number;
  /** Of each second in which nothing happens. */
  readonly idleMs: number;
  readonly recolourMs: number;
  readonly panP50Ms: number;
  readonly panP95Ms: number;
  readonly panGraphicsMs: number;
  readonly moveMs: number;
  readonly pickMicroseconds: number;
  readonly heapMegabytes: number;
}

declare global {
  interface Window {
    bench?: BenchPage;
  }
}

type Change = 'recolour' | 'pan' | 'movePoints';

/** Asks for changes one by one, two frames apart, so that each is drawn before the next. */
async function change(page: Page, kind: Change, from: number, count: number, waitMs: number): Promise<void> {
  await page.evaluate(
    async ([name, first, times, pauseMs]) => {
      const frame = () => new Promise((done) => requestAnimationFrame(done));
      for (let round = first; round < first + times; round++) {
        window.bench?.[name](round);
        await frame();
        await frame();
        if (pauseMs > 0) await new Promise((done) => setTimeout(done, pauseMs));
      }
    },
    [kind, from, count, waitMs] as const,
  );
}

function difference(before: Usage, after: Usage, rounds: number): Usage {
  return { mainMs: (after.mainMs - before.mainMs) / rounds, graphicsMs: (after.graphicsMs - before.graphicsMs) / rounds };
}

/** CPU a change in each of several batches: the median of them is not moved by a collection or another program. */
async function measure(page: Page, meter: CpuMeter, kind: Change, batches: number, waitMs = 0): Promise<readonly Usage[]> {
  await change(page, kind, 0, CHANGES_A_BATCH, waitMs);
  const usages: Usage[] = [];
  for (let batch = 1; batch <= batches; batch++) {
    const before = await meter.read();
    await change(page, kind, batch * CHANGES_A_BATCH, CHANGES_A_BATCH, waitMs);
    usages.push(difference(before, await meter.read(), CHANGES_A_BATCH));
  }
  return usages;
}

/** A page that draws nothing is fast: what was asked for has to be on the screen. */
async function requireDrawn(page: Page, path: string): Promise<void> {
  const pictureOf = async (round: number): Promise<Buffer> => {
    await change(page, 'recolour', round, 1, 500);
    return page.screenshot();
  };
  if ((await pictureOf(0)).equals(await pictureOf(1))) throw new Error(`${path} shows no grids: other classes look the same`);
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

function mainQuantile(usages: readonly Usage[], part: number): number {
  return quantile(
    usages.map(({ mainMs }) => mainMs),
    part,
  );
}

async function measureSubject(
  browser: Browser,
  origin: string,
  path: string,
  { batches, ...viewport }: (typeof SIZES)[number],
): Promise<Figures> {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const meter = await CpuMeter.attach(browser, page);
  const empty = await meter.read();
  await page.goto(`${origin}${path}`);
  await page.waitForFunction(() => (window.bench?.readyAtMs ?? 0) > 0, null, { timeout: READY_TIMEOUT_MS });
  const first = difference(empty, await meter.read(), 1);
  const firstFrameWallMs = await page.evaluate(() => window.bench?.readyAtMs ?? Number.NaN);
  await page.waitForTimeout(IDLE_MS / 2);
  const beforeIdle = await meter.read();
  await page.waitForTimeout(IDLE_MS);
  const idle = difference(beforeIdle, await meter.read(), IDLE_MS / 1000);
  await requireDrawn(page, path);
  const recolours = await measure(page, meter, 'recolour', batches);
  const pans = await measure(page, meter, 'pan', batches);
  await page.evaluate(() => window.bench?.lookNear());
  await page.waitForTimeout(2500);
  const moves = await measure(page, meter, 'movePoints', 2, MOVE_INTERVAL_MS);
  const pickMicroseconds = await page.evaluate((count) => {
    const startMs = performance.now();
    window.bench?.pick(count);
    return ((performance.now() - startMs) * 1000) / count;
  }, PICKS);
  const heapMegabytes = await meter.heapMegabytes();
  await context.close();
  return {
    firstFrameMs: first.mainMs,
    firstFrameWallMs,
    idleMs: idle.mainMs,
    recolourMs: mainQuantile(recolours, 0.5),
    panP50Ms: mainQuantile(pans, 0.5),
    panP95Ms: mainQuantile(pans, 0.95),
    panGraphicsMs: quantile(
      pans.map(({ graphicsMs }) => graphicsMs),
      0.5,
    ),
    moveMs: mainQuantile(moves, 0.5),
    pickMicroseconds,
    heapMegabytes,
  };
}

const ROWS: readonly { readonly title: string; readonly goal?: string; readonly of: (figures: Figures) => number }[] = [
  { title: 'first complete frame, main thread ms', of: ({ firstFrameMs }) => firstFrameMs },
  { title: 'first complete frame, wall ms', of: ({ firstFrameWallMs }) => firstFrameWallMs },
  { title: 'idle, main thread ms a second', of: ({ idleMs }) => idleMs },
  { title: 'recolour all grids, main thread ms', goal: 'recolour', of: ({ recolourMs }) => recolourMs },
  { title: 'pan, main thread ms a frame, p50', of: ({ panP50Ms }) => panP50Ms },
  { title: 'pan, main thread ms a frame, p95 of batches', of: ({ panP95Ms }) => panP95Ms },
  { title: 'pan, graphics process ms a frame', of: ({ panGraphicsMs }) => panGraphicsMs },
  { title: 'move 7,000 workers, main thread ms', of: ({ moveMs }) => moveMs },
  { title: 'pick a grid, µs', of: ({ pickMicroseconds }) => pickMicroseconds },
  { title: 'JavaScript heap and buffers, MB', of: ({ heapMegabytes }) => heapMegabytes },
];

function markdown(size: string, floor: Figures, application: Figures): string {
  const lines = ROWS.map(({ title, of }) => {
    const [low, high] = [of(floor), of(application)];
    return `| ${title} | ${low.toFixed(2)} | ${high.toFixed(2)} | ${(high / low).toFixed(1)} |`;
  });
  return [`### Map at ${size}`, '', '| | floor | application | × |', '|---|---|---|---|', ...lines].join('\n');
}

async function main(): Promise<void> {
  await build({ configFile: resolve(HARNESS, 'vite.config.ts'), logLevel: 'error' });
  const server = await serveFolder(BUILT);
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--no-sandbox'],
  });
  const tables: string[] = [];
  let missed = 0;
  try {
    for (const size of SIZES) {
      const results = new Map<string, Figures>();
      for (const { name, path } of SUBJECTS) {
        const figures = await measureSubject(browser, server.origin, path, size);
        results.set(name, figures);
        console.log(JSON.stringify({ bench: 'map', subject: name, ...size, ...figures }));
      }
      const [floor, application] = [results.get('floor'), results.get('application')];
      if (floor === undefined || application === undefined) continue;
      tables.push(markdown(`${size.width}×${size.height}`, floor, application));
      if (size !== SIZES[0]) continue;
      for (const { goal, of } of ROWS) if (goal !== undefined && of(application) / of(floor) > (GOALS[goal] ?? Infinity)) missed++;
    }
  } finally {
    await browser.close();
    server.close();
  }
  console.log(`\n${tables.join('\n\n')}`);
  if (missed > 0) process.exitCode = 1;
}

await main();
