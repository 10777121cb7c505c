// How long a wall is without its figures when something is taken from it: seconds from the blow to figures, seen from outside. In both hosts.
//   npm run bench -- wall-recovery
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ElectronApplication, Page } from '@playwright/test';
import { breakWall } from '../fixtures/broken-page.ts';
import { coverageShown, killPages, openBrowserWindow, openWallWindow } from '../fixtures/browser-window.ts';
import { processOfWall, tellDisplay, wallShows } from '../fixtures/electron-wall.ts';
import { missingFor } from '../fixtures/machine.ts';
import { differenceIn } from '../fixtures/picture-difference.ts';
import { type HostName, type RunningApplication, startApplication } from '../fixtures/running-application.ts';
import { openWall } from '../fixtures/wall-window.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { WallPage } from '../page-objects/wall-page.ts';
import { BenchReport, show } from './harness.ts';
import { BENCH_NOW } from './parts/simulated-replica.ts';
import { buildApplication } from './parts/started-application.ts';
import { inWorkFolder } from './parts/work-folder.ts';

const LIMIT_SECONDS = 5;
/** Nothing is waited for longer: what did not come back by then is no number. */
const PATIENCE_MS = 120_000;
/** Share of a map's picture that its city makes at least. */
const LEAST_OF_CITY = 0.01;
/** Not more: a host gives up what dies again and again, and Chromium its graphics process. */
const ROUNDS = 3;
const LOOK_EVERY_MS = 50;
/** A page that answers later is asked again. */
const SHORT_SILENCE_MS = 300;
/** Longer than the wall takes to call its backend silent. */
const ASLEEP_MS = 20_000;

const HOSTS: readonly { readonly host: HostName; readonly name: string }[] = [
  { host: 'browser', name: 'Chromium' },
  { host: 'electron', name: 'Electron' },
];

/** Seconds from now until `isBack` says so. */
async function secondsUntil(isBack: () => Promise<boolean>): Promise<number> {
  const fromMs = performance.now();
  while (performance.now() - fromMs < PATIENCE_MS) {
    if (await isBack().catch(() => false)) return (performance.now() - fromMs) / 1000;
    await pause(LOOK_EVERY_MS);
  }
  return Number.NaN;
}

/** In the page, so that nothing is missed between two looks: when the bar that says how old the figures are was there, and when it was gone. */
function watchAge(page: Page): Promise<void> {
  return page.evaluate(() => {
    const seen = { wasOld: false, currentAtMs: 0 };
    const look = (): void => {
      const isOld = document.querySelector('.wall-age') !== null;
      if (isOld) seen.wasOld = true;
      else if (seen.wasOld && seen.currentAtMs === 0) seen.currentAtMs = Date.now();
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { subtree: true, childList: true });
    look();
    Object.assign(window, { ageSeen: seen });
  });
}

/** Seconds from `fromMs` until the figures were those of now again. */
async function secondsUntilCurrent(page: Page, fromMs: number): Promise<number> {
  const handle = await page.waitForFunction(
    () => {
      const seen = Reflect.get(window, 'ageSeen') as { readonly currentAtMs: number };
      return seen.currentAtMs === 0 ? null : seen.currentAtMs;
    },
    undefined,
    { timeout: PATIENCE_MS, polling: 100 },
  );
  return (Number(await handle.jsonValue()) - fromMs) / 1000;
}

async function backendKilled(application: RunningApplication, { page }: WallPage): Promise<number> {
  await watchAge(page);
  const fromMs = Date.now();
  application.killBackend();
  return secondsUntilCurrent(page, fromMs);
}

/** What is left of a sleep for a wall: its backend stood still, and its own clocks went on. */
async function woken(application: RunningApplication, { page }: WallPage): Promise<number> {
  await watchAge(page);
  const wake = application.pauseBackend();
  await pause(ASLEEP_MS);
  const fromMs = Date.now();
  wake();
  return secondsUntilCurrent(page, fromMs);
}

/** Until a picture of the map is what it was. */
async function graphicsKilled({ page, killGraphics }: RunningApplication, wall: WallPage): Promise<number> {
  let before = await wall.picture();
  let empty = 0;
  // A page that was just loaded has its figures before its city.
  await secondsUntil(async () => {
    before = await wall.picture();
    empty = await differenceIn(page, before, await wall.pictureWithoutCanvas());
    return empty > LEAST_OF_CITY && (await differenceIn(page, before, await wall.picture())) < empty / 4;
  });
  await killGraphics();
  return secondsUntil(async () => (await differenceIn(page, before, await wall.picture())) < empty / 4);
}

const isShown = (electron: ElectronApplication) => async (): Promise<boolean> => (await wallShows(electron, SHORT_SILENCE_MS)) === true;

/** What holds the wall's parts together fails: it stands 2 s and says so, and loads its page again. */
async function pageFailed({ page }: WallPage): Promise<number> {
  await page.evaluate(() => Object.assign(window, { isFormer: true }));
  await breakWall(page);
  return secondsUntil(() =>
    page.evaluate(
      () => Reflect.get(window, 'isFormer') !== true && /\d/.test(document.querySelector('.wall-rate-figure')?.textContent ?? ''),
    ),
  );
}

async function rendererKilled(electron: ElectronApplication): Promise<number> {
  const former = await processOfWall(electron);
  process.kill(Number(former), 'SIGKILL');
  return secondsUntil(async () => (await processOfWall(electron)) !== former && (await isShown(electron)()));
}

async function displayBack(electron: ElectronApplication): Promise<number> {
  await tellDisplay(electron, 'display-removed');
  await secondsUntil(async () => (await processOfWall(electron)) === undefined);
  await tellDisplay(electron, 'display-added');
  return secondsUntil(isShown(electron));
}

async function rounds(blow: () => Promise<number>): Promise<readonly number[]> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) seconds.push(await blow());
  return seconds;
}

type Measured = readonly (readonly [what: string, seconds: readonly number[]])[];

async function measure(application: RunningApplication): Promise<Measured> {
  const { page, electron } = application;
  await new ConsolePage(page).filled();
  const wall = new WallPage(await openWall(application));
  await wall.shown(PATIENCE_MS);
  // One picture: the next scene of the round is no recovery.
  await page.keyboard.press('Control+Shift+D');
  await wall.page.locator('.wall[data-pinned="true"]').waitFor({ timeout: PATIENCE_MS });
  await wall.shown(PATIENCE_MS);
  // First, while its backend has nothing to catch up on: a page is loaded from it.
  const ofPage = await pageFailed(wall);
  await wall.shown(PATIENCE_MS);
  const measured: [string, readonly number[]][] = [
    ['page failed', [ofPage]],
    ['graphics process killed', [await graphicsKilled(application, wall)]],
    ['backend killed', await rounds(() => backendKilled(application, wall))],
    ['machine woken', [await woken(application, wall)]],
  ];
  if (electron === null) return measured;
  // From here on Playwright has lost the page.
  measured.push(['display back', await rounds(() => displayBack(electron))]);
  measured.push(['page’s process killed', await rounds(() => rendererKilled(electron))]);
  return measured;
}

/** Of the window that `npm start` opens, which nothing but its own script brings back. */
async function windowKilled(): Promise<Measured> {
  return inWorkFolder(async (folder) => {
    const { page, debugAddress, close } = await openBrowserWindow(folder, join(folder, 'data'), ['--preset', 'city', '--at', BENCH_NOW]);
    try {
      await new ConsolePage(page).filled();
      await new WallPage(await openWallWindow(page)).shown(PATIENCE_MS);
      await page.context().browser()?.close();
      await killPages(debugAddress);
      const isBack = async (): Promise<boolean> =>
        (await coverageShown(debugAddress)).some(({ address, text }) => address.includes('/wall.html') && /\d/.test(text));
      return [['pages’ processes killed', [await secondsUntil(isBack)]]];
    } finally {
      await close();
    }
  });
}

const report = new BenchReport('Recovery of the wall');
buildApplication();
const rows: (readonly [string, string, string, number])[] = [];
for (const { host, name } of HOSTS) {
  const missing = missingFor(host);
  if (missing !== null) {
    report.note(`${name} not measured: ${missing}`);
    continue;
  }
  const ofWindow = host === 'browser' ? await windowKilled() : [];
  const ofApplication = await inWorkFolder(async (folder) => {
    const application = await startApplication(host, join(folder, 'data'), { preset: 'city' });
    try {
      return await measure(application);
    } finally {
      await application.close();
    }
  });
  for (const [what, seconds] of [...ofApplication, ...ofWindow]) {
    const slowest = Math.max(...seconds);
    rows.push([name, what, seconds.map(show).join(' · '), slowest]);
    report.figure({ name: `${what}, ${name}, slowest of ${seconds.length}`, value: slowest, unit: 's', limit: LIMIT_SECONDS });
  }
}
report.table(['host', 'what was taken', 'seconds to figures', 'slowest (target ≤ 5)'], rows);
report.finish();
