import type { Locator, Page } from '@playwright/test';

/** The replication page and its marks on the console, as their user sees them. */
export class ReplicationPage {
  /** How the source stands, in the strip. */
  readonly mark: Locator;
  readonly dialog: Locator;
  readonly standing: Locator;

  constructor(page: Page) {
    this.mark = page.locator('.strip-source');
    this.dialog = page.getByRole('dialog', { name: '数据复制' });
    this.standing = this.dialog.locator('.replication-standing');
  }

  async open(): Promise<void> {
    await this.mark.click();
    await this.standing.waitFor();
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** What the page says under this word. */
  fact(word: string): Locator {
    return this.dialog.locator('dl > div', { hasText: word }).locator('dd');
  }
}
