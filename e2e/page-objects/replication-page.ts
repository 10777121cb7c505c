import type { Locator, Page } from '@playwright/test';

/** The replication page and its marks on the console, as their user sees them. */
export class ReplicationPage {
  /** How the source stands, in the strip. */
  readonly mark: Locator;
  readonly dialog: Locator;
  readonly standing: Locator;
  /** How old each stream is, in the strip. */
  readonly streams: Locator;

  constructor(page: Page) {
    this.mark = page.locator('.strip-source');
    this.streams = page.locator('.strip-streams');
    this.dialog = page.getByRole('dialog', { name: '数据复制' });
    this.standing = this.dialog.locator('.replication-standing');
  }

  async open(): Promise<void> {
    await this.mark.click();
    await this.standing.waitFor();
  }

  /** The age that the strip gives a stream. */
  async ageSeconds(stream: string): Promise<number> {
    const [, count = '', unit = ''] = /(\d+) (秒|分)/.exec(await this.streams.getByText(stream).innerText()) ?? [];
    return count === '' ? Number.NaN : Number(count) * (unit === '分' ? 60 : 1);
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  /** What the page says under this word. */
  fact(word: string): Locator {
    return this.dialog.locator('dl > div', { hasText: word }).locator('dd');
  }
}
