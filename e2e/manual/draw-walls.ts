import type { Browser } from '@playwright/test';
import type { Size } from '../../renderer/wall/layout/type-scale.ts';
import { WallDialogPage } from '../page-objects/wall-dialog.ts';
import { WallPage } from '../page-objects/wall-page.ts';
import { openConsole, openPage } from './manual-host.ts';
import { savePicture } from './picture-file.ts';

interface WallPicture extends Size {
  /** Of the picture's pixels to the wall's: the largest would be too large for a page of the manual. */
  readonly deviceScaleFactor: number;
}

/** One picture of each shape of display. */
export const WALL_PICTURES = {
  wall: { width: 1920, height: 1080, deviceScaleFactor: 1 },
  'wall-led': { width: 6656, height: 1792, deviceScaleFactor: 0.375 },
  'wall-tall': { width: 1080, height: 1920, deviceScaleFactor: 1 },
} as const satisfies Readonly<Record<string, WallPicture>>;

/** Holds all walls at the overview of the city; once it does, the replica is whole. */
export async function pinOverview(browser: Browser, address: string): Promise<void> {
  const page = await openConsole(browser, address);
  const dialog = new WallDialogPage(page);
  await dialog.open();
  await dialog.show('overview');
  await page.close();
}

export async function drawWall(browser: Browser, wallAddress: string, name: keyof typeof WALL_PICTURES): Promise<void> {
  const { deviceScaleFactor, ...size } = WALL_PICTURES[name];
  const page = await openPage(browser, wallAddress, size, deviceScaleFactor);
  await new WallPage(page).shown();
  await page.locator('.wall[data-scene="overview"] .wall-yesterday').waitFor();
  savePicture(name, await page.screenshot());
  await page.close();
}
