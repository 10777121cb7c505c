import { expect, type Locator, type Page } from '@playwright/test';

/** The switch of metrics over the map, the legend and classes of the one in view. */
export class MapMetrics {
  readonly card: Locator;
  readonly classes: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.card = page.locator('.layer-card[data-layer="coverage"]');
    this.classes = this.card.locator('.legend-ramp li');
  }

  async choose(name: string): Promise<void> {
    await this.#page.locator('.metric-switch').getByText(name, { exact: true }).click();
  }

  /** What the legend counts: grids in classes, without data, with nothing due. */
  async counts(): Promise<{ readonly classes: readonly number[]; readonly noData: number; readonly nothingDue: number }> {
    const numbers = async (cells: Locator): Promise<number[]> =>
      (await cells.allTextContents()).map((text) => Number(text.replaceAll(',', '')));
    const [noData = 0, nothingDue = 0] = await numbers(this.card.locator('.legend-entries .legend-count'));
    return { classes: await numbers(this.classes.locator('.legend-count')), noData, nothingDue };
  }

  /** The data of the metric is here. */
  async shown(): Promise<void> {
    await expect.poll(async () => (await this.counts()).classes.some((count) => count > 0), { timeout: 60_000 }).toBe(true);
  }

  async openSettings(): Promise<Locator> {
    await this.card.locator('.icon-button').click();
    return this.#page.locator('.layer-popover .layer-settings');
  }
}
