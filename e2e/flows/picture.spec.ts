import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/application.ts';
import { pictureFacts } from '../fixtures/picture-facts.ts';
import { savedFile } from '../fixtures/saved-file.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

test('the map is saved as a sheet of A4 at 300 dpi, with its words, and the screen goes on as it was', async ({ application, folder }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await expect(page.locator('html')).toHaveAttribute('data-map', 'ready', { timeout: 60_000 });
  const canvas = page.locator('canvas.maplibregl-canvas');
  const before = await canvas.evaluate((element: HTMLCanvasElement) => [element.width, element.height]);
  await page.keyboard.press('Control+Shift+S');
  const dialog = page.getByRole('dialog', { name: '导出地图图片' });
  const path = join(folder, 'map.png');
  const name = await savedFile(application, path, () => dialog.getByRole('button', { name: '保存 PNG' }).click());
  expect(name).toMatch(/^map-320100-\d{8}-\d{4}\.png$/);
  await expect(dialog.getByRole('status')).toContainText('3508 × 2480');
  expect(await canvas.evaluate((element: HTMLCanvasElement) => [element.width, element.height])).toEqual(before);
  const facts = await pictureFacts(page, readFileSync(path));
  expect(facts).toMatchObject({ width: 3508, height: 2480, pixelsPerMeter: 11_811 });
  // The map in the middle has many colours; paper, ink and the legend's colours stand beside it.
  expect(facts.colorsOfMiddle).toBeGreaterThan(40);
  expect(facts.whiteShare).toBeGreaterThan(0.15);
  expect(facts.whiteShare).toBeLessThan(0.8);
});
