import type { ElectronApplication, Page } from '@playwright/test';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { openWall } from '../fixtures/wall-window.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { WallPage } from '../page-objects/wall-page.ts';

// Two windows on a machine that draws in software.
test.describe.configure({ timeout: 240_000 });

async function openedWall(application: RunningApplication): Promise<{ readonly electron: ElectronApplication; readonly page: Page }> {
  const { electron } = application;
  if (electron === null) throw new Error('not in Electron');
  await new ConsolePage(application.page).filled();
  const page = await openWall(application);
  await new WallPage(page).shown();
  return { electron, page };
}

/** What a wall's page answers, asked by the main process: a page whose process died is lost to Playwright, and never answers. */
function askWall(electron: ElectronApplication, question: string): Promise<unknown> {
  return electron.evaluate(({ webContents }, asked): Promise<unknown> => {
    const wall = webContents.getAllWebContents().find((contents) => contents.getURL().includes('/wall.html'));
    const silence = new Promise((resolve) => void setTimeout(resolve, 2000, 'silent'));
    return Promise.race([wall?.executeJavaScript(asked), silence]);
  }, question);
}

/** Whether it stands with its figures. */
const wallShows = (electron: ElectronApplication): Promise<unknown> =>
  askWall(electron, '/\\d/.test(document.querySelector(".wall-rate-figure")?.textContent ?? "")');

function processOfWall(electron: ElectronApplication): Promise<number | undefined> {
  return electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().includes('/wall.html'))
      ?.getOSProcessId(),
  );
}

test('comes back without a click when its renderer or the graphics process is killed', async ({ start }) => {
  const { electron } = await openedWall(await start());
  process.kill(Number(await processOfWall(electron)), 'SIGKILL');
  await expect.poll(() => wallShows(electron).catch(() => false), { timeout: 60_000 }).toBe(true);
  const processIds = await electron.evaluate(({ app }) => app.getAppMetrics().map(({ type, pid }) => ({ type, pid })));
  const graphics = processIds.find(({ type }) => type === 'GPU');
  expect(graphics).toBeDefined();
  process.kill(Number(graphics?.pid), 'SIGKILL');
  await expect.poll(() => wallShows(electron).catch(() => false), { timeout: 60_000 }).toBe(true);
  expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(2);
});

test('comes back without a click when its page hangs and nobody touches it', async ({ start }) => {
  const { electron } = await openedWall(await start());
  const former = await processOfWall(electron);
  expect(await askWall(electron, 'for (;;);')).toBe('silent');
  expect(await wallShows(electron)).toBe('silent');
  await expect.poll(() => wallShows(electron).catch(() => false), { timeout: 120_000 }).toBe(true);
  expect(await processOfWall(electron)).not.toBe(former);
});

test('goes with its display, comes back with it, and is there again at the next start', async ({ start, folder }) => {
  const dataFolder = `${folder}/data`;
  const first = await start({}, dataFolder);
  const { electron } = await openedWall(first);
  const walls = (running: ElectronApplication): Promise<number> =>
    running.evaluate(
      ({ webContents }) => webContents.getAllWebContents().filter((contents) => contents.getURL().includes('/wall.html')).length,
    );
  const tell = (event: 'display-removed' | 'display-added'): Promise<void> =>
    electron.evaluate(({ screen }, name) => void screen.emit(name, {}, screen.getPrimaryDisplay()), event);
  await tell('display-removed');
  await expect.poll(() => walls(electron)).toBe(0);
  await tell('display-added');
  await expect.poll(() => walls(electron)).toBe(1);
  await expect.poll(() => wallShows(electron).catch(() => false), { timeout: 60_000 }).toBe(true);
  expect(await electron.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)))).toBe(true);
  await first.close();

  const { electron: again } = await start({}, dataFolder);
  if (again === null) throw new Error('not in Electron');
  await expect.poll(() => walls(again), { timeout: 60_000 }).toBe(1);
});
