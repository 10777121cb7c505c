import { expect, type Locator, type Page } from '@playwright/test';

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

  /** Resolves once the replica holds the whole city, and the console with it. */
  async filled(): Promise<void> {
    await this.opened();
    await this.page.locator('.replica-progress').waitFor({ state: 'detached', timeout: 60_000 });
  }

  /** Runs the command of these words from the palette. */
  async command(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox', { name: '命令面板' }).fill(words);
    // What was found for the first letters may still stand before it.
    await expect(this.page.locator('.palette-entry').first()).toContainText(words);
    await this.page.keyboard.press('Enter');
  }
}
