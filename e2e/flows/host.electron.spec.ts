import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from '../fixtures/application.ts';
import { machine } from '../fixtures/machine.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

test('shows the first window instead of opening a second one on the same data', async ({ start }) => {
  const { electron, page, dataFolder } = await start();
  if (electron === null) throw new Error('not in Electron');
  await new ConsolePage(page).opened();
  const window = await electron.browserWindow(page);
  await window.evaluate((shown) => shown.hide());
  const second = spawn(machine.electron, [...machine.switches, machine.root, '--data', dataFolder], { cwd: machine.root, stdio: 'ignore' });
  const [status] = (await once(second, 'exit')) as [number | null];
  expect(status).toBe(0);
  await expect.poll(() => window.evaluate((shown) => shown.isVisible())).toBe(true);
  expect(electron.windows()).toHaveLength(1);
});

test('opens where it was closed, dark from the first moment, with a menu in the user’s language', async ({ start, folder }) => {
  const dataFolder = join(folder, 'data');
  const first = await start({}, dataFolder);
  await new ConsolePage(first.page).opened();
  const place = { x: 140, y: 90, width: 1300, height: 780 };
  const window = await first.electron?.browserWindow(first.page);
  await window?.evaluate((shown, bounds) => shown.setBounds(bounds), place);
  await expect.poll(() => window?.evaluate((shown) => shown.getBounds())).toEqual(place);
  await first.close();

  const second = await start({ language: 'en', width: 0, height: 0 }, dataFolder);
  const { electron, page } = second;
  const shown = await electron?.browserWindow(page);
  await expect.poll(() => shown?.evaluate((found) => [found.getBounds(), found.getBackgroundColor()])).toStrictEqual([place, '#0B1320']);
  const labels = await electron?.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label));
  expect(labels).toStrictEqual(['File', 'Edit', 'View', 'Window']);
});

test('runs its page in a sandbox and loads it again when it crashes', async ({ start }) => {
  const { electron, page } = await start();
  if (electron === null) throw new Error('not in Electron');
  await new ConsolePage(page).opened();
  const preferences = await electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents): unknown => {
      const read: unknown = Reflect.get(contents, 'getLastWebPreferences');
      return typeof read === 'function' ? Reflect.apply(read, contents, []) : null;
    }),
  );
  expect(preferences).toMatchObject([{ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false }]);
  await electron.evaluate(async ({ webContents }) => {
    const [contents] = webContents.getAllWebContents();
    const loadedAgain = new Promise<void>((resolve) => contents?.once('did-finish-load', resolve));
    contents?.forcefullyCrashRenderer();
    await loadedAgain;
  });
  const isOpen = (): Promise<unknown> =>
    electron.evaluate(({ webContents }): Promise<unknown> | undefined =>
      webContents.getAllWebContents()[0]?.executeJavaScript('document.querySelector("#map-region") !== null'),
    );
  await expect.poll(isOpen, { timeout: 30_000 }).toBe(true);
});

test('asks no page of its own for anything but its backend, and answers no other page', async ({ application }) => {
  const { electron, page } = application;
  await new ConsolePage(page).opened();
  expect(await page.evaluate(() => Object.keys(Reflect.get(window, 'commandCenterHost') as object))).toStrictEqual([
    'facts',
    'openBackend',
    'wallDisplays',
    'showWall',
  ]);
  const outcome = await electron?.evaluate(async ({ app, BrowserWindow }) => {
    // The same preload in a page that the application did not open as one of its faces.
    const stranger = new BrowserWindow({
      show: false,
      webPreferences: { preload: `${app.getAppPath()}/out/preload/preload.cjs`, sandbox: true },
    });
    await stranger.loadURL('app://command-center/index.html');
    const answer: unknown = await stranger.webContents.executeJavaScript(
      'commandCenterHost.openBackend().then(() => "served", () => "refused")',
    );
    const elsewhere = await stranger.webContents.executeJavaScript(
      'location.assign("https://198.51.100.1/"), new Promise((done) => setTimeout(() => done(location.origin), 300))',
    );
    stranger.destroy();
    return [answer, elsewhere];
  });
  expect(outcome).toStrictEqual(['refused', 'app://command-center']);
});
