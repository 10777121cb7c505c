import type { Locator, Page } from '@playwright/test';

/** The console as its user sees it: landmarks by name, messages by role. */
export class ConsolePage {
  readonly page: Page;
  readonly map: Locator;
  readonly connection: Locator;

  constructor(page: Page) {
    this.page = page;
    this.map = page.locator('#map-region');
    this.connection = page.locator('.connection-strip');
  }

  /** Resolves once the console itself has taken the place of the start screen. */
  async opened(): Promise<void> {
    await this.map.waitFor({ state: 'visible', timeout: 60_000 });
  }
}
