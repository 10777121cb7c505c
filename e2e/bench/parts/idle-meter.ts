import { readFileSync } from 'node:fs';
import type { Browser, CDPSession, Page } from '@playwright/test';

/** What /proc counts CPU in; the same on every Linux that Chromium runs on. */
const TICK_MS = 10;
const USER_TICKS_FIELD = 11;
const SYSTEM_TICKS_FIELD = 12;

/** Milliseconds of CPU of a process since it began. */
export function cpuOfProcess(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
  // The name, in brackets, may hold anything; the fields are counted from behind it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TICKS_FIELD]) + Number(fields[SYSTEM_TICKS_FIELD])) * TICK_MS;
}

function residentMb(processId: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
  return (Number(kilobytes) * 1024) / 1e6;
}

/** Milliseconds of CPU since each process began. */
export interface CpuUse {
  readonly backend: number;
  /** The window's process, all threads. */
  readonly renderer: number;
  /** Its main thread alone, as far as it ran tasks. */
  readonly rendererMain: number;
  /** The browser's own and its network and storage helpers. */
  readonly browser: number;
  /** Without a GPU this one paints the pixels on the CPU. */
  readonly graphics: number;
}

/** Reads the CPU of all processes of a console, and the memory of its window. */
export class IdleMeter {
  readonly #backendId: number;
  readonly #page: CDPSession;
  readonly #browser: CDPSession;

  private constructor(backendId: number, page: CDPSession, browser: CDPSession) {
    this.#backendId = backendId;
    this.#page = page;
    this.#browser = browser;
  }

  /** @param backendId Number of the process that runs the backend. */
  static async attach(backendId: number, browser: Browser, page: Page): Promise<IdleMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new IdleMeter(backendId, session, await browser.newBrowserCDPSession());
  }

  async cpu(): Promise<CpuUse> {
    const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
    const { metrics } = await this.#page.send('Performance.getMetrics');
    const of = (isMeant: (type: string) => boolean): number =>
      processInfo.filter(({ type }) => isMeant(type)).reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
    return {
      backend: cpuOfProcess(this.#backendId),
      renderer: of((type) => type === 'renderer'),
      rendererMain: (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000,
      browser: of((type) => type !== 'renderer' && type !== 'GPU'),
      graphics: of((type) => type === 'GPU'),
    };
  }

  /** MB of JavaScript objects that are still needed (after a collection), and of the typed arrays behind them. */
  async heap(): Promise<{ readonly objectsMb: number; readonly arraysMb: number; readonly backendMb: number }> {
    await this.#page.send('HeapProfiler.collectGarbage');
    const usage: { readonly usedSize: number; readonly backingStorageSize?: number } = await this.#page.send('Runtime.getHeapUsage');
    return { objectsMb: usage.usedSize / 1e6, arraysMb: (usage.backingStorageSize ?? 0) / 1e6, backendMb: residentMb(this.#backendId) };
  }
}
