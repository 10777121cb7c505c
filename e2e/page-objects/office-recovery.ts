import { expect, type Locator, type Page } from '@playwright/test';

/** Setting up a recovery key from the line under the strip. */
export class RecoveryKeySetUp {
  readonly #page: Page;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.locator('dialog.recovery-key');
  }

  /** Opens the dialog and answers the key that it shows. */
  async show(): Promise<string> {
    await this.#page.getByRole('button', { name: '设置恢复密钥' }).click();
    const groups = this.dialog.locator('.recovery-sheet-groups li');
    await groups.first().waitFor();
    // Each group has its number before it.
    return (await groups.allInnerTexts()).map((text) => text.trim().slice(-6)).join('-');
  }

  /** Types the two groups that are asked for, as they stand in `written`. */
  async typeBack(written: string): Promise<void> {
    const next = this.dialog.getByRole('button', { name: '已抄好，下一步' });
    if (await next.isVisible()) await next.click();
    await expect(this.dialog.locator('label')).toHaveCount(2);
    for (const label of await this.dialog.locator('label').all()) {
      const group = Number(/第 (\d) 组/.exec(await label.innerText())?.[1]);
      await label.locator('input').fill(written.split('-')[group - 1] ?? '');
    }
    await this.dialog.getByRole('button', { name: '确认' }).click();
  }
}

/** The screen that asks what to do when the office's data does not open. */
export class OfficeLockPage {
  readonly #page: Page;
  readonly screen: Locator;
  readonly outcome: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.screen = page.locator('.office-lock');
    this.outcome = page.locator('.office-lock-outcome');
  }

  async enter(recoveryKey: string): Promise<void> {
    await this.#page.getByRole('textbox', { name: '输入恢复密钥' }).fill(recoveryKey);
    await this.#page.getByRole('button', { name: '打开当前数据' }).click();
  }
}
