import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { loseContext } from '../fixtures/lost-context.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView, PICTURE_PATIENCE_MS, SMALL_WINDOW } from '../page-objects/map-view.ts';

const LOSSES: Readonly<Record<string, (application: RunningApplication) => Promise<void>>> = {
  'its graphics context was lost': async ({ page }) => expect(await loseContext(new MapView(page).canvas)).toBe(true),
  'the graphics process was killed': ({ killGraphics }) => killGraphics(),
};

for (const [loss, lose] of Object.entries(LOSSES)) {
  test(`comes back by itself where it was, with everything drawn, after ${loss}`, async ({ start, browser }) => {
    test.setTimeout(PICTURE_PATIENCE_MS);
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

test('is repainted in another theme at once, also while more of its ground is being loaded', async ({ start }) => {
  const { page } = await start({ preset: 'city' });
  const map = new MapView(page);
  const console = new ConsolePage(page);
  await map.drawn();
  expect(await map.groundLightness()).toBeLessThan(0.2);
  // Dark, light, high contrast, dark: some of its ground is loaded after the first picture.
  for (const [darkest, lightest] of [
    [0.8, 1],
    [0, 0.02],
    [0.03, 0.2],
  ] as const) {
    await console.command('切换主题');
    await expect(async () => {
      const lightness = await map.groundLightness();
      expect(lightness).toBeGreaterThanOrEqual(darkest);
      expect(lightness).toBeLessThanOrEqual(lightest);
    }).toPass({ timeout: 30_000 });
  }
});

test('says that the map needs WebGL where there is none, and shows everything else', async ({ start }) => {
  const { page } = await start({ switches: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'] });
  await new ConsolePage(page).opened();
  await expect(page.locator('.map-failure')).toHaveAttribute('data-failure', 'webgl-missing', { timeout: 60_000 });
  await expect(page.locator('.map-failure')).toContainText('WebGL');
  await expect(page.locator('.region-strip .strip-cell')).toHaveCount(6);
  await expect(page.getByRole('treeitem')).toHaveCount(12);
});
