import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { startServing } from '../fixtures/host-process.ts';

/** A first run, on a slow machine. */
const OPENED_LIMIT_MS = 300_000;
/** Of the manual's screens. */
export const SIZE = { width: 1920, height: 1080 };

export interface ServedAddresses {
  readonly address: string;
  readonly wallAddress: string;
}

/** A page of the size of the manual's screens, or of a wall. */
export async function openPage(browser: Browser, address: string, size = SIZE, deviceScaleFactor = 1): Promise<Page> {
  const page = await browser.newPage({ viewport: size, deviceScaleFactor, locale: 'zh-CN', reducedMotion: 'reduce' });
  page.setDefaultTimeout(60_000);
  await page.goto(address);
  return page;
}

export async function openConsole(browser: Browser, address: string): Promise<Page> {
  const page = await openPage(browser, address);
  await page.locator('html[data-map="ready"]').waitFor({ state: 'attached', timeout: OPENED_LIMIT_MS });
  await page.locator('.replica-progress').waitFor({ state: 'detached', timeout: OPENED_LIMIT_MS });
  return page;
}

/** A host while `work` is done. */
export async function whileServing(
  dataFolder: string,
  values: readonly string[],
  work: (addresses: ServedAddresses) => Promise<void>,
): Promise<void> {
  const { script, ...addresses } = await startServing(dataFolder, values);
  try {
    await work(addresses);
  } finally {
    await script.stop();
  }
}

/** An empty data folder while `work` is done. */
export async function inNewFolder(work: (dataFolder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'command-center-manual-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
