import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import { expect, test } from '../fixtures/application.ts';
import { CarriedFiles } from '../fixtures/carried-files.ts';
import { violationsInThemes } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ImportDialog } from '../page-objects/import-dialog.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';

const COME_LIMIT_MS = 60_000;

let carried: CarriedFiles;

// The files are exported behind a relay.
test.skip(whyNoNats() !== null, whyNoNats() ?? '');

test.beforeAll(async () => {
  test.setTimeout(180_000);
  carried = await CarriedFiles.export();
});

test.afterAll(() => carried.remove());

test('an office that no network reaches is switched to files, and imports each once it was looked at; others are refused and say why', async ({
  start,
}) => {
  const { page, watch, dataFolder } = await start({ clock: 'outside' });
  const shown = new ConsolePage(page);
  const replication = new ReplicationPage(page);
  const files = new ImportDialog(page);
  await shown.opened();

  await files.open();
  await expect(files.dialog).toContainText('不从文件导入');
  await page.keyboard.press('Escape');
  const settings = new SourceSettings(page);
  await settings.open();
  await settings.chooseFiles(carried.at('ours/export.pub.pem'));
  await settings.chooseArea(carried.streetCode, carried.streetName);
  await settings.saveButton.click();
  await expect(page.locator('.strip-source')).toContainText('变更文件', { timeout: COME_LIMIT_MS });

  await files.open();
  await expect(files.dialog).toContainText('尚未导入');
  await files.bring(carried.at('2.changes'), carried.at('foreign.changes'), carried.at('cut.changes'));
  await expect(files.refused).toContainText('须先导入第 1 份');
  await expect(files.refused).toContainText('不受信任');
  await expect(files.refused).toContainText('文件不完整');
  await expect(files.applyButton).toHaveCount(0);

  await files.bring(carried.at('1.changes'));
  await expect(files.waiting).toContainText('1.changes');
  await expect(files.waiting).toContainText('受信任');
  await expect(files.waiting).toContainText('第 1 份 · 全部数据');
  await expect(files.difference('预警')).toHaveText(['1', '0', '0']);
  await expect(files.refused).toBeVisible();
  expect(await violationsInThemes(page)).toEqual([]);
  await files.applyButton.click();
  await expect(files.dialog).toContainText('第 1 份已导入', { timeout: COME_LIMIT_MS });
  await expect(files.waiting).toContainText('接在第 1 份之后');
  await expect(files.difference('预警')).toHaveText(['1', '1', '0']);
  await files.applyButton.click();
  await expect(files.dialog).toContainText('第 2 份已导入', { timeout: COME_LIMIT_MS });
  await files.bring(carried.at('1.changes'));
  await expect(files.refused).toContainText('第 1 份已经导入过');
  await page.keyboard.press('Escape');

  await expect(page.locator('.strip-level').first()).toHaveText('2', { timeout: COME_LIMIT_MS });
  await expect.poll(() => readdirSync(join(dataFolder, 'inbox'))).toEqual([]);
  await replication.open();
  await replication.button('导入变更文件').click();
  await expect(files.dialog).toContainText('第 2 份');
  expect(watch.errors).toEqual([]);
});
