import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Browser, CDPSession, Page } from '@playwright/test';
import type { FromAfternoonHost } from './afternoon-host.ts';

/** The backend and the window's files, in another process. */
export class AfternoonHost {
  /** Opens the console. */
  readonly address: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, address: string) {
    this.#child = child;
    this.address = address;
  }

  static async start(dataFolder: string): Promise<AfternoonHost> {
    const child = fork(join(import.meta.dirname, 'afternoon-host.ts'), [dataFolder], { execArgv: [] });
    const [message] = (await once(child, 'message')) as [FromAfternoonHost];
    if (message.kind !== 'listening') throw new Error('the host did not say where it is');
    return new AfternoonHost(child, message.address);
  }

  async usage(): Promise<Extract<FromAfternoonHost, { kind: 'usage' }>> {
    this.#child.send('usage');
    const [message] = (await once(this.#child, 'message')) as [FromAfternoonHost];
    if (message.kind !== 'usage') throw new Error('the host did not say what it uses');
    return message;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.send('stop');
    await ended;
  }
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
  readonly #host: AfternoonHost;
  readonly #page: CDPSession;
  readonly #browser: CDPSession;

  private constructor(host: AfternoonHost, page: CDPSession, browser: CDPSession) {
    this.#host = host;
    this.#page = page;
    this.#browser = browser;
  }

  static async attach(host: AfternoonHost, browser: Browser, page: Page): Promise<IdleMeter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new IdleMeter(host, session, await browser.newBrowserCDPSession());
  }

  async cpu(): Promise<CpuUse> {
    const { processInfo } = await this.#browser.send('SystemInfo.getProcessInfo');
    const { metrics } = await this.#page.send('Performance.getMetrics');
    const { cpuMs } = await this.#host.usage();
    const of = (isMeant: (type: string) => boolean): number =>
      processInfo.filter(({ type }) => isMeant(type)).reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0);
    return {
      backend: cpuMs,
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
    const { rssBytes } = await this.#host.usage();
    return { objectsMb: usage.usedSize / 1e6, arraysMb: (usage.backingStorageSize ?? 0) / 1e6, backendMb: rssBytes / 1e6 };
  }
}
