import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView, PICTURE_PATIENCE_MS, SMALL_WINDOW } from '../page-objects/map-view.ts';

// What the page does where its browser gives it less; which host the page is in makes no difference to it.

test('draws the same picture where the graphics card allows textures of 128 texels a side', async ({ start, browser }) => {
  test.setTimeout(PICTURE_PATIENCE_MS);
  const { page } = await start(SMALL_WINDOW);
  const map = new MapView(page);
  await new ConsolePage(page).opened();
  const usual = await map.stillPicture(browser);
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
