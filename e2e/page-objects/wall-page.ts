import type { Locator, Page } from '@playwright/test';
import { type Size, smallestTextPixels } from '../../renderer/wall/layout/type-scale.ts';
import { BUILT_IN_PROGRAM } from '../../shared/domain/wall-program.ts';

const ANSWER_MS = 5000;

/** The wall as who passes by sees it; there is nothing to do on it. */
export class WallPage {
  readonly page: Page;
  readonly scene: Locator;
  readonly rate: Locator;
  /** Above the scene while the data is old or its backend away. */
  readonly age: Locator;

  constructor(page: Page) {
    this.page = page;
    this.scene = page.locator('.wall');
    this.rate = page.locator('.wall-rate-figure');
    this.age = page.locator('.wall-age');
  }

  /** The map as it is seen, names and marks with it. */
  picture(): Promise<Buffer> {
    return this.page.locator('.wall-map').first().screenshot({ animations: 'disabled' });
  }

  /** The same without what its canvas holds. */
  async pictureWithoutCanvas(): Promise<Buffer> {
    const canvas = this.page.locator('.wall-map-canvas').first();
    const show = (visibility: 'hidden' | ''): Promise<void> =>
      canvas.evaluate((element, wanted) => element.style.setProperty('visibility', wanted), visibility);
    await show('hidden');
    const picture = await this.picture();
    await show('');
    return picture;
  }

  /** Resolves once figures and map are there. */
  async shown(timeout = 60_000): Promise<void> {
    try {
      await this.rate.filter({ hasText: /\d/ }).waitFor({ timeout });
      await this.page.locator('.wall-map-name, .wall-disc').first().waitFor({ timeout });
    } catch (error) {
      throw new Error(`${String(error)}\nThe wall instead: ${await this.#instead()}`, { cause: error });
    }
  }

  /** Another display: resolves once the wall's layout follows it, by the built-in program, and is drawn. */
  async resize(size: Size): Promise<void> {
    await this.page.setViewportSize(size);
    const rem = smallestTextPixels(size, BUILT_IN_PROGRAM);
    await this.page.waitForFunction((wanted) => Math.abs(Number.parseFloat(document.documentElement.style.fontSize) - wanted) < 0.01, rem);
    // What is measured then, room for rows and for the map's names, follows with the next frame.
    await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }

  /** What there is of it, for whoever has nothing but a log. */
  #instead(): Promise<string> {
    const told = this.page.evaluate(() =>
      JSON.stringify({
        text: document.body.innerText.slice(0, 300),
        sinceLoadMs: Math.round(performance.now()),
        visibility: document.visibilityState,
        hasBridge: window.commandCenterHost !== undefined,
        files: performance.getEntriesByType('resource').map(({ name, duration }) => `${name.split('/').at(-1)} ${Math.round(duration)}`),
      }),
    );
    const silent = new Promise<string>((resolve) => setTimeout(() => resolve('it does not answer'), ANSWER_MS));
    return Promise.race([told, silent]).catch(String);
  }
}
