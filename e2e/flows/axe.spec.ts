import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { violations } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

async function opened(page: Page): Promise<void> {
  await new ConsolePage(page).filled();
  await page.locator('.data-row').first().waitFor();
  // A number that just changed is marked with a colour for a moment, which no contrast is asked of.
  await page.emulateMedia({ reducedMotion: 'reduce' });
}

const THEMES = { dark: '深色', light: '浅色', contrast: '高对比' } as const;
type Theme = keyof typeof THEMES;

async function wear(theme: Theme, page: Page): Promise<void> {
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByText(THEMES[theme], { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.keyboard.press('Escape');
  await expect(page.locator('.settings')).toHaveCount(0);
}

/** From the city into a grid: any row leads on, whatever stands first by then. */
async function goDownToGrid(page: Page): Promise<void> {
  const code = page.locator('.detail-code');
  await page.evaluate(() => Object.assign(location, { hash: '#/area/320106009' }));
  await expect(code).toContainText('320106009');
  for (const level of ['社区', '网格']) {
    await page.locator('.region-right .data-row').first().click();
    await expect(code).toContainText(level);
  }
  await expect(page.locator('.data-age').first()).toBeVisible();
}

async function lookAtGrid(page: Page): Promise<void> {
  await goDownToGrid(page);
  expect(await violations(page)).toEqual([]);
  await page.locator('.region-strip [data-figure="verified"] .figure-button').first().click();
  await page.locator('.rows-panel').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Control+k');
  await page.locator('.palette-entry').first().waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  await page.locator('.key-map').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.locator('.layer-card[data-layer="alerts"] .icon-button').click();
  await page.locator('.layer-settings').waitFor();
  expect(await violations(page)).toEqual([]);
}

async function lookBack(page: Page): Promise<void> {
  await page.keyboard.press('Alt+PageUp');
  await page.locator('.map-moment').waitFor();
  await page.locator('.comparison').waitFor();
  await page.keyboard.press('Alt+t');
  await page.locator('.time-controls input').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+n');
  await expect(page.locator('.map-moment')).toHaveCount(0);
}

async function lookAtReplication(page: Page): Promise<void> {
  await page.locator('.strip-source').click();
  await page.locator('.lag-chart').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '重建副本' }).click();
  await page.locator('.replication-question').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: '来源设置', exact: true }).click();
  await page.getByRole('dialog', { name: '来源设置' }).getByText('PostgreSQL').click();
  await page.getByRole('button', { name: '测试连接' }).click();
  await page.getByText('请填写服务器地址').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function lookAtWall(page: Page): Promise<void> {
  await new ConsolePage(page).command('大屏：显示器');
  const wall = page.getByRole('dialog', { name: '大屏' });
  await wall.locator('.wall-scene-open').first().click();
  await wall.locator('.wall-scene-editor').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

for (const theme of Object.keys(THEMES) as Theme[]) {
  test(`has no accessibility violation in the ${theme} theme: city, past, replication, source, wall, grid, rows, palette, keys, settings`, async ({
    start,
  }) => {
    test.slow();
    const { page } = await start();
    await opened(page);
    await wear(theme, page);
    expect(await violations(page)).toEqual([]);
    await test.step('a moment that is past', () => lookBack(page));
    await test.step('replication, source settings', () => lookAtReplication(page));
    await test.step('wall', () => lookAtWall(page));
    await test.step('grid, rows, palette, keys, settings', () => lookAtGrid(page));
  });
}
