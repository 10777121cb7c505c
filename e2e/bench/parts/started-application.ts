import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, _electron, chromium, type Page } from '@playwright/test';
import { machine } from '../../fixtures/machine.ts';

export interface StartedApplication {
  readonly page: Page;
  /** Milliseconds since the epoch at which the start was asked for. */
  readonly askedAtMs: number;
  close(): Promise<void>;
}

const LIMIT_MS = 180_000;
const TRY_EVERY_MS = 50;

/** `npm start` builds what is not built: done before, so that a start is a start. */
export function buildApplication(): void {
  const { status } = spawnSync(process.execPath, [join('scripts', 'build.mjs')], { cwd: machine.root, stdio: 'ignore' });
  if (status !== 0) throw new Error('the application cannot be built');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** A program that starts the machine's browser as asked, and lets us look into it. */
function writeBrowserWrapper(path: string, debuggingPort: number): void {
  writeFileSync(path, `#!/bin/sh\nexec "${machine.browser}" --remote-debugging-port=${debuggingPort} "$@"\n`, { mode: 0o755 });
}

async function connectTo(port: number, script: ChildProcess): Promise<Browser> {
  const untilMs = Date.now() + LIMIT_MS;
  while (Date.now() < untilMs && script.exitCode === null) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch {
      await pause(TRY_EVERY_MS);
    }
  }
  throw new Error('the window did not open');
}

async function applicationPage(browser: Browser): Promise<Page> {
  const untilMs = Date.now() + LIMIT_MS;
  while (Date.now() < untilMs) {
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((candidate) => candidate.url().startsWith('http://127.0.0.1'));
    if (page !== undefined) return page;
    await pause(TRY_EVERY_MS);
  }
  throw new Error('the window shows nothing');
}

/** `npm start -- --host browser`, in the window that it opens. */
export async function startInBrowser(workFolder: string, dataFolder: string, options: readonly string[]): Promise<StartedApplication> {
  const port = await freePort();
  const wrapper = join(workFolder, 'browser.sh');
  writeBrowserWrapper(wrapper, port);
  const values = [join('scripts', 'start.mjs'), '--host', 'browser', '--data', dataFolder, ...options];
  const askedAtMs = Date.now();
  const script = spawn(process.execPath, values, {
    cwd: machine.root,
    stdio: 'ignore',
    env: { ...process.env, COMMAND_CENTER_BROWSER: wrapper },
  });
  const ended = once(script, 'exit');
  try {
    const browser = await connectTo(port, script);
    return {
      page: await applicationPage(browser),
      askedAtMs,
      close: async () => {
        await browser.close();
        script.kill('SIGTERM');
        await ended;
      },
    };
  } catch (error) {
    script.kill('SIGTERM');
    await ended;
    throw error;
  }
}

/** The Electron window, as `npm start` opens it. */
export async function startInElectron(dataFolder: string, options: readonly string[]): Promise<StartedApplication> {
  const askedAtMs = Date.now();
  const electron = await _electron.launch({
    executablePath: machine.electron,
    args: [...machine.switches, machine.root, '--data', dataFolder, ...options],
    cwd: machine.root,
    timeout: LIMIT_MS,
  });
  return { page: await electron.firstWindow({ timeout: LIMIT_MS }), askedAtMs, close: () => electron.close() };
}

/** When the window set a mark, in milliseconds since the epoch; waits for it. */
export async function markedAt(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const [mark] = performance.getEntriesByName(wanted);
      return mark === undefined ? null : performance.timeOrigin + mark.startTime;
    },
    name,
    { polling: 100, timeout: LIMIT_MS },
  );
  return Number(await handle.jsonValue());
}
