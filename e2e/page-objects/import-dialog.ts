import type { Locator, Page } from '@playwright/test';
import { ConsolePage } from './console-page.ts';

/** The import of files that were carried here, as its user sees it. */
export class ImportDialog {
  readonly dialog: Locator;
  readonly applyButton: Locator;
  /** The file that comes next. */
  readonly waiting: Locator;
  readonly refused: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('dialog', { name: '导入变更文件' });
    this.applyButton = this.dialog.getByRole('button', { name: '导入', exact: true });
    this.waiting = this.dialog.locator('.import-waiting');
    this.refused = this.dialog.getByRole('alert', { name: '不能导入的文件' });
  }

  /** By the command palette. */
  async open(): Promise<void> {
    await new ConsolePage(this.#page).command('导入变更');
    await this.dialog.waitFor();
  }

  async bring(...paths: string[]): Promise<void> {
    await this.dialog.getByLabel('选择文件').setInputFiles(paths);
  }

  /** The row of a table in what the import would change: new, changed, removed. */
  difference(table: string): Locator {
    return this.waiting.getByRole('row', { name: table }).getByRole('cell');
  }
}
