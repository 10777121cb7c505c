import { expect, type Locator, type Page } from '@playwright/test';
import { dayOf, formatDay } from '../../shared/domain/time.ts';

/** A day whose work is over: its coverage stands still while the city lives on. */
const FINISHED_DAY = formatDay(dayOf(Date.now()) - 5);

/** The map as its user sees it: its picture, its own messages, and the cards of its layers. */
export class MapView {
  readonly page: Page;
  readonly region: Locator;
  readonly failure: Locator;
  readonly canvas: Locator;

  constructor(page: Page) {
    this.page = page;
    this.region = page.locator('#map-region');
    this.failure = page.locator('.map-failure');
    this.canvas = page.locator('canvas.maplibregl-canvas');
  }

  /** Resolves once the first complete picture is shown. */
  async drawn(): Promise<void> {
    await expect(this.page.locator('html')).toHaveAttribute('data-map', 'ready', { timeout: 60_000 });
  }

  card(layer: 'coverage' | 'alerts' | 'workers'): Locator {
    return this.page.locator(`.layer-card[data-layer="${layer}"]`);
  }

  /** Shows the coverage of a finished day alone: a picture that is the same whenever it is looked at. */
  async standStill(): Promise<void> {
    await this.page.evaluate((hash) => Object.assign(location, { hash }), `#/area/320106?scope=day:${FINISHED_DAY}&rule=withDeferred`);
    for (const layer of ['alerts', 'workers'] as const) {
      if ((await this.card(layer).getAttribute('data-visible')) === 'true') await this.card(layer).locator('.layer-switch').click();
    }
    await expect(this.card('coverage').locator('.layer-summary')).toContainText(FINISHED_DAY.slice(5));
    await this.page.mouse.move(0, 0);
  }

  /** The picture once two in a row are the same. */
  async picture(): Promise<Buffer> {
    let last = await this.region.screenshot();
    await expect(async () => {
      const next = await this.region.screenshot();
      const isStill = next.equals(last);
      last = next;
      expect(isStill).toBe(true);
    }).toPass({ timeout: 30_000 });
    return last;
  }
}
