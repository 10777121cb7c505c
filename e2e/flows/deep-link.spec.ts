import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

async function paste(page: Page, hash: string): Promise<void> {
  await page.evaluate((text) => Object.assign(location, { hash: text }), hash);
}

test('brings a colleague to the same area, rule and layers, also after a reload', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await paste(page, '#/area/320106009?scope=all&rule=withoutDeferred&layers=coverage,workers');
  await expect(page.locator('.detail-code')).toContainText('320106009');
  await page.reload();
  await new ConsolePage(page).opened();
  await expect(page.locator('.detail-code')).toContainText('320106009');
  await expect(page.locator('.tile[data-figure="coverage"]')).toContainText('不含缓办');
  await expect(page.locator('.layer-card[data-layer="alerts"]')).toHaveAttribute('data-visible', 'false');
  await expect(page.locator('.layer-card[data-layer="workers"]')).toHaveAttribute('data-visible', 'true');
});

test('opens a link that is pasted into the palette, from whatever host it was copied', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '命令面板' }).fill('http://127.0.0.1:1/?lang=zh-CN#/area/320106009?rule=withoutDeferred');
  await expect(page.getByRole('option', { name: '打开链接' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.locator('.detail-code')).toContainText('320106009');
  await expect(page.locator('.tile[data-figure="coverage"]')).toContainText('不含缓办');
});

test('writes where it stands into the address', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await page.locator('.tree-row').nth(1).click();
  const code = page.locator('.detail-code');
  await expect(code).not.toContainText('320100');
  const [shown = ''] = (await code.innerText()).trim().split(' ');
  await expect.poll(() => page.evaluate(() => location.hash)).toContain(`#/area/${shown}?`);
});

test('says so when a link names an area that does not exist, and leads back', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await paste(page, '#/area/999999');
  // Named by its words: a red alert of the living city may stand beside it at any moment.
  const unknownArea = page.getByRole('alert').filter({ hasText: '999999' });
  await expect(unknownArea).toBeVisible();
  await page.getByRole('button', { name: '返回本站范围' }).click();
  await expect(unknownArea).toHaveCount(0);
});
