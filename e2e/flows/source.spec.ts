import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import { STREET_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';

const COME_LIMIT_MS = 60_000;
let platform: TestPlatform;
let writer: PlatformWriter;
let street: number;
let grid: number;
let streetName: string;

test.beforeAll(async () => {
  const city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
  street = city.streets.code.indexOf(STREET_CODE);
  streetName = city.streets.name[street] ?? '';
  grid = city.grids.street.indexOf(street);
  await writer.insert('alert', { id: 1, street, grid, level: 0, state: 0 });
});

test.afterAll(() => platform.stop());

/** Whether a text stands anywhere in the files of a folder. */
function holds(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .some((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && readFileSync(path).includes(text));
}

test('another source is tried, saved and switched to while the window stays; records set aside are fetched again; its age shows while the line is cut', async ({
  start,
}) => {
  const { page, watch, dataFolder } = await start({ clock: 'outside' });
  const shown = new ConsolePage(page);
  const replication = new ReplicationPage(page);
  await shown.opened();
  await expect(replication.mark).toContainText('实时', { timeout: COME_LIMIT_MS });
  await page.evaluate(() => Reflect.set(window, 'notReloaded', true));

  const settings = new SourceSettings(page);
  const { host, port, user, password } = platform.connectionOptions(`station_${STREET_CODE}`);
  await settings.open();
  await settings.choosePostgres(`${host}:${port}`, String(user));
  await settings.chooseArea(STREET_CODE, streetName);
  await settings.fillPassword('not the password');
  expect(await settings.tried('连接与登录')).toBe('未通过');
  await expect(settings.dialog).toContainText('账号或口令不对');
  await expect(settings.saveButton).toBeDisabled();
  await settings.fillPassword(password);
  expect(await settings.tried('账号权限')).toBe('通过');
  await settings.saveButton.click();

  await expect(page.locator('.detail-title')).toHaveText(streetName, { timeout: COME_LIMIT_MS });
  await expect(replication.mark).toContainText('PostgreSQL', { timeout: COME_LIMIT_MS });
  await expect(replication.mark).toContainText('实时', { timeout: COME_LIMIT_MS });
  const redAlerts = page.locator('.strip-level').first();
  await expect(redAlerts).toHaveText('1', { timeout: COME_LIMIT_MS });
  await writer.insert('alert', { id: 2, street, grid, level: 0, state: 0 });
  await expect(redAlerts).toHaveText('2');
  expect(await page.evaluate(() => Reflect.get(window, 'notReloaded'))).toBe(true);
  expect(holds(dataFolder, password)).toBe(false);

  await writer.insert('alert', { id: 3, street, grid }, { state: '复核中' });
  const setAside = page.locator('.strip-streams').getByText('隔离 1 行');
  await expect(setAside).toBeVisible({ timeout: COME_LIMIT_MS });
  await setAside.click();
  const record = replication.dialog.getByRole('row').filter({ hasText: '不在取值范围' });
  await expect(record).toContainText('复核中');
  await record.getByRole('button', { name: '重取 预警 3' }).click();
  await expect(replication.dialog).toContainText('重取 1 条，其中 0 条');
  await writer.sql(`UPDATE platform.alert SET state = 'raised' WHERE id = 3`);
  await expect(replication.dialog).toContainText('没有被隔离的记录', { timeout: COME_LIMIT_MS });
  await expect(redAlerts).toHaveText('3');
  await page.keyboard.press('Escape');

  await platform.server.kill();
  await expect(shown.connection).toContainText('数据来源离线自', { timeout: COME_LIMIT_MS });
  await expect(page.locator('.map-age')).toContainText('数据截至');
  await expect(redAlerts).toHaveText('3');
  await replication.open();
  await expect(replication.button('立即重试')).toBeEnabled();
  await platform.server.start();
  // It may have come back by itself before it is told to.
  await expect(async () => {
    if (await replication.button('立即重试').isEnabled()) await replication.button('立即重试').click({ timeout: 1000 });
    await expect(replication.standing).toContainText('实时', { timeout: 5000 });
  }).toPass({ timeout: COME_LIMIT_MS });
  await expect(replication.dialog).toContainText('连不上数据来源');
  await expect(page.locator('.map-age')).toHaveCount(0);
  expect(watch.errors).toEqual([]);
});
