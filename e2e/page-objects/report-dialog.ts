import type { Locator } from '@playwright/test';
import { savedFile } from '../fixtures/saved-file.ts';
import type { SharedView } from '../fixtures/shared-application.ts';

/** The report dialog as its user sees it. */
export class ReportDialog {
  readonly preview: Locator;
  /** A4 pages of what is shown. */
  readonly pages: Locator;
  /** A4 pages that wait for the printer, outside of the dialog. */
  readonly pagesOnPaper: Locator;
  readonly saveButton: Locator;
  readonly printButton: Locator;
  /** Who reviews it, in the part that `openHeading` opens. */
  readonly reviewer: Locator;
  readonly #application: SharedView;
  readonly #dialog: Locator;

  constructor(application: SharedView) {
    this.#application = application;
    this.#dialog = application.page.getByRole('dialog', { name: '排查覆盖日报' });
    this.preview = this.#dialog.getByRole('region', { name: '预览' });
    this.pages = this.preview.getByRole('region', { name: /^第 \d+ 页/ });
    this.pagesOnPaper = application.page.locator('.report-on-paper .report-sheet');
    this.saveButton = this.#dialog.getByRole('button', { name: '保存 PDF' });
    this.reviewer = this.#dialog.getByLabel('审核人');
    this.printButton = this.#dialog.getByRole('button', { name: '打印', exact: true });
  }

  async choose(district: string, date: string, cutoff: string): Promise<void> {
    await this.showPreviewOf(district);
    await this.#dialog.getByLabel('日期').fill(date);
    await this.#dialog.getByLabel('截止').fill(cutoff);
  }

  async showPreviewOf(district: string): Promise<void> {
    await this.#dialog.getByLabel('区', { exact: true }).selectOption({ label: district });
  }

  async openHeading(): Promise<void> {
    await this.#dialog.getByText('报头与签字').click();
  }

  /** Sets what stands above the report's title and who reviews it. */
  async setHeading(classification: string, reviewer: string): Promise<void> {
    await this.openHeading();
    await this.#dialog.getByLabel('密级').fill(classification);
    await this.reviewer.fill(reviewer);
    await this.#dialog.getByRole('button', { name: '保存', exact: true }).click();
    await this.#dialog.getByText('已保存，此后的日报都用它。').waitFor();
  }

  async showFrozen(number: string): Promise<void> {
    await this.#dialog.getByRole('button', { name: `查看 ${number}` }).click();
    await this.pages.first().getByText(`编号 ${number}`).waitFor();
  }

  /** Saves the PDF at this path and answers the name that it was offered under. */
  save(path: string): Promise<string> {
    return savedFile(this.#application, path, () => this.saveButton.click());
  }
}
