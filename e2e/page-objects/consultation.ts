import type { Locator, Page } from '@playwright/test';

/** What the console does in a consultation. */
export class ConsultationConsole {
  readonly page: Page;
  readonly bar: Locator;

  constructor(page: Page) {
    this.page = page;
    this.bar = page.getByRole('toolbar', { name: '会商' });
  }

  async choose(tool: '激光笔' | '画笔' | '箭头' | '文字'): Promise<void> {
    const button = this.bar.getByRole('button', { name: tool });
    await button.click();
    await button.and(this.page.locator('[aria-pressed="true"]')).waitFor();
  }

  /** A point of the map, CSS pixels from its middle. */
  async point(right: number, down: number): Promise<{ readonly x: number; readonly y: number }> {
    const box = await this.page.locator('.city-map-canvas').boundingBox();
    if (box === null) throw new Error('there is no map');
    return { x: box.x + box.width / 2 + right, y: box.y + box.height / 2 + down };
  }

  async moveTo(right: number, down: number): Promise<void> {
    const { x, y } = await this.point(right, down);
    await this.page.mouse.move(x, y);
  }

  async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    await this.moveTo(...from);
    await this.page.mouse.down();
    await this.moveTo((from[0] + to[0]) / 2, (from[1] + to[1]) / 2);
    await this.moveTo(...to);
    await this.page.mouse.up();
  }

  /** Keeps what the console shows under a name. */
  async keepBookmark(name: string): Promise<void> {
    await this.page.keyboard.press('Control+d');
    const entry = this.page.getByRole('textbox', { name: '书签名称' });
    await entry.fill(name);
    await entry.press('Enter');
    await this.page.locator('.bookmark-list').getByText(name).waitFor();
    await this.page.keyboard.press('Escape');
    await entry.waitFor({ state: 'detached' });
  }

  async chooseSteps(names: readonly string[]): Promise<void> {
    const open = this.bar.getByRole('button', { name: '议程' });
    await open.click();
    for (const name of names) await this.page.getByRole('checkbox', { name }).check();
    await open.click();
    await this.bar.getByText(`–/${names.length}`).waitFor();
  }

  async label(right: number, down: number, text: string): Promise<void> {
    const { x, y } = await this.point(right, down);
    await this.page.mouse.click(x, y);
    const entry = this.page.getByRole('textbox', { name: '标注文字' });
    await entry.fill(text);
    await entry.press('Enter');
  }
}
