import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { machine } from '../fixtures/machine.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { PickedGrids } from '../page-objects/picked-grids.ts';

/** Of the city that is simulated: picked grids in a link are those of one version. */
function cityVersion(): string {
  const { version } = JSON.parse(readFileSync(join(machine.root, 'resources/city/names.json'), 'utf8')) as { readonly version: string };
  return version.slice(0, 8);
}

/** Asked for again where the window was just writing its own view into the address. */
async function goTo(page: Page, hash: string, metric: string): Promise<void> {
  await expect(async () => {
    await page.evaluate((wanted) => Object.assign(location, { hash: wanted }), hash);
    await expect(page.locator('.layer-card[data-layer="coverage"]')).toContainText(metric, { timeout: 3000 });
  }).toPass();
}

// By keys alone: a click waits for frames that a busy machine takes seconds for.
test('a view is kept under a name, comes back from the palette after a reload, is renamed, removed and taken back', async ({ start }) => {
  const { page } = await start();
  const picked = new PickedGrids(page);
  const dialog = page.getByRole('dialog', { name: '书签' });
  await new ConsolePage(page).opened();
  await goTo(page, `#/area/320106?metric=overdue&picked=${cityVersion()}.2100-2119.2125`, '超时任务');
  await expect.poll(() => picked.count()).toBe(21);

  await page.keyboard.press('Control+d');
  await expect(dialog.getByRole('textbox', { name: '书签名称' })).toBeFocused();
  await page.keyboard.type('早会看点');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('已收藏“早会看点”')).toBeVisible();
  await page.keyboard.press('Escape');

  await goTo(page, '#/area/320104?metric=coverage', '排查覆盖率');
  await expect(picked.panel).toHaveCount(0);
  await page.reload();
  await new ConsolePage(page).opened();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '命令面板' }).fill('早会');
  await expect(page.getByRole('option', { name: '早会看点' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(() => picked.count()).toBe(21);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain('#/area/320106?');

  await page.keyboard.press('Alt+m');
  await expect(dialog.getByRole('button', { name: /^早会看点/ })).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('晚会看点');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: /^晚会看点/ })).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(dialog.getByRole('listitem')).toHaveCount(0);
  await dialog.getByRole('button', { name: '撤销删除' }).press('Enter');
  await expect(dialog.getByRole('button', { name: /^晚会看点/ })).toBeVisible();
});
