import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { formatDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_MOMENT_MS, FINISHED_DAY } from '../fixtures/city-moment.ts';
import { expectedFigures } from '../fixtures/report-figures.ts';
import { savedFile } from '../fixtures/saved-file.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown } from '../page-objects/drill-down.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';

const DISTRICT = '320106';

test('says how the source stands, and opens its page by pointer, by key and from the palette', async ({ application }) => {
  const { page, watch } = application;
  const shown = new ConsolePage(page);
  const replication = new ReplicationPage(page);
  await shown.filled();
  await expect(replication.mark).toContainText('实时');
  await replication.open();
  await expect(replication.fact('来源')).toHaveText('模拟城市');
  await expect(replication.fact('辖区')).toContainText('南京市');
  await expect(replication.fact('本机副本')).toContainText(/\d (KB|MB)/);
  await expect(replication.dialog.getByRole('table', { name: '24 小时滞后' }).getByRole('row')).not.toHaveCount(0);
  await expect(replication.dialog).toContainText('没有被隔离的记录');
  await page.keyboard.press('Escape');
  await expect(replication.dialog).toBeHidden();
  await replication.mark.focus();
  await page.keyboard.press('Enter');
  await expect(replication.standing).toContainText('实时');
  await page.keyboard.press('Escape');
  await shown.command('数据复制');
  await expect(replication.standing).toBeVisible();
  expect(watch.errors).toEqual([]);
});

test('asks once before it rebuilds, and the console stays as it is meanwhile', async ({ start }) => {
  const { page, watch, dataFolder } = await start();
  const replication = new ReplicationPage(page);
  const drill = new DrillDown(page);
  await new ConsolePage(page).filled();
  const { due } = await expectedFigures(dataFolder, DISTRICT, FINISHED_DAY, CITY_MOMENT_MS);
  await drill.showDay(DISTRICT, formatDay(FINISHED_DAY), due);
  await replication.open();
  await replication.button('重建副本').click();
  await replication.button('取消').click();
  await expect(replication.button('重建')).toBeHidden();
  await replication.button('重建副本').click();
  await replication.button('重建').click();
  await expect(replication.dialog.getByText('已开始重建')).toBeVisible();
  await expect(page.locator('.replica-progress')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(replication.mark).toContainText('实时', { timeout: 60_000 });
  await expect(drill.strip('verified').last()).toHaveText(`/ ${due}`);
  expect(watch.errors).toEqual([]);
});

test('exports its diagnostics as a file, by the way that the report takes', async ({ application }, info) => {
  const { page } = application;
  const replication = new ReplicationPage(page);
  await new ConsolePage(page).filled();
  await replication.open();
  const path = info.outputPath('diagnostics.zip');
  const name = await savedFile(application, path, () => replication.button('导出诊断').click());
  expect(name).toMatch(/^diagnostics-\d{8}-\d{4}\.zip$/);
  const files = unzipSync(readFileSync(path));
  expect(Object.keys(files).sort()).toEqual([
    'about.json',
    'incidents.json',
    'lag.csv',
    'log.jsonl',
    'quarantine.json',
    'status.json',
    'storage.json',
  ]);
  await expect(replication.dialog.getByText(`已保存 ${name}`)).toBeVisible();
});

test('marks every stream as old when the backend is killed, and as fresh when there is another', async ({ start }) => {
  const { page, killBackend } = await start();
  const replication = new ReplicationPage(page);
  await new ConsolePage(page).filled();
  await expect(replication.mark).toContainText('实时');
  const marks = await watchStates(page, '.strip-source, .strip-streams');
  const ages = await watchStates(page, '.map-age');
  killBackend();
  // No stream is marked as live while the backend is away.
  await expect.poll(marks).toContainEqual(expect.stringMatching(/^(?!.*data-state="live").*后台断开/s));
  await expect.poll(ages).toContainEqual(expect.stringContaining('数据截至'));
  await expect(replication.mark).toContainText('实时', { timeout: 60_000 });
  await expect(page.locator('.map-age')).toHaveCount(0);
});
