import type { Browser, Page } from '@playwright/test';
import { CpuMeter, type Usage } from './cpu-meter.ts';
import type { BenchPage } from './pages/bench-page.ts';
import { distributionOf, medianOf } from '../harness.ts';

/** Of one change or frame, over batches of them. */
export interface CostSummary {
  /** Milliseconds of CPU on the page's main thread. */
  readonly p50Ms: number;
  readonly p95Ms: number;
  /** Medians: milliseconds that passed, and milliseconds of CPU of the graphics process. */
  readonly wallMs: number;
  readonly graphicsMs: number;
}

/** What one subject costs on one city at one size. Milliseconds of CPU on the page's main thread, unless a name says otherwise. */
interface AllFigures {
  firstMs: number;
  firstWallMs: number;
  firstGraphicsMs: number;
  /** Of each second in which nothing happens. */
  idleMs: number;
  recolour: CostSummary;
  /** Moving over the whole city. */
  pan: CostSummary;
  /** Moving and zooming over the inner city, with borders and marks. */
  zoom: CostSummary;
  move: CostSummary;
  pickMicroseconds: number;
  /** JavaScript's objects and arrays, once the first frame stands. */
  heapMegabytes: number;
}

/** As far as they were measured when the limit was reached. */
export type Figures = Readonly<Partial<AllFigures>>;

/** As the subject shows the city, and the inner city with borders and marks. */
interface Pictures {
  wide: Buffer;
  near: Buffer;
}

export interface Measured {
  readonly figures: Figures;
  readonly pictures: Partial<Pictures>;
  /** What did not come to its end within the limit; null when everything did. */
  readonly unfinished: string | null;
}

export interface Conditions {
  readonly origin: string;
  readonly page: string;
  readonly grids: number;
  readonly width: number;
  readonly height: number;
  /** Batches of changes whose median and 95th percentile are taken. */
  readonly batches: number;
  readonly limitMs: number;
}

/** A subject took longer than it may; the message says with what. */
class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

type Change = Extract<keyof BenchPage, 'recolour' | 'pan' | 'zoom' | 'movePoints'>;
interface Cost extends Usage {
  readonly wallMs: number;
}

/** Longer than the application's least time between two looks at the workers, so that every movement is drawn. */
const MOVE_INTERVAL_MS = 1100;
const MOVE_BATCHES = 6;
const IDLE_MS = 3000;
const SETTLE_MS = 2500;
const PICK_MS = 200;

interface Rhythm {
  /** Changes a batch. */
  readonly changes: number;
  /** The camera moves with every frame, as under a hand; other changes come two frames apart, so that each is drawn before the next. */
  readonly frames: number;
  readonly pauseMs: number;
}
const RHYTHMS: Readonly<Record<Change, Rhythm>> = {
  recolour: { changes: 4, frames: 2, pauseMs: 0 },
  pan: { changes: 8, frames: 1, pauseMs: 0 },
  zoom: { changes: 8, frames: 1, pauseMs: 0 },
  movePoints: { changes: 3, frames: 2, pauseMs: MOVE_INTERVAL_MS },
};

/** One batch of changes; answers the milliseconds that passed without the pauses. */
async function change(page: Page, kind: Change, batch: number): Promise<number> {
  return page.evaluate(
    async ([name, from, { changes, frames, pauseMs }]) => {
      let spentMs = 0;
      for (let round = from * changes; round < (from + 1) * changes; round++) {
        const startMs = performance.now();
        window.bench?.[name](round);
        for (let frame = 0; frame < frames; frame++) await new Promise((done) => requestAnimationFrame(done));
        spentMs += performance.now() - startMs;
        if (pauseMs > 0) await new Promise((done) => setTimeout(done, pauseMs));
      }
      return spentMs;
    },
    [kind, batch, RHYTHMS[kind]] as const,
  );
}

function costOf(kind: Change, before: Usage, after: Usage, wallMs: number): Cost {
  const { changes } = RHYTHMS[kind];
  return {
    mainMs: (after.mainMs - before.mainMs) / changes,
    graphicsMs: (after.graphicsMs - before.graphicsMs) / changes,
    wallMs: wallMs / changes,
  };
}

/** Drives one page and measures around it, with one limit for all of it. */
class Measurement {
  readonly #page: Page;
  readonly #meter: CpuMeter;
  readonly #endMs: number;

  constructor(page: Page, meter: CpuMeter, limitMs: number) {
    this.#page = page;
    this.#meter = meter;
    this.#endMs = performance.now() + limitMs;
  }

  /** Rejects when the limit passes before the work is done. */
  async within<T>(what: string, work: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const timer = setTimeout(() => reject(new LimitReached(what)), Math.max(0, this.#endMs - performance.now()));
    try {
      return await Promise.race([work, promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** CPU a change in each of several batches: the median of them is not moved by a collection or another program. */
  async costs(kind: Change, batches: number): Promise<readonly Cost[]> {
    await this.within(kind, change(this.#page, kind, 0));
    const costs: Cost[] = [];
    for (let batch = 1; batch <= batches; batch++) {
      const before = await this.#meter.read();
      const wallMs = await this.within(kind, change(this.#page, kind, batch));
      costs.push(costOf(kind, before, await this.#meter.read(), wallMs));
    }
    return costs;
  }

  async picture(): Promise<Buffer> {
    return this.within('picture', this.#page.screenshot());
  }

  /** A page that draws nothing is fast: what is asked for has to be on the screen. Answers how the city looks. */
  async requireDrawn(): Promise<Buffer> {
    const pictures: Buffer[] = [];
    for (const round of [1, 0]) {
      await this.within(
        'recolour',
        this.#page.evaluate((which) => window.bench?.recolour(which), round),
      );
      await this.#page.waitForTimeout(SETTLE_MS);
      pictures.push(await this.picture());
    }
    const [other, wide] = pictures;
    if (other === undefined || wide === undefined || wide.equals(other)) throw new Error('other classes look the same: no grids are shown');
    return wide;
  }
}

function summaryOf(costs: readonly Cost[]): CostSummary {
  const main = distributionOf(costs.map(({ mainMs }) => mainMs));
  return {
    p50Ms: main.p50,
    p95Ms: main.p95,
    wallMs: medianOf(costs.map(({ wallMs }) => wallMs)),
    graphicsMs: medianOf(costs.map(({ graphicsMs }) => graphicsMs)),
  };
}

async function measurePage(page: Page, meter: CpuMeter, { origin, page: name, grids, batches, limitMs }: Conditions): Promise<Measured> {
  const measurement = new Measurement(page, meter, limitMs);
  const figures: Partial<AllFigures> = {};
  const pictures: Partial<Pictures> = {};
  const measureAll = async (): Promise<void> => {
    const before = await meter.read();
    await page.goto(`${origin}/${name}.html?grids=${grids}`);
    await measurement.within(
      'first frame',
      page.waitForFunction(() => (window.bench?.readyAtMs ?? 0) > 0, null, { timeout: 0, polling: 50 }),
    );
    const first = await meter.read();
    figures.firstMs = first.mainMs - before.mainMs;
    figures.firstGraphicsMs = first.graphicsMs - before.graphicsMs;
    figures.firstWallMs = await page.evaluate(() => window.bench?.readyAtMs ?? Number.NaN);
    await page.waitForTimeout(SETTLE_MS);
    figures.heapMegabytes = await measurement.within('heap', meter.heapMegabytes());
    const beforeIdle = await meter.read();
    await page.waitForTimeout(IDLE_MS);
    figures.idleMs = ((await meter.read()).mainMs - beforeIdle.mainMs) / (IDLE_MS / 1000);
    pictures.wide = await measurement.requireDrawn();
    figures.recolour = summaryOf(await measurement.costs('recolour', batches));
    figures.pan = summaryOf(await measurement.costs('pan', batches));
    await measurement.within(
      'zoom',
      page.evaluate(() => window.bench?.lookNear()),
    );
    await page.waitForTimeout(SETTLE_MS);
    pictures.near = await measurement.picture();
    figures.zoom = summaryOf(await measurement.costs('zoom', batches));
    figures.move = summaryOf(await measurement.costs('movePoints', MOVE_BATCHES));
    figures.pickMicroseconds = await measurement.within(
      'pick',
      page.evaluate((ms) => window.bench?.pick(ms) ?? Number.NaN, PICK_MS),
    );
  };
  try {
    await measureAll();
    return { figures, pictures, unfinished: null };
  } catch (error) {
    if (error instanceof LimitReached) return { figures, pictures, unfinished: error.message };
    throw error;
  }
}

/** Opens the subject in a browser of its own, so that no other's graphics process counts. */
export async function measureSubject(openBrowser: () => Promise<Browser>, conditions: Conditions): Promise<Measured> {
  const browser = await openBrowser();
  try {
    const context = await browser.newContext({ viewport: { width: conditions.width, height: conditions.height } });
    const page = await context.newPage();
    return await measurePage(page, await CpuMeter.attach(browser, page), conditions);
  } finally {
    await browser.close();
  }
}
