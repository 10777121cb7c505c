import type { Browser } from '@playwright/test';
import { WallPage } from '../page-objects/wall-page.ts';
import { openPage } from './manual-host.ts';
import { savePicture } from './picture-file.ts';

/** One picture of each shape of display. */
export const WALL_PICTURES = {
  wall: { width: 1920, height: 1080 },
  'wall-wide': { width: 3840, height: 1080 },
  'wall-tall': { width: 1080, height: 1920 },
} as const;

export async function drawWall(browser: Browser, wallAddress: string, name: keyof typeof WALL_PICTURES): Promise<void> {
  const page = await openPage(browser, wallAddress, WALL_PICTURES[name]);
  await new WallPage(page).shown();
  // Names are set and the race is counted soon after the map.
  await page.locator('.wall-race-row').first().waitFor();
  savePicture(name, await page.screenshot());
  await page.close();
}
