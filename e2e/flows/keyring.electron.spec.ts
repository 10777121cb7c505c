import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyring } from '../../electron/backend/keys/keyring.ts';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { CITY_MOMENT } from '../fixtures/city-moment.ts';
import { ScriptProcess } from '../fixtures/host-process.ts';
import { KeyringSession, whyNoKeyring } from '../fixtures/keyring-session.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { OfficeLockPage, RecoveryKeySetUp } from '../page-objects/office-recovery.ts';
import { ReportDialog } from '../page-objects/report-dialog.ts';

/** Kept in office.db. */
const REVIEWER = '甲';
const sessions: KeyringSession[] = [];

test.afterEach(async () => {
  for (const session of sessions.splice(0)) await session.logout();
});

/** Sets a recovery key and answers it, sees where the keys lie, and keeps something in office.db. */
async function setUpOffice(application: RunningApplication): Promise<string> {
  const { page } = application;
  await new ConsolePage(page).filled();
  const setUp = new RecoveryKeySetUp(page);
  const recoveryKey = await setUp.show();
  await setUp.typeBack(recoveryKey);
  await expect(setUp.dialog).toHaveCount(0);
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await expect(page.locator('.settings')).toContainText('密钥在系统密钥库中');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  await new ReportDialog(application).setHeading('', REVIEWER);
  return recoveryKey;
}

/** Looks for what `setUpOffice` kept. */
async function seeOffice(application: RunningApplication): Promise<void> {
  const { page } = application;
  await new ConsolePage(page).filled();
  await page.keyboard.press('Control+p');
  const dialog = new ReportDialog(application);
  await dialog.openHeading();
  await expect(dialog.reviewer).toHaveValue(REVIEWER);
}

test('the keys lie in the keyring of the session alone, open the same data at the next login, and are asked for when the keyring is another', async ({
  start,
  folder,
}) => {
  test.slow();
  const missing = whyNoKeyring();
  if (missing !== null) process.stdout.write(`Skipped: ${missing}\n`);
  test.skip(missing !== null, missing ?? '');
  const dataFolder = join(folder, 'data');
  const keyFiles = join(folder, 'no-key-files');
  const keyIds = () => openKeyring(dataFolder).record;
  const environmentIn = ({ environment }: KeyringSession) => ({ ...environment, COMMAND_CENTER_KEYS: keyFiles });
  const startIn = (session: KeyringSession) => start({ required: [session.required], environment: environmentIn(session) }, dataFolder);
  const login = async (keyring: string): Promise<KeyringSession> => {
    const session = await KeyringSession.login(join(folder, keyring));
    sessions.push(session);
    return session;
  };

  const firstLogin = await login('keyring');
  const first = await startIn(firstLogin);
  const recoveryKey = await setUpOffice(first);
  await first.close();
  expect(readdirSync(join(dataFolder, 'keys')).sort()).toEqual(['office-key.sealed', 'replica-key.sealed']);
  const made = keyIds();
  await firstLogin.logout();

  const nextLogin = await login('keyring');
  const next = await startIn(nextLogin);
  await seeOffice(next);
  await next.close();
  expect(keyIds()).toEqual(made);
  // Without a window the keyring is reached through an Electron that is started for it.
  const values = ['--preset', 'small', '--data', dataFolder, '--at', CITY_MOMENT, '--area', '320106', '--out', join(folder, 'report.pdf')];
  const report = new ScriptProcess(['scripts/report.mjs', ...values], environmentIn(nextLogin));
  expect([await report.ended(), report.lines.at(-1)]).toEqual([0, expect.stringContaining('GL-RB')]);
  await nextLogin.logout();

  const other = await startIn(await login('other-keyring'));
  const lock = new OfficeLockPage(other.page);
  await expect(lock.screen).toContainText('系统密钥库打不开');
  await lock.enter(recoveryKey);
  await seeOffice(other);
  const rebuilt = keyIds();
  expect(rebuilt.officeKeyId).toBe(made.officeKeyId);
  expect(rebuilt.replicaKeyId).not.toBe(made.replicaKeyId);
  expect(existsSync(keyFiles)).toBe(false);
});
