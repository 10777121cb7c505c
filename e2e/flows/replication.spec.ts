import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from '../fixtures/application.ts';
import { savedFile } from '../fixtures/saved-file.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';

test.beforeEach(async ({ application }) => {
  await new ConsolePage(application.page).opened();
  await application.page.locator('.replica-progress').waitFor({ state: 'detached', timeout: 60_000 });
});

test('says how the source stands, and opens its page by pointer, by key and from the palette', async ({ application }) => {
  const { page, watch } = application;
  const replication = new ReplicationPage(page);
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
  await page.keyboard.press('Control+k');
  await page.keyboard.type('数据复制');
  await page.keyboard.press('Enter');
  await expect(replication.standing).toBeVisible();
  expect(watch.errors).toEqual([]);
});

test('asks once before it rebuilds, and the console stays as it is meanwhile', async ({ application }) => {
  const { page, watch } = application;
  const replication = new ReplicationPage(page);
  const due = page.locator('.strip-cell[data-figure="verified"] .strip-of');
  const before = await due.innerText();
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
  await expect(due).toHaveText(before);
  expect(watch.errors).toEqual([]);
});

test('exports its diagnostics as a file, by the way that the report takes', async ({ application, folder }) => {
  const { page } = application;
  const replication = new ReplicationPage(page);
  await replication.open();
  const path = join(folder, 'diagnostics.zip');
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

test('marks every stream as old when the backend is killed, and as fresh when there is another', async ({ application }) => {
  const { page } = application;
  const replication = new ReplicationPage(page);
  application.killBackend();
  await expect(replication.mark).toContainText('后台断开');
  await expect(page.locator('.strip-streams .freshness[data-state="live"]')).toHaveCount(0);
  await expect(page.locator('.map-age')).toContainText('数据截至');
  await expect(replication.mark).toContainText('实时', { timeout: 60_000 });
  await expect(page.locator('.map-age')).toHaveCount(0);
});
