import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapMetrics } from '../page-objects/map-metrics.ts';
import { SecondMap } from '../page-objects/second-map.ts';

const GRIDS = 12_410;
/** What stands on the switch, and what its legend is counted in. */
const UNITS = {
  超时: '人次',
  未落格: '人次',
  预警: '起',
  千户预警: '起/千户',
  在岗: '人',
  底数: '类',
  较昨日: '百分点',
  覆盖率: '%',
};

test('colours the grids by any metric; the legend says unit, classes and every grid once', async ({ application }) => {
  test.slow();
  const { page } = application;
  await new ConsolePage(page).opened();
  const metrics = new MapMetrics(page);
  await metrics.shown();
  for (const [name, unit] of Object.entries(UNITS)) {
    await metrics.choose(name);
    await metrics.shown();
    // Of a metric whose data is on its way, the legend still counts nothing.
    await expect(async () => {
      const { classes, noData, nothingDue } = await metrics.counts();
      expect(classes).toHaveLength(5);
      expect(classes.reduce((sum, count) => sum + count, noData + nothingDue)).toBe(GRIDS);
    }).toPass();
    await expect(metrics.card.locator('.metric-note').first()).toHaveText(new RegExp(`\\S · ${unit}$`));
  }
});

test('a link names the metric, and back and forward go through metrics as through areas', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  const metrics = new MapMetrics(page);
  await metrics.choose('超时');
  await expect(page).toHaveURL(/metric=overdue/);
  await metrics.choose('在岗');
  await expect(page).toHaveURL(/metric=presence/);
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page).toHaveURL(/metric=overdue/);
  await expect(metrics.card).toContainText('超时任务');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page).toHaveURL(/metric=presence/);
  await page.evaluate(() => {
    location.hash = location.hash.replace('metric=presence', 'metric=openAlerts');
  });
  await expect(metrics.card).toContainText('未结预警');
});

test('classes follow a method or the hand, by dragging and by the keyboard', async ({ start }) => {
  const { page } = await start();
  await new ConsolePage(page).opened();
  const metrics = new MapMetrics(page);
  await metrics.shown();
  const settings = await metrics.openSettings();
  await settings.getByText('自然断点').click();
  await expect(metrics.classes.first()).not.toContainText('<60');
  await settings.getByText('固定分级').click();
  await settings.getByRole('button', { name: '恢复默认' }).click();
  await expect(metrics.classes.first()).toContainText('<60');
  const limit = settings.getByRole('slider', { name: '界限 1' });
  await limit.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(metrics.classes.first()).toContainText('<59');
  await expect(limit).toBeFocused();
  const box = await settings.locator('.class-histogram-plot').boundingBox();
  if (box === null) throw new Error('no histogram');
  await limit.hover();
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(metrics.classes.first()).toContainText(/<(19|20|21)/);
  await settings.getByRole('textbox').nth(1).fill('101');
  await page.keyboard.press('Enter');
  await expect(settings.getByRole('alert')).toContainText('递增');
});

test('a batch is compared with an earlier one at the same time since its push, on the map as in the figures', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).filled();
  const metrics = new MapMetrics(page);
  await metrics.choose('较他批');
  await expect(metrics.card).toContainText('只有单个批次可与另一批次比较');
  const settings = await metrics.openSettings();
  await settings.getByRole('combobox', { name: '范围' }).selectOption('批次 1123-1');
  await metrics.shown();
  await expect(metrics.card).toContainText('与批次 1122-1 在 2026-11-22');
  const other = page.locator('.region-strip .strip-delta .strip-other');
  await expect(other).toContainText('1122-1');
  await settings.getByRole('combobox', { name: '所比批次' }).selectOption('批次 1121-1');
  await expect(metrics.card).toContainText('与批次 1121-1 在 2026-11-21');
  await expect(other).toContainText('1121-1');
  await expect(page).toHaveURL(/against=\d+/);

  // Beside it, the other batch itself; its rate is the one that the strip names.
  await page.keyboard.press('Escape');
  const maps = new SecondMap(page);
  await maps.button.click();
  await maps.moment.selectOption('所比批次同时长');
  await expect(maps.second.head).toContainText('批次 1121-1');
  await expect(async () => {
    const [rate = 'none'] = /[\d.]+%/.exec(await other.innerText()) ?? [];
    expect(await maps.second.rate.innerText()).toContain(rate);
  }).toPass();
});
