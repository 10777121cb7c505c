import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { expect, test } from '../fixtures/application.ts';
import { coverageShown, killPages, openBrowserWindow, openWallWindow } from '../fixtures/browser-window.ts';
import { ScriptProcess, startServing } from '../fixtures/host-process.ts';
import { machine, missingFor } from '../fixtures/machine.ts';
import { stationKeys } from '../fixtures/station-keys.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { WallPage } from '../page-objects/wall-page.ts';

const SMALL = ['--preset', 'small'];

/** `npm start` with these values: all it printed, and how it ended. */
async function startAndEnd(
  values: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ readonly lines: readonly string[]; readonly status: number | null }> {
  const script = new ScriptProcess(['scripts/start.mjs', ...values], environment);
  const status = await script.ended();
  return { lines: script.lines, status };
}

test('prints the address when there is no display, and says why', async ({ folder }) => {
  const script = new ScriptProcess(['scripts/start.mjs', '--data', join(folder, 'data'), ...SMALL], { DISPLAY: '', WAYLAND_DISPLAY: '' });
  await script.line(/仅提供本机地址：没有可用的显示器。/);
  await script.line(/http:\/\/127\.0\.0\.1:\d+\//);
  await script.stop();
});

test('does not pretend to open a window without a display', async ({ folder }) => {
  for (const host of ['electron', 'browser']) {
    const { lines, status } = await startAndEnd(['--host', host, '--data', folder, '--lang', 'en'], { DISPLAY: '', WAYLAND_DISPLAY: '' });
    expect([lines.at(-1), status]).toStrictEqual([
      'There is no display to open a window on: run this in a desktop session, or use --host serve.',
      1,
    ]);
  }
});

test('says which port is taken', async ({ folder }) => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = String(typeof address === 'object' && address !== null ? address.port : 0);
  const { lines, status } = await startAndEnd(['--host', 'serve', '--data', folder, '--port', port, ...SMALL]);
  expect([lines.at(-1), status]).toStrictEqual([`端口 ${port} 已被占用，请换一个端口（--port），或不指定端口由系统分配。`, 1]);
  other.close();
});

test('does not open the same data twice', async ({ folder }) => {
  const { script } = await startServing(join(folder, 'data'), SMALL);
  const { lines, status } = await startAndEnd(['--host', 'serve', '--data', join(folder, 'data'), ...SMALL]);
  expect([lines.at(-1), status]).toStrictEqual([expect.stringMatching(/^数据目录 .* 正由另一个指挥中心使用（进程 \d+），请先关闭它/), 1]);
  await script.stop();
});

test('says what is wrong with an option, in the user’s language', async ({ folder }) => {
  const wrong = [
    [['--host', 'kiosk'], '--host 只能是 electron、browser 或 serve。'],
    [['--host', 'serve', '--preset', 'huge'], '选项 --preset 不能取“huge”，可用：small city full。'],
    [['--host', 'serve', '--preset', 'huge', '--lang', 'en'], 'Option --preset cannot be "huge"; possible: small city full.'],
  ] as const;
  for (const [values, line] of wrong) {
    const { lines, status } = await startAndEnd([...values, '--data', folder]);
    expect([lines.at(-1), status]).toStrictEqual([line, 1]);
  }
});

test('says that the data folder cannot be written', async ({ folder }) => {
  writeFileSync(join(folder, 'file'), '');
  const { lines, status } = await startAndEnd(['--host', 'serve', '--data', join(folder, 'file', 'data')]);
  expect([lines.at(-1), status]).toStrictEqual([expect.stringMatching(/^无法写入数据目录 /), 1]);
});

test('refuses an office database of a newer version without touching it', async ({ folder }) => {
  const data = join(folder, 'data');
  const { script } = await startServing(data, SMALL);
  await script.stop();
  const { office: key } = await stationKeys(data);
  const office = openDatabase(join(data, 'office.db'), { role: 'office', synchronous: 'FULL', key });
  office.execute('PRAGMA user_version = 9999');
  office.close();
  const { lines, status } = await startAndEnd(['--host', 'serve', '--data', data, ...SMALL]);
  expect([lines.at(-1), status]).toStrictEqual([expect.stringContaining('由更新版本的程序建立'), 1]);
});

test('tells nobody the key but the user who started it: no log holds it', async ({ folder, page }) => {
  const data = join(folder, 'data');
  const { script, address } = await startServing(data, SMALL);
  const key = /#key=([0-9a-f]{64})/.exec(address)?.[1] ?? '';
  await page.goto(address);
  await page.locator('#map-region').waitFor({ timeout: 60_000 });
  await script.stop();
  const logs = readdirSync(join(data, 'logs')).map((name) => readFileSync(join(data, 'logs', name), 'utf8'));
  expect(logs.length).toBeGreaterThan(0);
  for (const log of logs) expect(log).not.toContain(key);
});

test('loads windows again whose process died, console and wall, without a click', async ({ folder }) => {
  test.setTimeout(300_000);
  const missing =
    missingFor('browser') ?? (machine.hasDisplay ? null : 'no display') ?? (process.platform === 'win32' ? 'no /bin/sh' : null);
  test.skip(missing !== null, missing ?? '');
  const data = join(folder, 'data');
  const { page, debugAddress, close } = await openBrowserWindow(folder, data, SMALL);
  const first = page.context().browser();
  if (first === null) throw new Error('npm start opened no browser');
  const shown = new ConsolePage(page);
  await shown.opened();
  const wall = await openWallWindow(page);
  await new WallPage(wall).shown();
  const crash = wall.waitForEvent('crash');
  // Who crashes answers nothing.
  void (await page.context().newCDPSession(wall)).send('Page.crash').catch(() => undefined);
  await crash;
  // The console, in a process of its own, did not go with it.
  await expect(page.locator('[data-figure="coverage"]').first()).toContainText(/\d/);
  await first.close();
  await killPages(debugAddress);
  await expect
    .poll(
      () =>
        coverageShown(debugAddress).then(
          (pages) => pages.filter(({ text }) => /\d/.test(text)).length,
          () => 0,
        ),
      { timeout: 150_000 },
    )
    .toBe(2);
  await close();
});
