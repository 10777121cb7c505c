import type { Page } from '@playwright/test';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView } from '../page-objects/map-view.ts';

/** Several pictures of a map that software draws: a machine with other work needs its time. */
const PATIENCE_MS = 400_000;

/** Half of the pixels of the others' window: every picture is drawn, taken and compared in software. */
const SMALL_WINDOW = { width: 1366, height: 768 };

/** What a driver's reset does to the map's canvas. */
function loseContext(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const context = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')?.getContext('webgl2');
    const extension = context?.getExtension('WEBGL_lose_context') ?? null;
    extension?.loseContext();
    return extension !== null;
  });
}

const LOSSES: Readonly<Record<string, (application: RunningApplication) => Promise<void>>> = {
  'its graphics context was lost': async ({ page }) => expect(await loseContext(page)).toBe(true),
  'the graphics process was killed': ({ killGraphics }) => killGraphics(),
};

for (const [loss, lose] of Object.entries(LOSSES)) {
  test(`comes back by itself where it was, with everything drawn, after ${loss}`, async ({ start, browser }) => {
    test.setTimeout(PATIENCE_MS);
    const application = await start(SMALL_WINDOW);
    const { page } = application;
    const map = new MapView(page);
    await new ConsolePage(page).opened();
    await map.drawn();
    await map.standStill();
    const fitted = page.url();
    await page.locator('.city-map').focus();
    await page.keyboard.press('+');
    // The address follows when the camera has come to rest.
    await expect(page).not.toHaveURL(fitted);
    const before = { url: page.url(), canvas: await map.canvas.elementHandle(), picture: await map.picture(browser) };
    const seen = await watchStates(page, '.map-failure');
    await lose(application);
    await expect.poll(seen).toContainEqual(expect.stringContaining('data-failure="context-lost"'));
    await expect(map.failure).toHaveCount(0, { timeout: 60_000 });
    await expect(map.canvas).toHaveCount(1);
    expect(await map.canvas.evaluate((now, former) => now === former, before.canvas)).toBe(false);
    expect(page.url()).toBe(before.url);
    await expect(map.canvas).toHaveAttribute('data-shown', 'true', { timeout: 60_000 });
    await map.looksLike(browser, before.picture);
    for (const layer of ['coverage', 'alerts', 'workers'] as const) {
      await expect(map.card(layer).locator('.panel-message[data-tone="error"]')).toHaveCount(0);
    }
  });
}

test('says that the map needs WebGL where there is none, and shows everything else', async ({ start }) => {
  const { page } = await start({ switches: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'] });
  await new ConsolePage(page).opened();
  await expect(page.locator('.map-failure')).toHaveAttribute('data-failure', 'webgl-missing', { timeout: 60_000 });
  await expect(page.locator('.map-failure')).toContainText('WebGL');
  await expect(page.locator('.region-strip .strip-cell')).toHaveCount(6);
  await expect(page.getByRole('treeitem')).toHaveCount(12);
});

test('draws the same picture where the graphics card allows textures of 128 texels a side', async ({ start, browser }) => {
  test.setTimeout(PATIENCE_MS);
  const { page } = await start(SMALL_WINDOW);
  const map = new MapView(page);
  await new ConsolePage(page).opened();
  await map.drawn();
  await map.standStill();
  const usual = await map.picture(browser);
  await page.addInitScript((limit) => {
    const prototype = WebGL2RenderingContext.prototype;
    const { getParameter, texStorage2D } = prototype;
    prototype.getParameter = function (name: number): unknown {
      return name === WebGL2RenderingContext.MAX_TEXTURE_SIZE ? limit : Reflect.apply(getParameter, this, [name]);
    };
    // A card with that limit refuses larger ones; those of MapLibre's names are of another format.
    prototype.texStorage2D = function (...values: Parameters<typeof texStorage2D>): void {
      const [, , format, width, height] = values;
      if (format === WebGL2RenderingContext.R8UI && Math.max(width, height) > limit) throw new Error('larger than the card allows');
      Reflect.apply(texStorage2D, this, values);
    };
  }, 128);
  await page.reload();
  await map.drawn();
  await map.standStill();
  await expect(map.card('coverage').locator('.panel-message[data-tone="error"]')).toHaveCount(0);
  await map.looksLike(browser, usual);
});

test('leaves out a layer that cannot be drawn, says so in its slot, and draws it when it is asked to try again', async ({ start }) => {
  const { page } = await start();
  const map = new MapView(page);
  await page.addInitScript(() => {
    const prototype = OffscreenCanvas.prototype;
    const { getContext } = prototype;
    // The digits of clusters and hexagons are drawn on such a canvas.
    Reflect.set(prototype, 'getContext', () => null);
    Reflect.set(window, 'repair', () => Reflect.set(prototype, 'getContext', getContext));
  });
  await page.reload();
  await new ConsolePage(page).opened();
  await map.drawn();
  const failure = map.card('workers').locator('.panel-message[data-tone="error"]');
  await expect(failure).toContainText('图层未能绘制', { timeout: 30_000 });
  await expect(map.card('coverage').locator('.panel-message[data-tone="error"]')).toHaveCount(0);
  await failure.getByRole('button', { name: '重新绘制' }).click();
  await expect(failure).toHaveCount(1);
  await page.evaluate(() => Reflect.apply(Reflect.get(window, 'repair') as () => void, window, []));
  const without = await map.region.screenshot();
  await failure.getByRole('button', { name: '重新绘制' }).click();
  await expect(failure).toHaveCount(0);
  await expect.poll(async () => without.equals(await map.region.screenshot()), { timeout: 20_000 }).toBe(false);
});
