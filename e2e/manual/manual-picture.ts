import type { Locator, Page } from '@playwright/test';

export interface ManualPicture {
  /** File name in docs/pictures, without its ending. */
  readonly name: string;
  /** Brings the console from the state that the picture before left it in to what is to be seen. */
  readonly prepare: (page: Page) => Promise<void>;
  /** The part of the window that is shown; null for all of it. */
  readonly part: ((page: Page) => Locator) | null;
}

/** Neither deck.gl nor MapLibre says when the last frame of a movement is on screen. */
export const MAP_REST_MS = 4000;

export async function goTo(page: Page, link: string): Promise<void> {
  const [code = ''] = link.split('?');
  await page.evaluate((hash) => Object.assign(location, { hash }), `#/area/${link}`);
  await page.locator('.detail-code', { hasText: code }).waitFor();
  await page.waitForTimeout(MAP_REST_MS);
}
