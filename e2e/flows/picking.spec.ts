import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { formatCount } from '../../renderer/lib/format.ts';
import { formatDay, startOfDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { FINISHED_DAY } from '../fixtures/city-moment.ts';
import { figuresAtMoment } from '../fixtures/figures-at-moment.ts';
import { savedFile } from '../fixtures/saved-file.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown } from '../page-objects/drill-down.ts';
import { MapMetrics } from '../page-objects/map-metrics.ts';
import { PickedGrids } from '../page-objects/picked-grids.ts';

async function opened(page: Page): Promise<{ readonly metrics: MapMetrics; readonly picked: PickedGrids }> {
  await new ConsolePage(page).opened();
  await expect(page.locator('html')).toHaveAttribute('data-map', 'ready', { timeout: 60_000 });
  const metrics = new MapMetrics(page);
  await metrics.shown();
  return { metrics, picked: new PickedGrids(page) };
}

test('grids are picked by box and lasso, added to with Shift, taken away with Ctrl, and let go with Escape', async ({ application }) => {
  const { page } = application;
  const { picked } = await opened(page);
  await picked.tool('框选网格');
  await picked.drag([0.45, 0.3], [[0.55, 0.45]]);
  await expect.poll(() => picked.count()).toBeGreaterThan(10);
  const boxed = await picked.count();
  await page.keyboard.down('Shift');
  await picked.drag([0.55, 0.3], [[0.62, 0.45]]);
  await page.keyboard.up('Shift');
  await expect.poll(() => picked.count()).toBeGreaterThan(boxed);
  const more = await picked.count();
  await picked.tool('圈选网格');
  await page.keyboard.down('Control');
  await picked.drag(
    [0.44, 0.29],
    [
      [0.56, 0.3],
      [0.56, 0.46],
      [0.44, 0.46],
    ],
  );
  await page.keyboard.up('Control');
  await expect.poll(() => picked.count()).toBeLessThan(more);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(picked.panel).toHaveCount(0);
});

test('grids below a limit are as many as the legend counts, stand in table and file, and their sums are the same', async ({
  application,
}, info) => {
  const { page, dataFolder } = application;
  const { metrics, picked } = await opened(page);
  const { due: dueOnDay } = await figuresAtMoment(dataFolder, startOfDay(FINISHED_DAY + 1) - 1);
  await new DrillDown(page).showDay('320100', formatDay(FINISHED_DAY), formatCount(dueOnDay));
  await metrics.choose('未落格');
  // The legend is counted a moment after its data came.
  await expect(async () => {
    await picked.filter('≥ 1');
    const { classes } = await metrics.counts();
    expect(await picked.count()).toBe(classes.slice(1).reduce((sum, count) => sum + count, 0));
  }).toPass();
  await expect(picked.panel.getByRole('grid')).toHaveAttribute('aria-rowcount', String((await picked.count()) + 1));
  const file = info.outputPath('grids.csv');
  await savedFile(application, file, () => picked.panel.getByRole('button', { name: '导出 CSV' }).click());
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\r\n');
  expect(head).toContain('网格编码');
  expect(lines).toHaveLength(await picked.count());
  const due = head.split(',').indexOf('应排查');
  const sum = lines.reduce((total, line) => total + Number(line.split(',')[due]), 0);
  expect(await picked.figure('picked-verified')).toContain(`/${sum.toLocaleString('en-US')}`);
});

test('the palette opens the form for picking by value, and saves what is picked', async ({ application }, info) => {
  const { page } = application;
  const { picked } = await opened(page);
  const shown = new ConsolePage(page);
  const notices = await watchStates(page, '.notice');
  await shown.command('导出所选网格（CSV）');
  await expect.poll(notices).toContainEqual(expect.stringContaining('还没有选中网格'));
  await shown.command('按数值筛选网格');
  await expect(page.locator('.metric-filter').getByRole('textbox')).toBeFocused();
  await page.keyboard.type('< 60');
  await page.keyboard.press('Enter');
  await picked.panel.waitFor();
  const count = await picked.count();
  // Looked at something else meanwhile.
  await page.keyboard.press('Escape');
  await page
    .getByRole('treeitem', { name: /鼓楼区/ })
    .first()
    .click();
  await expect(picked.panel).toHaveCount(0);
  const file = info.outputPath('grids.csv');
  await savedFile(application, file, () => shown.command('导出所选网格（CSV）'));
  expect(readFileSync(file, 'utf8').trim().split('\r\n')).toHaveLength(count + 1);
});

test('a filter that makes no sense says so and picks nothing', async ({ application }) => {
  const { page } = application;
  const { picked } = await opened(page);
  const form = await picked.openFilter();
  await form.getByRole('textbox').fill('< abc');
  await expect(form.getByRole('alert')).toContainText('看不懂');
  await expect(form.getByRole('button', { name: '选中' })).toBeDisabled();
});
