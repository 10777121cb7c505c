import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { PickedGrids } from '../page-objects/picked-grids.ts';

const meters = (text: string): number => {
  const [, value = '', unit = ''] = /([\d.,]+) (公里|米)/.exec(text) ?? [];
  return Number(value.replaceAll(',', '')) * (unit === '公里' ? 1000 : 1);
};

test('distance and area are measured by click and by key, taken back by Backspace, and agree with the scale bar', async ({
  application,
}) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await expect(page.locator('html')).toHaveAttribute('data-map', 'ready', { timeout: 60_000 });
  // It lies over the map while the replica loads.
  await page.locator('.replica-progress').waitFor({ state: 'detached', timeout: 60_000 });
  const picked = new PickedGrids(page);
  const value = page.locator('[data-figure="measured"]');
  const scale = page.locator('.map-scale');
  await page.keyboard.press('d');
  await expect(value).toContainText('两点');
  await picked.click([0.4, 0.5]);
  await picked.click([0.5, 0.5]);
  await expect(value).toContainText('公里');
  const measured = meters(await value.innerText());
  const map = await page.locator('#map-region').boundingBox();
  const barWidth = await scale.evaluate((bar) => Number.parseFloat(getComputedStyle(bar).width));
  const expected = (meters(await scale.innerText()) / barWidth) * (map?.width ?? 0) * 0.1;
  expect(measured / expected).toBeGreaterThan(0.95);
  expect(measured / expected).toBeLessThan(1.05);
  await picked.click([0.5, 0.6]);
  await expect.poll(async () => meters(await value.innerText())).toBeGreaterThan(measured * 1.5);
  await page.keyboard.press('Backspace');
  await expect.poll(async () => meters(await value.innerText())).toBe(measured);
  await page.keyboard.press('a');
  await expect(value).toContainText('三点');
  for (const [x, y] of [
    [0.4, 0.4],
    [0.5, 0.4],
    [0.5, 0.5],
  ] as const)
    await picked.click([x, y]);
  await expect(value).toContainText('平方公里');
  await page.locator('.city-map').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(value).toHaveCount(0);
  await expect(picked.panel).toHaveCount(0);
});
