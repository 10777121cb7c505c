import type { Browser, CDPSession, Page } from '@playwright/test';

export interface Usage {
  /** Milliseconds of CPU on the page's main thread. */
  readonly mainMs: number;
  /** Milliseconds of CPU of the graphics process: in software rendering it paints the pixels. */
  readonly graphicsMs: number;
}

/** Reads CPU time through the debugging protocol. */
export class CpuMeter {
  readonly #page: CDPSession;
  readonly #browser: CDPSession;

  private constructor(page: CDPSession, browser: CDPSession) {
    this.#page = page;
    this.#browser = browser;
  }

  /** Has to be attached before the page is opened, to count all of it. */
  static async attach(browser: Browser, page: Page): Promise<CpuMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new CpuMeter(session, await browser.newBrowserCDPSession());
  }

  async read(): Promise<Usage> {
    const { metrics } = await this.#page.send('Performance.getMetrics');
    const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
    const tasks = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    const graphics = processInfo.find(({ type }) => type === 'GPU')?.cpuTime ?? Number.NaN;
    return { mainMs: tasks * 1000, graphicsMs: graphics * 1000 };
  }

  /** Bytes of JavaScript objects after a collection, and of the typed arrays behind them. */
  async heapMegabytes(): Promise<number> {
    await this.#page.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize = 0 } = (await this.#page.send('Runtime.getHeapUsage')) as {
      usedSize: number;
      backingStorageSize?: number;
    };
    return (usedSize + backingStorageSize) / 2 ** 20;
  }
}
