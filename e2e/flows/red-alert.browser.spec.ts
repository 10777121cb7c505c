// New alerts of level red. The simulated city raises few: the flow puts some on their way to the window, which only a browser's lets a test do.
import type { Page } from '@playwright/test';
import { decodeFrame, encodeFrame } from '../../shared/rpc/binary-codec.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_MOMENT_MS } from '../fixtures/city-moment.ts';
import { columnsWith, newsOfOneRow } from '../fixtures/topic-columns.ts';
import { violationsInThemes } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

const FIRST_ID = 9_000_000_001;

/** Answers what raises a red alert of an id, as if the backend had said so. */
async function redAlerts(page: Page): Promise<(id: number) => void> {
  let snapshot: unknown = null;
  let latest: unknown = null;
  let send: (message: unknown) => void = () => undefined;
  await page.routeWebSocket(/\/backend\/console/, (socket) => {
    const server = socket.connectToServer();
    send = (message) => socket.send(Buffer.from(encodeFrame(message)));
    server.onMessage((frame) => {
      if (typeof frame === 'string' || frame.length === 0) return socket.send(frame);
      const message = decodeFrame(Uint8Array.from(frame));
      const columns = columnsWith(message, 'raisedAtMs');
      if (columns === null) return socket.send(frame);
      // The city's own red alerts would be told of and counted too: few, but a slow run sees one.
      columns['level']?.forEach((level, row, levels) => (levels[row] = Math.max(level, 1)));
      socket.send(Buffer.from(encodeFrame(message)));
      latest = message;
      if ((columns['id']?.length ?? 0) > 0) snapshot ??= message;
    });
  });
  // Every tone that is made is counted, whether or not this machine has a loudspeaker.
  await page.addInitScript(() => {
    const { createOscillator } = AudioContext.prototype;
    AudioContext.prototype.createOscillator = function () {
      document.documentElement.dataset['tones'] = String(Number(document.documentElement.dataset['tones'] ?? 0) + 1);
      return Reflect.apply(createOscillator, this, []);
    };
  });
  await page.reload();
  await new ConsolePage(page).opened();
  await expect.poll(() => snapshot, { timeout: 60_000 }).not.toBeNull();
  // What stands there is looked at first: only later ones are new.
  await expect(page.locator('.layer-card[data-layer="alerts"] .legend-count').last()).not.toHaveText('0', { timeout: 60_000 });
  return (id) => send(newsOfOneRow(snapshot, latest, { id, level: 0, state: 0, raisedAtMs: CITY_MOMENT_MS }));
}

const tones = (page: Page) => page.evaluate(() => Number(document.documentElement.dataset['tones'] ?? 0));

test('tells a new red alert in a line that blocks nothing, silently until sound is allowed, and once', async ({ start }) => {
  test.slow();
  const { page } = await start();
  const raise = await redAlerts(page);
  const bar = page.locator('.red-alert-bar');
  await expect(bar).toHaveCount(0);
  raise(FIRST_ID);
  await expect(bar).toContainText('特别重大', { timeout: 30_000 });
  await expect(bar).toHaveAttribute('data-heard', 'silent');
  expect(await tones(page)).toBe(0);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(await violationsInThemes(page)).toEqual([]);

  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.locator('.sound-switch').click();
  // The sample: two pairs of tones.
  await expect.poll(() => tones(page)).toBe(4);
  await page.keyboard.press('Escape');
  await bar.getByRole('button', { name: '知道了' }).click();
  await expect(bar).toHaveCount(0);
  // The first comes again, as after a connection that was made anew, and with it a new one: one rings.
  raise(FIRST_ID);
  raise(FIRST_ID + 1);
  await expect(bar).toHaveAttribute('data-heard', 'rang', { timeout: 30_000 });
  await expect(bar).not.toContainText('另有');
  expect(await tones(page)).toBe(8);
  await bar.getByRole('button', { name: '查看' }).click();
  await expect(page.locator('.rows-panel')).toBeVisible();
  await expect(bar).toHaveCount(0);
});
