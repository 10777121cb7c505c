import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { savedSetting } from '../fixtures/office-settings.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView } from '../page-objects/map-view.ts';

/**
 * What cannot be used as it stands: regions, or marks at the map's foot, that lie over each other, parts of the strip or of the axis that are cut off,
 * a page that scrolls.
 */
async function unusable(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const boxOf = (selector: string): DOMRect | null => {
      const box = document.querySelector(selector)?.getBoundingClientRect() ?? null;
      return box === null || box.width * box.height === 0 ? null : box;
    };
    const findOverlaps = (selectors: readonly string[], { left, top, right, bottom }: Omit<DOMRectReadOnly, 'toJSON'>): void => {
      const boxes = selectors.map((selector) => [selector, boxOf(selector)] as const);
      boxes.forEach(([selector, box], index) => {
        if (box === null) return void found.push(`${selector} is not there`);
        if (box.left < left - 1 || box.top < top - 1 || box.right > right + 1 || box.bottom > bottom + 1)
          found.push(`${selector} leaves its place`);
        for (const [other, second] of boxes.slice(index + 1)) {
          if (second === null) continue;
          const [wide, high] = [
            Math.min(box.right, second.right) - Math.max(box.left, second.left),
            Math.min(box.bottom, second.bottom) - Math.max(box.top, second.top),
          ];
          if (wide > 1 && high > 1) found.push(`${selector} lies over ${other}`);
        }
      });
    };
    const whole = new DOMRect(0, 0, innerWidth, innerHeight);
    findOverlaps(['.region-strip', '.region-left', '.region-map', '.region-axis'], whole);
    const marks = ['.map-moment', '.map-age', '.consultation-bar'].filter((selector) => boxOf(selector) !== null);
    findOverlaps(['.map-scale', '.map-attribution', ...marks, '.map-toolbar'], boxOf('.region-map') ?? whole);
    const figures = document.querySelector('.strip-figures');
    if (figures !== null && figures.scrollWidth > figures.clientWidth + 1) found.push('the strip has no room for its figures');
    for (const selector of ['.region-strip button', '.region-axis button', '.map-tools button', '.map-tools label']) {
      for (const element of document.querySelectorAll(selector)) {
        const box = element.getBoundingClientRect();
        if (box.width * box.height > 0 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1))
          found.push(`${selector} is cut off`);
      }
    }
    if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight)
      found.push('the page scrolls');
    return found;
  });
}

async function opened(page: Page): Promise<void> {
  await new ConsolePage(page).filled();
  await expect(page.locator('.region-strip .strip-cell')).toHaveCount(6);
}

test('is whole and usable in a window of 1024 × 600, with the details as a drawer', async ({ start }) => {
  const { page } = await start({ width: 1024, height: 600 });
  await opened(page);
  await expect(page.locator('.console')).toHaveAttribute('data-width', 'narrow');
  await expect.poll(() => unusable(page)).toEqual([]);
  await expect(page.locator('#detail-region')).toBeHidden();
  await page.locator('.region-strip [data-figure="overdue"] .figure-button').click();
  await expect(page.locator('.rows-panel')).toBeVisible();
  await page.locator('.rows-panel').getByRole('button').first().click();
  await page.keyboard.press('Control+Shift+B');
  await expect(page.locator('#detail-region')).toBeHidden();
  await page.keyboard.press('Control+Shift+B');
  await expect(page.locator('#detail-region')).toBeVisible();
  await page.evaluate(() => Object.assign(location, { hash: '#/area/320106009' }));
  await expect(page.locator('.detail-code')).toContainText('320106009');
  await expect.poll(() => unusable(page)).toEqual([]);
});

function scaleOf(page: Page): Promise<string> {
  return page.evaluate(() => document.documentElement.style.getPropertyValue('--interface-scale'));
}

test('a window that grows while its page is put together has the scale of its new size', async ({ start }) => {
  const { page } = await start();
  await new ConsolePage(page).opened();
  await page.addInitScript(() => {
    let isFollowed = false;
    const follow = window.addEventListener;
    Reflect.set(window, 'addEventListener', (...values: Parameters<typeof follow>) => {
      if (values[0] === 'resize') isFollowed = true;
      Reflect.apply(follow, window, values);
    });
    Reflect.defineProperty(window, 'innerWidth', { get: () => (isFollowed ? 3840 : 1920) });
  });
  await page.reload();
  await new ConsolePage(page).opened();
  await expect.poll(() => scaleOf(page)).toBe('2');
});

test('can be scaled from 80 to 200 % and stays whole, in the longer words of English and at a moment of the past', async ({ start }) => {
  test.slow();
  const { page } = await start({ language: 'en' });
  await opened(page);
  await page.keyboard.press('Alt+PageUp');
  await page.locator('.map-moment').waitFor();
  await page.locator('.map-scale').waitFor();
  for (const keys of ['Control+-', 'Control+=']) {
    for (let step = 0; step < 14; step++) await page.keyboard.press(keys);
    const scale = keys === 'Control+-' ? '0.8' : '2';
    await expect.poll(() => scaleOf(page)).toBe(scale);
    await expect.poll(() => unusable(page)).toEqual([]);
  }
});

test('takes over the system’s wish for contrast, and shows what is chosen in its own few colours', async ({ start }) => {
  const { page, dataFolder } = await start();
  await opened(page);
  // Whoever sets something else has chosen no theme.
  await page.keyboard.press('Control+=');
  await expect.poll(() => savedSetting(dataFolder, 'console.viewer')).toHaveProperty('scalePercent', expect.any(Number));
  await page.emulateMedia({ contrast: 'more' });
  await page.reload();
  await opened(page);
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'contrast');
  await page.emulateMedia({ forcedColors: 'active' });
  const background = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  expect(await background('.tree-row[aria-selected="true"]')).not.toBe(await background('.tree-row[aria-selected="false"]'));
  expect(await background('.segmented-option[data-chosen="true"]')).not.toBe(await background('.segmented-option[data-chosen="false"]'));
});

test('moves nothing for who asked for less motion', async ({ application }) => {
  const { page } = application;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.reload();
  await opened(page);
  await page.keyboard.press('Control+k');
  await page.locator('.palette-entry').first().waitFor();
  const moving = await page.evaluate(
    () =>
      document
        .getAnimations()
        .filter((animation) => animation.playState === 'running' && Number(animation.effect?.getComputedTiming().duration ?? 0) > 0).length,
  );
  expect(moving).toBe(0);
});

test('tells a screen reader what the map shows, once it rests, and the grid under the keyboard’s cursor', async ({ application }) => {
  test.slow();
  const { page } = application;
  await opened(page);
  const map = new MapView(page);
  await map.drawn();
  const summary = page.locator('#map-summary');
  await expect(summary).toContainText('地图：南京市，画面内 12,410 个网格', { timeout: 30_000 });
  await expect(summary).toContainText('在岗社工');
  await page.keyboard.press('Alt+3');
  await expect(summary).not.toContainText('在岗社工');
  await expect(page.getByRole('application')).toHaveAttribute('aria-describedby', 'map-summary');
  await page.getByRole('application').focus();
  // Again where the figures of the grid had not come yet.
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    await expect(page.locator('.city-map > [role="status"]').first()).toContainText('已核实 / 应排查', { timeout: 5_000 });
  }).toPass();
});
