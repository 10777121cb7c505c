// What reaches the window from outside and is wrong: files that cannot be read, rows without a place. Intercepted on its way, which only a browser's
// window lets a test do.
import { decodeFrame, encodeFrame } from '../../shared/rpc/binary-codec.ts';
import { expect, test } from '../fixtures/application.ts';
import { columnsWith } from '../fixtures/topic-columns.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView, PICTURE_PATIENCE_MS, SMALL_WINDOW } from '../page-objects/map-view.ts';

/** Spoils the same three rows in every event: two positions, one time. */
class Spoiler {
  readonly #timeColumn: string;
  #ids: readonly number[] = [];

  constructor(timeColumn: string) {
    this.#timeColumn = timeColumn;
  }

  spoil(message: unknown): void {
    const columns = columnsWith(message, this.#timeColumn);
    const { id, longitude, latitude, [this.#timeColumn]: time } = columns ?? {};
    if (id === undefined || longitude === undefined || latitude === undefined || time === undefined) return;
    if (this.#ids.length === 0)
      this.#ids = [...id.keys()]
        .sort((one, other) => (time[other] ?? 0) - (time[one] ?? 0))
        .slice(0, 3)
        .map((row) => id[row] ?? 0);
    const [nowhere, beyond, timeless] = this.#ids.map((wanted) => id.indexOf(wanted));
    if (nowhere !== undefined && nowhere >= 0) longitude[nowhere] = latitude[nowhere] = 0;
    if (beyond !== undefined && beyond >= 0) longitude[beyond] = 2_000_000_000;
    if (timeless !== undefined && timeless >= 0) time[timeless] = Number.NaN;
  }
}

test('counts rows without a usable position or time in their layer’s slot, and draws all others', async ({ start }) => {
  const { page, watch } = await start();
  await new ConsolePage(page).filled();
  const spoilers = [new Spoiler('locatedAtMs'), new Spoiler('raisedAtMs')];
  await page.routeWebSocket(/\/backend\/console/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((frame) => {
      if (typeof frame === 'string' || frame.length === 0) return socket.send(frame);
      const message = decodeFrame(Uint8Array.from(frame));
      for (const spoiler of spoilers) spoiler.spoil(message);
      socket.send(Buffer.from(encodeFrame(message)));
    });
  });
  await page.reload();
  await new ConsolePage(page).opened();
  const map = new MapView(page);
  await map.drawn();
  for (const layer of ['workers', 'alerts'] as const) {
    const note = map.card(layer).locator('.layer-left-out');
    await expect(note).toContainText('2 条没有可用位置，未画出', { timeout: 30_000 });
    await expect(note).toContainText('1 条时间无效，未画出');
    await expect(map.card(layer).locator('.panel-message[data-tone="error"]')).toHaveCount(0);
  }
  await page.locator('.city-map').focus();
  for (let step = 0; step < 12; step++) await page.keyboard.press('+');
  await expect(map.failure).toHaveCount(0);
  expect(watch.errors).toEqual([]);
});

test('draws the map and writes its names in the system’s font where the bundled one cannot be read', async ({ start }) => {
  const { page } = await start();
  await page.route(/\.woff2$/, (route) => route.abort());
  await page.reload();
  await new ConsolePage(page).opened();
  const map = new MapView(page);
  await map.drawn();
  await expect(map.failure).toHaveCount(0);
  await expect(page.locator('.map-font-missing')).toContainText('字体文件未能读取');
  await expect(page.locator('.detail-title')).toHaveText('南京市');
});

test('draws its grids where the worker that lays them out cannot be started', async ({ start, browser }) => {
  test.setTimeout(PICTURE_PATIENCE_MS);
  const { page } = await start(SMALL_WINDOW);
  const map = new MapView(page);
  await new ConsolePage(page).opened();
  const usual = await map.stillPicture(browser);
  const refused: string[] = [];
  await page.route(/grid-geometry-worker/, (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  await page.reload();
  await map.drawn();
  await map.standStill();
  expect(refused).toHaveLength(1);
  await expect(map.card('coverage').locator('.panel-message[data-tone="error"]')).toHaveCount(0);
  await map.looksLike(browser, usual);
});
