import type { Locator, Page } from '@playwright/test';
import type { WallSceneKind } from '../../shared/contract/wall.ts';
import { ConsolePage } from './console-page.ts';

/** The console's dialog about its walls. */
export class WallDialogPage {
  readonly page: Page;
  readonly dialog: Locator;
  readonly #scenes: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dialog = page.getByRole('dialog', { name: '大屏' });
    this.#scenes = this.dialog.locator('.wall-scene-row');
  }

  async open(): Promise<void> {
    await new ConsolePage(this.page).command('大屏：显示器');
    await this.#scenes.first().waitFor();
  }

  /** Every wall shows a scene of this kind; one that the program lacks is added to the draft. */
  async show(kind: WallSceneKind): Promise<void> {
    const words = (await this.dialog.locator(`option[value="${kind}"]`).textContent()) ?? '';
    if ((await this.#scenes.filter({ hasText: words }).count()) === 0) {
      await this.dialog.locator('.wall-scene-add select').selectOption(kind);
      await this.dialog.getByRole('button', { name: '添加画面' }).click();
    }
    await this.showTitled(words);
  }

  /** Every wall shows the scene of these words. */
  async showTitled(title: string): Promise<void> {
    await this.#scenes.filter({ hasText: title }).getByText('立即显示').click();
  }

  /** Fills in the board that is open to be edited. */
  async writeBoard(title: string, lines: string): Promise<void> {
    await this.dialog.getByLabel('标题').fill(title);
    await this.dialog.getByLabel('会商内容').fill(lines);
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }
}
