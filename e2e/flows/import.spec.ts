import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultStationName } from '../../electron/backend/jetstream/subjects.ts';
import { RelayedPlatform } from '../../electron/hosts/relay/testing/relayed-platform.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ImportDialog } from '../page-objects/import-dialog.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';

const COME_LIMIT_MS = 60_000;
const EXPORT_COMMAND = join(import.meta.dirname, '../../electron/hosts/export-command.ts');

let relayed: RelayedPlatform;
let carried: string;
let streetName: string;

const at = (name: string) => join(carried, name);

/** `npm run export-changes`, where the platform can be reached. */
async function exportChanges(...values: string[]): Promise<void> {
  const child = spawn(process.execPath, [EXPORT_COMMAND, ...values], { stdio: ['ignore', 'ignore', 'inherit'] });
  await once(child, 'close');
  expect(child.exitCode).toBe(0);
}

/** A first file of all rows, a second of what came after, and the first once more by somebody whom nobody here trusts. */
async function exportFiles(): Promise<void> {
  const city = await testCity();
  const street = city.streets.code.indexOf(STREET_CODE);
  const grid = city.grids.street.indexOf(street);
  streetName = city.streets.name[street] ?? '';
  relayed = await RelayedPlatform.start(city, [STREET_CODE]);
  const writer = await PlatformWriter.connect(relayed.platform, city);
  await relayed.startRelay();
  await writer.insert('alert', { id: 1, street, grid, level: 0, state: 0 });
  writeFileSync(at('credentials'), await relayed.servers.settings(defaultStationName(STREET_CODE)).readCredentials(), { mode: 0o600 });
  const source = ['--source', relayed.servers.url, '--area', STREET_CODE, '--source-credentials-file', at('credentials')];
  await exportChanges('--make-key', at('ours'));
  await exportChanges('--make-key', at('theirs'));
  await exportChanges(...source, '--key-file', at('ours/export.pem'), '--from', 'snapshot', '--out', at('1.changes'));
  await exportChanges(...source, '--key-file', at('theirs/export.pem'), '--from', 'snapshot', '--out', at('foreign.changes'));
  await writer.insert('alert', { id: 2, street, grid, level: 0, state: 0 });
  await writer.sql(`UPDATE platform.alert SET device = 'another' WHERE id = 1`);
  await exportChanges(...source, '--key-file', at('ours/export.pem'), '--from', at('1.changes'), '--out', at('2.changes'));
  copyFileSync(at('1.changes'), at('cut.changes'));
  truncateSync(at('cut.changes'), 900);
}

test.beforeAll(async () => {
  test.setTimeout(180_000);
  carried = mkdtempSync(join(tmpdir(), 'scc-carried-'));
  await exportFiles();
});

test.afterAll(async () => {
  await relayed.remove();
  rmSync(carried, { recursive: true, force: true });
});

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
  await settings.chooseFiles(at('ours/export.pub.pem'));
  await settings.chooseArea(STREET_CODE, streetName);
  await settings.saveButton.click();
  await expect(page.locator('.strip-source')).toContainText('变更文件', { timeout: COME_LIMIT_MS });

  await files.open();
  await expect(files.dialog).toContainText('尚未导入');
  await files.bring(at('2.changes'), at('foreign.changes'), at('cut.changes'));
  await expect(files.refused).toContainText('须先导入第 1 份');
  await expect(files.refused).toContainText('不受信任');
  await expect(files.refused).toContainText('文件不完整');
  await expect(files.applyButton).toHaveCount(0);

  await files.bring(at('1.changes'));
  await expect(files.waiting).toContainText('1.changes');
  await expect(files.waiting).toContainText('受信任');
  await expect(files.waiting).toContainText('第 1 份 · 全部数据');
  await expect(files.difference('预警')).toHaveText(['1', '0', '0']);
  await files.applyButton.click();
  await expect(files.dialog).toContainText('第 1 份已导入', { timeout: COME_LIMIT_MS });
  await expect(files.waiting).toContainText('接在第 1 份之后');
  await expect(files.difference('预警')).toHaveText(['1', '1', '0']);
  await files.applyButton.click();
  await expect(files.dialog).toContainText('第 2 份已导入', { timeout: COME_LIMIT_MS });
  await files.bring(at('1.changes'));
  await expect(files.refused).toContainText('第 1 份已经导入过');
  await page.keyboard.press('Escape');

  await expect(page.locator('.strip-level').first()).toHaveText('2', { timeout: COME_LIMIT_MS });
  await expect.poll(() => readdirSync(join(dataFolder, 'inbox'))).toEqual([]);
  await replication.open();
  await replication.button('导入变更文件').click();
  await expect(files.dialog).toContainText('第 2 份');
  expect(watch.errors).toEqual([]);
});
