import { readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/application.ts';
import { loseOfficeKey } from '../fixtures/station-keys.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { OfficeLockPage } from '../page-objects/office-recovery.ts';

// What the start screen of office-recovery.spec.ts asks in other cases; who asks, and who answers, is the same in either host.

test('begins anew when nobody has the recovery key, and keeps what it could not open', async ({ start, folder }) => {
  const dataFolder = join(folder, 'data');
  const first = await start({}, dataFolder);
  await new ConsolePage(first.page).opened();
  await first.close();
  await loseOfficeKey(dataFolder);
  const { page } = await start({}, dataFolder);
  const lock = new OfficeLockPage(page);
  await expect(lock.screen).toContainText('没有设置过恢复密钥');
  await page.getByRole('button', { name: '重试' }).click();
  await expect(lock.screen).toContainText('没有设置过恢复密钥');
  await page.getByRole('button', { name: '新建本单位数据…' }).click();
  await page.getByRole('button', { name: '确认新建' }).click();
  await new ConsolePage(page).opened();
  expect(readdirSync(dataFolder).some((name) => /^office\.kept-.*\.db$/.test(name))).toBe(true);
});

test('asks what to do about an office database that is none, without touching it', async ({ start, folder }) => {
  const dataFolder = join(folder, 'data');
  const first = await start({}, dataFolder);
  await new ConsolePage(first.page).opened();
  await first.close();
  const office = join(dataFolder, 'office.db');
  writeFileSync(office, 'not a database, but somebody may need it'.repeat(1_000));
  for (const name of readdirSync(join(dataFolder, 'backups'))) if (name.endsWith('.db')) truncateSync(join(dataFolder, 'backups', name));
  const { page } = await start({}, dataFolder);
  await expect(new OfficeLockPage(page).screen).toContainText('备份也都无法读取');
});
