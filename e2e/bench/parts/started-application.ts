import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, _electron, chromium, type Page } from '@playwright/test';
import { ScriptProcess } from '../../fixtures/host-process.ts';
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

/** Tries until it answers something; throws with all that the script has printed when it ends or the time is over. */
async function until<Result>(script: ScriptProcess, attempt: () => Promise<Result | undefined>): Promise<Result> {
  const endMs = Date.now() + LIMIT_MS;
  while (Date.now() < endMs && script.child.exitCode === null) {
    const result = await attempt();
    if (result !== undefined) return result;
    await pause(TRY_EVERY_MS);
  }
  throw new Error(`the window did not open:\n${script.lines.join('\n')}`);
}

function connectTo(port: number): Promise<Browser | undefined> {
  return chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
}

async function applicationPage(browser: Browser): Promise<Page | undefined> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  return pages.find((page) => page.url().startsWith('http://127.0.0.1'));
}

/** `npm start -- --host browser` with the city's clock set to `at`, in the window that it opens. */
export async function startInBrowser(workFolder: string, dataFolder: string, at: string): Promise<StartedApplication> {
  const port = await freePort();
  const wrapper = join(workFolder, 'browser.sh');
  writeBrowserWrapper(wrapper, port);
  const askedAtMs = Date.now();
  const values = [join('scripts', 'start.mjs'), '--host', 'browser', '--data', dataFolder, '--at', at];
  const script = new ScriptProcess(values, { COMMAND_CENTER_BROWSER: wrapper });
  try {
    const browser = await until(script, () => connectTo(port));
    const page = await until(script, () => applicationPage(browser));
    return {
      page,
      askedAtMs,
      // As the user closes the window: the script ends behind it, and the profile is free for the next start.
      close: async () => {
        const session = await browser.newBrowserCDPSession();
        await session.send('Browser.close');
        await script.ended();
      },
    };
  } catch (error) {
    await script.stop();
    throw error;
  }
}

/** The Electron window, as `npm start` opens it. */
export async function startInElectron(_workFolder: string, dataFolder: string, at: string): Promise<StartedApplication> {
  const askedAtMs = Date.now();
  const electron = await _electron.launch({
    executablePath: machine.electron,
    args: [...machine.switches, machine.root, '--data', dataFolder, `--clock-shift-ms=${Date.parse(`${at}:00+08:00`) - Date.now()}`],
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
