/**
 * Makes the pictures of README.md and docs/zh anew: `node scripts/draw-manual.mjs [name…]`, all of them when none is named. Starts the application
 * on a fixed afternoon of the simulated city and drives it as an operator would. Look at the results: no test does.
 */
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { machine } from '../fixtures/machine.ts';
import { writeHistory } from '../../electron/backend/history/history-file.ts';
import { dayWithOutage } from './day-with-outage.ts';
import { drawImport } from './draw-import.ts';
import { drawLock } from './draw-lock.ts';
import { drawWall, pinOverview, WALL_PICTURES } from './draw-walls.ts';
import { inNewFolder, openConsole, whileServing } from './manual-host.ts';
import type { ManualPicture } from './manual-picture.ts';
import { MANUAL_PICTURES } from './manual-pictures.ts';
import { savePicture } from './picture-file.ts';

const MOMENT = '2026-11-23T16:41';

/** Waits for all answers, and asks again for those that a busy machine gave too late. */
async function settle(page: Page): Promise<void> {
  const retry = page.locator('.panel-message[data-tone="error"], .panel-message[data-tone="stale"]').getByRole('button', { name: '重试' });
  await expect(async () => {
    if (await retry.first().isVisible()) await retry.first().click();
    await expect(page.locator('.skeleton')).toHaveCount(0);
    await expect(retry).toHaveCount(0);
  }).toPass({ timeout: 120_000, intervals: [1000] });
}

/** What the window shows once its answers have come, or the part of it that the picture is about. */
async function take(page: Page, { name, part }: ManualPicture): Promise<void> {
  await settle(page);
  savePicture(name, part === null ? await page.screenshot() : await part(page).screenshot());
}

type Wanted = (name: string) => boolean;

/** Up to the last that is wanted: each begins where the one before ended. */
async function drawConsole(browser: Browser, address: string, isWanted: Wanted): Promise<void> {
  const last = MANUAL_PICTURES.findLastIndex(({ name }) => isWanted(name));
  if (last < 0) return;
  const page = await openConsole(browser, address);
  for (const picture of MANUAL_PICTURES.slice(0, last + 1)) {
    await picture.prepare(page);
    if (isWanted(picture.name)) await take(page, picture);
  }
  await page.close();
}

async function drawCity(browser: Browser, isWanted: Wanted): Promise<void> {
  const walls = (Object.keys(WALL_PICTURES) as (keyof typeof WALL_PICTURES)[]).filter(isWanted);
  if (walls.length === 0 && !MANUAL_PICTURES.some(({ name }) => isWanted(name))) return;
  await inNewFolder(async (dataFolder) => {
    writeHistory(dataFolder, dayWithOutage(Date.parse(`${MOMENT}:00+08:00`)));
    await whileServing(dataFolder, ['--preset', 'city', '--at', MOMENT], async ({ address, wallAddress }) => {
      await drawConsole(browser, address, isWanted);
      if (walls.length > 0) await pinOverview(browser, address);
      for (const name of walls) await drawWall(browser, wallAddress, name);
    });
  });
}

async function drawAll(names: readonly string[]): Promise<void> {
  const isWanted = (name: string): boolean => names.length === 0 || names.includes(name);
  const browser = await chromium.launch({ executablePath: machine.browser, args: [...machine.switches] });
  try {
    await drawCity(browser, isWanted);
    if (isWanted('office-lock')) await inNewFolder((dataFolder) => drawLock(browser, dataFolder, MOMENT));
    if (isWanted('import')) await inNewFolder((dataFolder) => drawImport(browser, dataFolder));
  } finally {
    await browser.close();
  }
}

await drawAll(process.argv.slice(2));
