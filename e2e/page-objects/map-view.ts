import { type Browser, expect, type Locator, type Page } from '@playwright/test';
import type { AlertLevel } from '../../shared/domain/alerts.ts';
import { DARK_ALERT_LEVELS } from '../../shared/domain/palettes.ts';
import { formatDay } from '../../shared/domain/time.ts';
import { FINISHED_DAY } from '../fixtures/city-moment.ts';
import { lightnessOf, placeOfColor } from '../fixtures/picture-facts.ts';
import { pictureDifference } from '../fixtures/picture-difference.ts';

const FINISHED_DATE = formatDay(FINISHED_DAY);

/** Of the pixels: names may be placed a little differently by a map that was made anew. */
const SAME_PICTURE = 0.01;
const STILL = 0.002;
/** A frame of a map in software may take seconds where the machine has other work. */
const PATIENCE_MS = 120_000;

/** Less than a mark has of its own colour, where names and borders cross it too; more than a border between two colours has of a third. */
const MARK_PIXELS = 30;

/** Of a flow that takes several pictures: software draws the map, and a machine with other work needs its time. */
export const PICTURE_PATIENCE_MS = 400_000;

/** Half of the pixels of the others' window: every picture is drawn, taken and compared in software. */
export const SMALL_WINDOW = { width: 1366, height: 768 };

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
    const hash = `#/area/320106?scope=day:${FINISHED_DATE}&rule=withDeferred`;
    // Asked for again where the window was just writing its own view into the address.
    await expect(async () => {
      await this.page.evaluate((wanted) => Object.assign(location, { hash: wanted }), hash);
      await expect(this.card('coverage').locator('.layer-summary')).toContainText(FINISHED_DATE.slice(5), { timeout: 3000 });
    }).toPass({ timeout: PATIENCE_MS });
    // By key: a click waits for frames that a busy machine takes seconds for.
    for (const [layer, key] of [
      ['alerts', 'Alt+2'],
      ['workers', 'Alt+3'],
    ] as const) {
      if ((await this.card(layer).getAttribute('data-visible')) === 'true') await this.page.keyboard.press(key);
      await expect(this.card(layer)).toHaveAttribute('data-visible', 'false');
    }
    await this.page.mouse.move(0, 0);
  }

  /** Of the ground beside the city, 0 black … 1 white. */
  async groundLightness(): Promise<number> {
    const { x, y, height } = (await this.region.boundingBox()) ?? { x: 0, y: 0, height: 0 };
    return lightnessOf(this.page, await this.page.screenshot({ clip: { x: x + 30, y: y + height - 60, width: 20, height: 20 } }));
  }

  /** Whether the map of the dark theme shows a mark of this level. */
  async hasMark(level: AlertLevel): Promise<boolean> {
    return (await this.#mark(level)).pixels >= MARK_PIXELS;
  }

  /** Resolves once the map says so of its only mark of this level, under the pointer. */
  async saysOfMark(level: AlertLevel, text: string): Promise<void> {
    // Looked for again where a line that opened or closed above the map moved it meanwhile.
    await expect(async () => {
      const { x, y } = await this.#mark(level);
      const box = await this.region.boundingBox();
      await this.page.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y);
      await expect(this.page.locator('.map-tooltip')).toContainText(text, { timeout: 3000 });
    }).toPass();
  }

  /** The picture once two in a row are the same, but for the watermark's minute. */
  async picture(browser: Browser): Promise<Buffer> {
    let last = await this.region.screenshot();
    await expect(async () => {
      const next = await this.region.screenshot();
      const difference = await pictureDifference(browser, last, next);
      last = next;
      expect(difference).toBeLessThan(STILL);
    }).toPass({ timeout: PATIENCE_MS });
    return last;
  }

  /** The picture of the map standing still, once it is shown. */
  async stillPicture(browser: Browser): Promise<Buffer> {
    await this.drawn();
    await this.standStill();
    return this.picture(browser);
  }

  /** Resolves once the map looks as it did. */
  async looksLike(browser: Browser, picture: Buffer): Promise<void> {
    await expect(async () => {
      expect(await pictureDifference(browser, picture, await this.region.screenshot())).toBeLessThan(SAME_PICTURE);
    }).toPass({ timeout: PATIENCE_MS });
  }

  async #mark(level: AlertLevel) {
    return placeOfColor(this.page, await this.region.screenshot(), DARK_ALERT_LEVELS[level]);
  }
}
