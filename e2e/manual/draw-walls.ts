import type { Browser } from '@playwright/test';
import { ConsolePage } from '../page-objects/console-page.ts';
import { WallPage } from '../page-objects/wall-page.ts';
import { openConsole, openPage } from './manual-host.ts';
import { savePicture } from './picture-file.ts';

/** One picture of each shape of display. */
export const WALL_PICTURES = {
  wall: { width: 1920, height: 1080 },
  'wall-wide': { width: 3840, height: 1080 },
  'wall-tall': { width: 1080, height: 1920 },
} as const;

/** Holds all walls at the overview of the city; once it does, the replica is whole. */
export async function pinOverview(browser: Browser, address: string): Promise<void> {
  const page = await openConsole(browser, address);
  await new ConsolePage(page).command('大屏：显示器');
  await page.locator('.wall-scene-row', { hasText: '全市总览' }).getByText('立即显示').click();
  await page.close();
}

export async function drawWall(browser: Browser, wallAddress: string, name: keyof typeof WALL_PICTURES): Promise<void> {
  const page = await openPage(browser, wallAddress, WALL_PICTURES[name]);
  await new WallPage(page).shown();
  await page.locator('.wall[data-scene="overview"] .wall-yesterday').waitFor();
  savePicture(name, await page.screenshot());
  await page.close();
}
