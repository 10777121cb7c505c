/**
 * Makes the pictures of README.md and docs/zh anew: `node scripts/draw-manual.mjs [name…]`, all of them when none is named. Starts the application
 * on a fixed afternoon of the simulated city and drives it as an operator would. Look at the results: no test does.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { shrinkPng } from '../../scripts/build-city/png-palette.ts';
import { startServing } from '../fixtures/host-process.ts';
import { machine } from '../fixtures/machine.ts';
import { writeHistory } from '../../electron/backend/history/history-file.ts';
import { dayWithOutage } from './day-with-outage.ts';
import { MANUAL_PICTURES, type ManualPicture } from './manual-pictures.ts';

const MOMENT = '2026-11-23T16:41';
const FOLDER = join(machine.root, 'docs', 'pictures');
const SIZE = { width: 1920, height: 1080 };
/** A first run, on a slow machine. */
const OPENED_LIMIT_MS = 300_000;
const BYTES_LIMIT = 350_000;

async function openConsole(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage({ viewport: SIZE, locale: 'zh-CN', reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  await page.locator('html[data-map="ready"]').waitFor({ state: 'attached', timeout: OPENED_LIMIT_MS });
  await page.locator('.replica-progress').waitFor({ state: 'detached', timeout: OPENED_LIMIT_MS });
  return page;
}

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
  const path = join(FOLDER, `${name}.png`);
  const shown = part === null ? await page.screenshot() : await part(page).screenshot();
  const picture = shrinkPng(shown);
  writeFileSync(path, picture);
  const verdict = picture.length > BYTES_LIMIT ? ` MORE THAN ${BYTES_LIMIT}` : '';
  process.stdout.write(`${name}.png: ${picture.length} bytes${verdict}\n`);
}

async function drawAll(names: readonly string[]): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'command-center-manual-'));
  writeHistory(dataFolder, dayWithOutage(Date.parse(`${MOMENT}:00+08:00`)));
  const { script, address } = await startServing(dataFolder, ['--preset', 'city', '--at', MOMENT]);
  const browser = await chromium.launch({ executablePath: machine.browser, args: [...machine.switches] });
  try {
    const page = await openConsole(browser, address);
    for (const picture of MANUAL_PICTURES) {
      await picture.prepare(page);
      if (names.length === 0 || names.includes(picture.name)) await take(page, picture);
    }
  } finally {
    await browser.close();
    await script.stop();
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

await drawAll(process.argv.slice(2));
