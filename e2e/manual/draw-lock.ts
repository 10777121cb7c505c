import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { takeBackup } from '../../electron/backend/db/office/backups/take-backup.ts';
import { loseOfficeKey, stationKeys } from '../fixtures/station-keys.ts';
import { OfficeLockPage, RecoveryKeySetUp } from '../page-objects/office-recovery.ts';
import { openConsole, openPage, whileServing } from './manual-host.ts';
import { savePicture } from './picture-file.ts';

/** Around what stands in the middle of an empty page, CSS pixels. */
const MARGIN = 32;

/** The start screen of an office whose key is lost: its recovery key was set up, and it has a copy. */
export async function drawLock(browser: Browser, dataFolder: string, moment: string): Promise<void> {
  const values = ['--preset', 'small', '--at', moment];
  await whileServing(dataFolder, values, async ({ address }) => {
    const page = await openConsole(browser, address);
    const setUp = new RecoveryKeySetUp(page);
    await setUp.typeBack(await setUp.show());
    await setUp.dialog.waitFor({ state: 'detached' });
    await page.close();
  });
  takeBackup({
    officePath: join(dataFolder, 'office.db'),
    key: (await stationKeys(dataFolder)).office,
    nowMs: Date.parse(`${moment}:00+08:00`),
  });
  await loseOfficeKey(dataFolder);
  await whileServing(dataFolder, values, async ({ address }) => {
    const page = await openPage(browser, address);
    const { screen } = new OfficeLockPage(page);
    await screen.waitFor();
    const box = await screen.boundingBox();
    if (box === null) throw new Error('the screen has no size');
    const [x, y, width, height] = [box.x - MARGIN, box.y - MARGIN, box.width + 2 * MARGIN, box.height + 2 * MARGIN];
    savePicture('office-lock', await page.screenshot({ clip: { x, y, width, height } }));
    await page.close();
  });
}
