import type { ElectronApplication, Page } from '@playwright/test';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { askWall, processOfWall, tellDisplay, wallShows } from '../fixtures/electron-wall.ts';
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

/** Nothing but the wall is on its display: no frame, no bar, and it reaches to the edges. */
async function expectKiosk(electron: ElectronApplication): Promise<void> {
  const stands = (): Promise<unknown> =>
    electron.evaluate(({ BrowserWindow, screen }) => {
      const wall = BrowserWindow.getAllWindows().find((window) => window.webContents.getURL().includes('/wall.html'));
      const { bounds } = screen.getPrimaryDisplay();
      const covers = JSON.stringify(wall?.getContentBounds()) === JSON.stringify(bounds);
      return { isKiosk: wall?.isKiosk(), hasMenu: wall?.isMenuBarVisible(), covers, isResizable: wall?.isResizable() };
    });
  await expect.poll(stands).toEqual({ isKiosk: true, hasMenu: false, covers: true, isResizable: false });
}

test('comes back without a click when its renderer is killed, and alone on its display as before', async ({ start }) => {
  const { electron } = await openedWall(await start());
  await expectKiosk(electron);
  process.kill(Number(await processOfWall(electron)), 'SIGKILL');
  await expect.poll(() => wallShows(electron).catch(() => false), { timeout: 60_000 }).toBe(true);
  await expectKiosk(electron);
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
  await tellDisplay(electron, 'display-removed');
  await expect.poll(() => walls(electron)).toBe(0);
  await tellDisplay(electron, 'display-added');
  await expect.poll(() => walls(electron)).toBe(1);
  await expect.poll(() => wallShows(electron).catch(() => false), { timeout: 60_000 }).toBe(true);
  expect(await electron.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)))).toBe(true);
  await first.close();

  const { electron: again } = await start({}, dataFolder);
  if (again === null) throw new Error('not in Electron');
  await expect.poll(() => walls(again), { timeout: 60_000 }).toBe(1);
});
