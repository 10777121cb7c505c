import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

/** What is wrong, by rule and place. The watermark is left out: it is decoration that must not be readable at a glance (WCAG 1.4.3, incidental). */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).setLegacyMode().exclude('.watermark').analyze();
  return found.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`));
}

async function opened(page: Page): Promise<void> {
  await new ConsolePage(page).opened();
  await page.locator('.replica-progress').waitFor({ state: 'detached', timeout: 60_000 });
  await page.locator('.data-row').first().waitFor();
}

const THEMES = { dark: '深色', light: '浅色', contrast: '高对比' } as const;
type Theme = keyof typeof THEMES;

async function wear(theme: Theme, page: Page): Promise<void> {
  if (theme === 'dark') return;
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByText(THEMES[theme], { exact: true }).click();
  await page.keyboard.press('Escape');
}

for (const theme of Object.keys(THEMES) as Theme[]) {
  test(`has no accessibility violation in the ${theme} theme: city, grid, rows, palette, keys, settings`, async ({ application }) => {
    test.slow();
    const { page } = application;
    await opened(page);
    await wear(theme, page);
    expect(await violations(page)).toEqual([]);
    await page.evaluate(() => Object.assign(location, { hash: '#/area/320106009' }));
    await page.locator('.data-row').first().click();
    await page.locator('.data-row').first().click();
    await expect(page.locator('.data-age').first()).toBeVisible();
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
  });

  test(`has no accessibility violation in the ${theme} theme: a moment that is past`, async ({ application }) => {
    const { page } = application;
    await opened(page);
    await wear(theme, page);
    await page.keyboard.press('Alt+PageUp');
    await page.locator('.map-moment').waitFor();
    await page.locator('.comparison').waitFor();
    await page.keyboard.press('Alt+t');
    expect(await violations(page)).toEqual([]);
  });

  test(`has no accessibility violation in the ${theme} theme: replication, source settings, wall`, async ({ application }) => {
    test.slow();
    const { page } = application;
    await opened(page);
    await wear(theme, page);
    await page.locator('.strip-source').click();
    await page.locator('.lag-chart').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '重建副本' }).click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: '来源设置', exact: true }).click();
    await page.getByRole('dialog', { name: '来源设置' }).getByText('PostgreSQL').click();
    await page.getByRole('button', { name: '测试连接' }).click();
    await page.getByText('请填写服务器地址').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.locator('.palette-input').fill('大屏：显示器');
    await page.locator('.palette-entry').first().click();
    const wall = page.getByRole('dialog', { name: '大屏' });
    await wall.locator('.wall-scene-open').first().click();
    await wall.locator('.wall-scene-editor').waitFor();
    expect(await violations(page)).toEqual([]);
  });
}
