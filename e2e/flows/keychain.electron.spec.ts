import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixtures/application.ts';
import { ScriptProcess } from '../fixtures/host-process.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { OfficeLockPage } from '../page-objects/office-recovery.ts';

const SEALED = 'sealed by a keychain that this session does not have';

test('asks to unlock the keychain that holds the key, in the window and on the command line, and leaves the seal as it is', async ({
  start,
  folder,
}) => {
  const dataFolder = join(folder, 'data');
  const first = await start({}, dataFolder);
  await new ConsolePage(first.page).opened();
  await first.close();
  const keys = join(dataFolder, 'keys');
  mkdirSync(keys, { mode: 0o700 });
  writeFileSync(join(keys, 'office-key.sealed'), SEALED);
  const environment = { COMMAND_CENTER_KEYS: join(folder, 'no-key-files') };

  // Through an Electron without a window, which has no keychain that protects anything here.
  const report = new ScriptProcess(['scripts/report.mjs', '--area', '320106', '--data', dataFolder, '--preset', 'small'], environment);
  expect([await report.ended(), report.lines.at(-1)]).toEqual([1, expect.stringContaining('系统密钥库无法打开')]);
  expect([readdirSync(keys), readFileSync(join(keys, 'office-key.sealed'), 'utf8')]).toEqual([['office-key.sealed'], SEALED]);

  const { page } = await start({ environment }, dataFolder);
  await expect(new OfficeLockPage(page).screen).toContainText('系统密钥库打不开');
  expect(readFileSync(join(keys, 'office-key.sealed'), 'utf8')).toBe(SEALED);
});
