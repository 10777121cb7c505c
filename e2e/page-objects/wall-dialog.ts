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
    this.#scenes = this.dialog.locator('.wall-scenes .wall-scene-row');
  }

  async open(): Promise<void> {
    await new ConsolePage(this.page).command('大屏：显示器');
    await this.#scenes.first().waitFor();
  }

  /** Every wall shows a scene of this kind, one of a street the first. */
  async show(kind: WallSceneKind): Promise<void> {
    await (await this.#preset(kind)).getByText('立即显示').click();
  }

  /** Takes a scene of this kind into the draft's rotation, and opens it to be edited. */
  async add(kind: WallSceneKind): Promise<void> {
    await (await this.#preset(kind)).getByText('加入轮播').click();
  }

  /** Every wall shows the scene of the draft with these words. */
  async showTitled(title: string): Promise<void> {
    await this.#scenes.filter({ hasText: title }).getByText('立即显示').click();
  }

  /** Takes every scene out of the draft's rotation but the last. */
  async keepLast(): Promise<void> {
    for (let left = await this.#scenes.count(); left > 1; left--) await this.#scenes.first().getByText('删除').click();
  }

  /** Fills in the board that is open to be edited. */
  async writeBoard(title: string, lines: string): Promise<void> {
    await this.dialog.getByLabel('标题').fill(title);
    await this.dialog.getByLabel('会商内容').fill(lines);
  }

  /** A part of the day that is the whole of it. */
  async allDay(label: string): Promise<void> {
    for (const end of ['从', '到']) await this.dialog.getByLabel(`${label}：${end}`).fill('00:00');
  }

  /** Resolves once the draft is the program of all walls. */
  async save(): Promise<void> {
    const button = this.dialog.getByRole('button', { name: '保存并应用到所有大屏' });
    await button.click();
    await button.and(this.page.locator(':disabled')).waitFor();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.dialog.waitFor({ state: 'detached' });
  }

  async #preset(kind: WallSceneKind): Promise<Locator> {
    const preset = this.dialog.locator(`.wall-preset[data-kind="${kind}"]`);
    const street = preset.getByRole('combobox', { name: '选择街道' });
    if (kind === 'area' && (await street.inputValue()) === '') await street.selectOption({ index: 1 });
    return preset;
  }
}
