import type { Locator, Page } from '@playwright/test';

/** The wall as who passes by sees it; there is nothing to do on it. */
export class WallPage {
  readonly page: Page;
  readonly scene: Locator;
  readonly rate: Locator;
  /** Over the map while the data is old or its backend away. */
  readonly age: Locator;

  constructor(page: Page) {
    this.page = page;
    this.scene = page.locator('.wall');
    this.rate = page.locator('.wall-rate-figure');
    this.age = page.locator('.wall-age');
  }

  /** Resolves once figures and map are there. */
  async shown(timeout = 60_000): Promise<void> {
    await this.rate.filter({ hasText: /\d/ }).waitFor({ timeout });
    await this.page.locator('.wall-map-name, .wall-disc').first().waitFor({ timeout });
  }
}
