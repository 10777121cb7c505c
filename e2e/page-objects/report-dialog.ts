import type { Locator, Page } from '@playwright/test';

/** The report dialog as its user sees it. */
export class ReportDialog {
  readonly preview: Locator;
  /** A4 pages of what is shown. */
  readonly pages: Locator;
  readonly saveButton: Locator;
  readonly #page: Page;
  readonly #dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.#dialog = page.getByRole('dialog', { name: '排查覆盖日报' });
    this.preview = this.#dialog.getByRole('region', { name: '预览' });
    this.pages = this.preview.getByRole('region', { name: /^第 \d+ 页/ });
    this.saveButton = this.#dialog.getByRole('button', { name: '保存 PDF' });
  }

  async choose(district: string, date: string, cutoff: string): Promise<void> {
    await this.showPreviewOf(district);
    await this.#dialog.getByLabel('日期').fill(date);
    await this.#dialog.getByLabel('截止').fill(cutoff);
  }

  async showPreviewOf(district: string): Promise<void> {
    await this.#dialog.getByLabel('区', { exact: true }).selectOption({ label: district });
  }

  async showFrozen(number: string): Promise<void> {
    await this.#dialog.getByRole('button', { name: `查看 ${number}` }).click();
    await this.pages.first().getByText(`编号 ${number}`).waitFor();
  }

  /** Saves the PDF at this path and answers the name that it was offered under. */
  async save(path: string): Promise<string> {
    const download = this.#page.waitForEvent('download', { timeout: 60_000 });
    await this.saveButton.click();
    const offered = await download;
    await offered.saveAs(path);
    return offered.suggestedFilename();
  }
}
