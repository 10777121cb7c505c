import { expect, type Locator, type Page } from '@playwright/test';

/** One of two maps that stand side by side: its words and its legend. */
class MapSide {
  readonly head: Locator;
  /** The coverage of the area in view, as `南京市覆盖率 90.6%`. */
  readonly rate: Locator;
  readonly moment: Locator;

  constructor(page: Page, side: 'first' | 'second') {
    this.head = page.locator(`.map-head[data-side="${side}"]`);
    this.rate = this.head.locator('[data-figure="coverage"]');
    this.moment = this.head.locator('.map-head-moment');
  }

  /** Rate, and grids of each class, all of one moment. */
  async figures(): Promise<readonly string[]> {
    return this.head.evaluate((head) =>
      [...head.querySelectorAll('[data-figure="coverage"], .legend-count')].map(({ textContent }) => textContent),
    );
  }
}

/** Two maps side by side. */
export class SecondMap {
  readonly page: Page;
  readonly button: Locator;
  readonly first: MapSide;
  readonly second: MapSide;
  readonly metric: Locator;
  readonly moment: Locator;
  /** The right one. */
  readonly map: Locator;

  constructor(page: Page) {
    this.page = page;
    this.button = page.getByRole('button', { name: '并排对比', exact: true });
    this.first = new MapSide(page, 'first');
    this.second = new MapSide(page, 'second');
    this.metric = page.getByRole('combobox', { name: '右图指标' });
    this.moment = page.getByRole('combobox', { name: '右图时刻' });
    this.map = page.getByRole('application', { name: '对比地图' });
  }

  /** Both maps are complete. */
  async drawn(): Promise<void> {
    await expect(this.page.locator('canvas.maplibregl-canvas[data-shown]')).toHaveCount(2, { timeout: 60_000 });
  }

  async type(moment: string): Promise<void> {
    await this.moment.selectOption('选定时刻');
    await this.second.head.getByRole('textbox', { name: '输入时刻' }).fill(moment);
    await this.page.keyboard.press('Enter');
  }
}
