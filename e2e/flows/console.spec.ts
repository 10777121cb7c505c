import { expect, test } from '../fixtures/application.ts';
import { savedSetting } from '../fixtures/office-settings.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

test('shows key figures, three layers with legends, the tree, and how fresh every source is', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  await expect(page.locator('.region-strip .strip-cell')).toHaveCount(6);
  await expect(page.locator('.strip-streams .freshness')).toHaveCount(6);
  await expect(page.locator('.strip-source')).toContainText('实时');
  await expect(page.locator('.layer-card .legend')).toHaveCount(3);
  await expect(page.getByRole('treeitem')).toHaveCount(12);
  await expect(
    page
      .getByRole('switch', { name: '预警' })
      .or(page.getByLabel('预警', { exact: true }))
      .first(),
  ).toBeChecked();
});

test('switches a layer by key and by hand', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  const card = page.locator('.layer-card[data-layer="workers"]');
  await expect(card).toHaveAttribute('data-visible', 'true');
  await page.keyboard.press('Alt+3');
  await expect(card).toHaveAttribute('data-visible', 'false');
  await card.locator('.layer-switch').click();
  await expect(card).toHaveAttribute('data-visible', 'true');
});

test('finds 六合区 by pinyin, initials and code, in place and in the palette', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  for (const text of ['luhe', 'lh', '320116']) {
    await page.keyboard.press('/');
    await page.keyboard.type(text);
    await expect(page.getByRole('option').first()).toContainText('六合区', { timeout: 30_000 });
    await page.keyboard.press('Enter');
    await expect(page.locator('.detail-title')).toHaveText('六合区');
    await page.keyboard.press('Alt+Home');
    await expect(page.locator('.detail-title')).toHaveText('南京市');
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('gulouqu');
  await expect(page.locator('.palette-entry').first()).toContainText('鼓楼区');
  await page.keyboard.press('Enter');
  await expect(page.locator('.detail-title')).toHaveText('鼓楼区');
  // What can be done is read in letters too.
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ribao');
  await expect(page.locator('.palette-entry', { hasText: '日报' }).first()).toBeVisible();
});

test('walks the tree with the arrow keys', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  await page.locator('.tree-row[aria-selected="true"]').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('.tree-row:focus')).toHaveAttribute('aria-level', '2');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.tree-row:focus')).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.tree-row:focus')).toHaveAttribute('aria-level', '3');
  const name = await page.locator('.tree-row:focus .tree-name').innerText();
  await page.keyboard.press('Enter');
  await expect(page.locator('.detail-title')).toHaveText(name);
});

test('moves between its regions with F6 and shows its keys with ?, the map’s own among them', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  await expect(page.locator('[data-landmark]')).toHaveCount(5);
  const seen = new Set<string>();
  for (let step = 0; step < 5; step++) {
    await page.keyboard.press('F6');
    seen.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''));
  }
  expect(seen.size).toBe(5);
  await page.keyboard.press('Shift+?');
  const keys = page.getByRole('dialog', { name: '快捷键' });
  for (const words of ['Alt ←', '打开命令面板', '逐个网格移动光标', '展开，再按进入下级', '下 10 行', '分界左移'])
    await expect(keys).toContainText(words);
  await page.keyboard.press('Escape');
  await expect(keys).toHaveCount(0);
});

test('follows the chosen rule everywhere', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  const label = page.locator('.region-strip [data-figure="coverage"] .strip-label');
  await expect(label).toContainText('含缓办');
  await page.locator('.rule-switch').getByText('不含缓办').click();
  await expect(label.locator('.strip-rule')).toHaveText('不含缓办');
  await expect(page.locator('.tile[data-figure="coverage"]')).toContainText('不含缓办');
});

test('remembers language, theme and panels over a reload', async ({ start }) => {
  const { page, dataFolder } = await start();
  await new ConsolePage(page).filled();
  await page.keyboard.press('Control+j');
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByText('浅色').click();
  await page.getByText('English').click();
  await expect(page.getByRole('button', { name: 'Settings', exact: true })).toBeVisible();
  const saved = () => savedSetting(dataFolder, 'console.viewer');
  await expect.poll(saved).toMatchObject({ language: 'en', theme: 'light', layout: { axisOpen: false } });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await expect(page.locator('.console')).toHaveAttribute('data-axis', 'false');
  // Ours, whatever the library of its controls says of plain elements.
  const letters = await page.evaluate(() => {
    const { fontFamily, fontSize } = getComputedStyle(document.body);
    return [fontFamily, fontSize];
  });
  expect(letters).toEqual(['"Noto Sans SC Variable", sans-serif', '13px']);
});
