import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

async function drawn(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-map', 'ready', { timeout: 60_000 });
}

/** What a driver's reset does to the map's canvas. */
function loseContext(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const context = document.querySelector<HTMLCanvasElement>('canvas.maplibregl-canvas')?.getContext('webgl2');
    const extension = context?.getExtension('WEBGL_lose_context') ?? null;
    extension?.loseContext();
    return extension !== null;
  });
}

test('comes back by itself where it was, after its graphics context was lost', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await drawn(page);
  await expect(page).toHaveURL(/map=/);
  const fitted = page.url();
  await page.locator('.city-map').focus();
  await page.keyboard.press('+');
  // The address follows when the camera has come to rest.
  await expect(page).not.toHaveURL(fitted);
  const before = page.url();
  const canvas = await page.locator('canvas.maplibregl-canvas').elementHandle();
  expect(await loseContext(page)).toBe(true);
  await expect(page.locator('.map-failure')).toHaveAttribute('data-failure', 'context-lost');
  await expect(page.locator('.map-failure')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator('canvas.maplibregl-canvas')).toHaveCount(1);
  expect(await page.locator('canvas.maplibregl-canvas').evaluate((now, former) => now === former, canvas)).toBe(false);
  expect(page.url()).toBe(before);
});

test('says that the map needs WebGL where there is none, and shows everything else', async ({ start }) => {
  const { page } = await start({ switches: ['--disable-gpu', '--disable-software-rasterizer', '--disable-3d-apis'] });
  await new ConsolePage(page).opened();
  await expect(page.locator('.map-failure')).toHaveAttribute('data-failure', 'webgl-missing', { timeout: 60_000 });
  await expect(page.locator('.map-failure')).toContainText('WebGL');
  await expect(page.locator('.region-strip .strip-cell')).toHaveCount(6);
  await expect(page.getByRole('treeitem')).toHaveCount(12);
});
