import { expect, type Locator, type Page } from '@playwright/test';

interface LegendCounts {
  readonly classes: readonly number[];
  readonly noData: number;
  readonly nothingDue: number;
}

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

  /** By its short name in the switch; its legend may still be that of the metric before. */
  async choose(name: string): Promise<void> {
    await this.#page.locator('.metric-switch').getByText(name, { exact: true }).click();
  }

  /** What the legend counts: grids in classes, without data, with nothing due; all of one moment, while the city lives on. */
  async counts(): Promise<LegendCounts> {
    return this.card.evaluate((card) => {
      const numbers = (selector: string): number[] =>
        [...card.querySelectorAll(selector)].map(({ textContent }) => Number(textContent.replaceAll(',', '')));
      const [noData = 0, nothingDue = 0] = numbers('.legend-entries .legend-count');
      return { classes: numbers('.legend-ramp li .legend-count'), noData, nothingDue };
    });
  }

  /** The data of a metric is here. */
  async shown(): Promise<void> {
    await expect.poll(async () => (await this.counts()).classes.some((count) => count > 0), { timeout: 60_000 }).toBe(true);
  }

  async openSettings(): Promise<Locator> {
    await this.card.locator('.icon-button').click();
    return this.#page.locator('.layer-popover .layer-settings');
  }
}
