import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineProxy } from '../../electron/hosts/station/testing/line-proxy.ts';
import { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import { STREET_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import type { City } from '../../shared/city/city.ts';
import { ALERT_LEVELS, type AlertLevel } from '../../shared/domain/alerts.ts';
import { expect, test } from '../fixtures/application.ts';
import { violationsInThemes } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView } from '../page-objects/map-view.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';

const COME_LIMIT_MS = 60_000;
let platform: TestPlatform;
let writer: PlatformWriter;
let city: City;
let street: number;
let streetName: string;
/** Two of the street's, in whose middle the map writes no name. */
let grid: number;
let otherGrid: number;

test.beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
  street = city.streets.code.indexOf(STREET_CODE);
  streetName = city.streets.name[street] ?? '';
  grid = city.grids.name.indexOf('慈悲社社区03网格');
  otherGrid = city.grids.name.indexOf('龙蟠里社区01网格');
});

test.beforeEach(() => writer.sql('DELETE FROM platform.alert'));

test.afterAll(() => platform.stop());

/** Whether a text stands anywhere in the files of a folder. */
function holds(folder: string, text: string): boolean {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .some((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true && readFileSync(path).includes(text));
}

/** In the middle of a grid, just now. */
function raise(id: number, level: AlertLevel, at: number): Promise<void> {
  const [longitude, latitude] = city.grids.labelPoint.subarray(at * 2, at * 2 + 2);
  return writer.insert('alert', {
    id,
    street,
    grid: at,
    level: ALERT_LEVELS.indexOf(level),
    state: 0,
    longitude: longitude ?? 0,
    latitude: latitude ?? 0,
    raised_at: Date.now(),
  });
}

test('started on PostgreSQL, the map follows its rows; while the line is cut it says how old it is, and what happened meanwhile comes by itself', async ({
  start,
  folder,
}) => {
  await raise(1, 'yellow', grid);
  const line = await LineProxy.to(platform.server.options.port);
  const { user, password, database } = platform.connectionOptions(`station_${STREET_CODE}`);
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const source = ['--source', `postgres://${user}@${line.address}/${database}`, '--area', STREET_CODE];
  try {
    const { page, watch } = await start({ clock: 'outside', options: [...source, '--source-password-file', passwordFile] });
    const shown = new ConsolePage(page);
    const replication = new ReplicationPage(page);
    const map = new MapView(page);
    await map.drawn();
    await expect(page.locator('.detail-title')).toHaveText(streetName);
    await expect(replication.mark).toContainText('实时', { timeout: COME_LIMIT_MS });
    await expect.poll(() => map.hasMark('yellow'), { timeout: COME_LIMIT_MS }).toBe(true);
    await writer.sql(`UPDATE platform.alert SET level = 'red' WHERE id = 1`);
    await expect.poll(() => map.hasMark('red'), { timeout: COME_LIMIT_MS }).toBe(true);
    expect(await map.hasMark('yellow')).toBe(false);
    await map.saysOfMark('red', city.grids.name[grid] ?? '');

    line.fault = { kind: 'silent' };
    await raise(2, 'orange', otherGrid);
    await expect(shown.connection).toContainText('数据来源离线自', { timeout: COME_LIMIT_MS });
    await expect(replication.mark).toContainText('离线自');
    await expect(page.locator('.map-age')).toContainText('数据截至');
    const age = await replication.ageSeconds('预警');
    await expect.poll(() => replication.ageSeconds('预警')).toBeGreaterThan(age);
    expect(await violationsInThemes(page)).toEqual([]);
    expect([await map.hasMark('red'), await map.hasMark('orange')]).toEqual([true, false]);

    line.fault = { kind: 'none' };
    await expect.poll(() => map.hasMark('orange'), { timeout: COME_LIMIT_MS }).toBe(true);
    await map.saysOfMark('orange', city.grids.name[otherGrid] ?? '');
    await expect(replication.mark).toContainText('实时');
    await expect(page.locator('.map-age')).toHaveCount(0);
    expect(watch.errors).toEqual([]);
  } finally {
    await line.close();
  }
});

test('another source is tried, saved and switched to while the window stays; records set aside are fetched again; it is tried again when told to', async ({
  start,
}) => {
  await raise(1, 'red', grid);
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
  await settings.showCertificate('/nowhere/station.crt', '/nowhere/station.key');
  await settings.testButton.click();
  await expect(settings.dialog).toContainText('这个路径读不到证书');
  await settings.showCertificate('', '');
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
  await raise(2, 'red', otherGrid);
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
  expect(watch.errors).toEqual([]);
});
