import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { takeBackup } from '../../electron/backend/db/office/backups/take-backup.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_MOMENT_MS } from '../fixtures/city-moment.ts';
import { savedSetting } from '../fixtures/office-settings.ts';
import { loseOfficeKey, stationKeys } from '../fixtures/station-keys.ts';
import { violations } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { OfficeLockPage, RecoveryKeySetUp } from '../page-objects/office-recovery.ts';

test('shows a recovery key once, keeps it when it is typed back, and opens the data with it after the key was lost', async ({
  start,
  folder,
}) => {
  const dataFolder = join(folder, 'data');
  const first = await start({}, dataFolder);
  await new ConsolePage(first.page).opened();
  const setUp = new RecoveryKeySetUp(first.page);
  const recoveryKey = await setUp.show();
  expect(recoveryKey).toMatch(/^\d{6}(-\d{6}){7}$/);
  expect(await violations(first.page)).toEqual([]);
  await setUp.typeBack(recoveryKey.replaceAll(/\d/g, '1'));
  await expect(setUp.dialog).toContainText('与显示的不一致');
  expect(await violations(first.page)).toEqual([]);
  await setUp.typeBack(recoveryKey);
  await expect(setUp.dialog).toHaveCount(0);
  await expect(first.page.locator('.office-notice')).toHaveCount(0);
  await first.page.getByRole('button', { name: '设置', exact: true }).click();
  await expect(first.page.locator('.settings')).toContainText('密钥在仅本人可读的文件中');
  await expect(first.page.locator('.settings')).toContainText(/恢复密钥设置于 \d{4}-\d{2}-\d{2}/);
  await first.page.getByText('浅色').click();
  await expect.poll(() => savedSetting(dataFolder, 'console.viewer')).toMatchObject({ theme: 'light' });
  await first.close();

  await loseOfficeKey(dataFolder);
  const { page, watch } = await start({}, dataFolder);
  const lock = new OfficeLockPage(page);
  await expect(lock.screen).toContainText('这台电脑上没有它的密钥');
  expect(await violations(page)).toEqual([]);
  await lock.enter('123456');
  await expect(lock.outcome).toContainText('8 组、每组 6 位');
  await lock.enter(recoveryKey.replace(/^\d{6}/, '111112'));
  await expect(lock.outcome).toContainText('第 1 组数字有误');
  await lock.enter(recoveryKey.replace(/^\d{6}/, '000011'));
  await expect(lock.outcome).toContainText('与本单位数据不符');
  expect(await violations(page)).toEqual([]);
  await lock.enter(recoveryKey.replaceAll('-', ' '));
  await new ConsolePage(page).opened();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  expect(watch.errors).toEqual([]);
});

test('goes on from the newest copy of a damaged office database by itself, and says so until somebody has taken note', async ({
  start,
  folder,
}) => {
  const dataFolder = join(folder, 'data');
  const first = await start({}, dataFolder);
  await new ConsolePage(first.page).opened();
  await first.close();
  const officePath = join(dataFolder, 'office.db');
  // As a backend makes it after a quarter of a minute, which another flow waits for.
  takeBackup({ officePath, key: (await stationKeys(dataFolder)).office, nowMs: CITY_MOMENT_MS });
  truncateSync(officePath, 8192);
  const { page } = await start({}, dataFolder);
  await new ConsolePage(page).opened();
  const notice = page.locator('.office-notice');
  await expect(notice).toContainText(/的备份自动恢复/);
  expect(await violations(page)).toEqual([]);
  await notice.getByRole('button', { name: '知道了' }).click();
  await expect(notice).not.toContainText('自动恢复');
});
