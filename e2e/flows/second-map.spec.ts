import { expect, test } from '../fixtures/application.ts';
import { loseContext } from '../fixtures/lost-context.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { violations } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView, SMALL_WINDOW } from '../page-objects/map-view.ts';
import { SecondMap } from '../page-objects/second-map.ts';
import { TimeAxis } from '../page-objects/time-axis.ts';

const MOMENT = '2026-11-20 16:00';

test('two maps side by side: another moment and another metric, one camera, the same figures', async ({ application }) => {
  test.slow();
  const { page } = application;
  await new ConsolePage(page).filled();
  await new MapView(page).drawn();
  const maps = new SecondMap(page);

  await maps.button.click();
  await maps.drawn();
  await expect(maps.first.head).toContainText('排查覆盖率');
  await expect(maps.first.head).toContainText('% · 含缓办 · 今日批次');
  await expect(maps.first.moment).toHaveText('现在');
  await expect(maps.second.moment).toContainText('2026-11-22 16:');
  await expect(maps.button).toHaveAttribute('aria-pressed', 'true');
  expect(await violations(page)).toEqual([]);

  // Of one moment both maps say the same.
  await maps.type(MOMENT);
  await expect(maps.second.moment).toHaveText(MOMENT);
  await expect(maps.second.rate).toContainText('%');
  await new TimeAxis(page).type(MOMENT);
  await expect(maps.first.moment).toHaveText(MOMENT);
  await expect(async () => expect(await maps.first.figures()).toEqual(await maps.second.figures())).toPass();

  // The right one takes the left one along, and what is under the pointer is told of on both.
  const scales = page.locator('.map-scale');
  const before = await scales.first().innerText();
  await maps.map.focus();
  for (let press = 0; press < 4; press++) await page.keyboard.press('+');
  await expect(scales.first()).not.toHaveText(before);
  await expect(async () => {
    const [left, right] = await scales.allInnerTexts();
    expect(left).toBe(right);
  }).toPass();
  await expect(async () => {
    await page.keyboard.press('ArrowRight');
    const titles = await page.locator('.map-tooltip-title').allInnerTexts();
    expect(titles).toHaveLength(2);
    expect(titles[0]).toBe(titles[1]);
  }).toPass();

  await maps.metric.selectOption('超时任务');
  await expect(maps.second.head).toContainText('人次 · ');
  await expect(page).toHaveURL(/second=overdue@2026-11-20T16:00:00/);
  await page.reload();
  await maps.drawn();
  await expect(maps.second.moment).toHaveText(MOMENT);
  await expect(maps.metric).toHaveValue('overdue');

  await maps.map.focus();
  await page.keyboard.press('Escape');
  await expect(maps.second.head).toBeHidden();
  await expect(page.locator('canvas.maplibregl-canvas')).toHaveCount(1);
  await expect(page).not.toHaveURL(/second=/);
});

test('each of two maps comes back by itself after its graphics context was lost, and the other one stays', async ({ start }) => {
  test.slow();
  const { page } = await start(SMALL_WINDOW);
  await new ConsolePage(page).filled();
  const maps = new SecondMap(page);
  await maps.button.click();
  await maps.drawn();
  await maps.type(MOMENT);
  await maps.metric.selectOption('超时任务');
  const canvases = page.locator('canvas.maplibregl-canvas');
  for (const [lost, kept] of [
    [1, 0],
    [0, 1],
  ] as const) {
    const [former, other] = [await canvases.nth(lost).elementHandle(), await canvases.nth(kept).elementHandle()];
    const seen = await watchStates(page, '.map-failure');
    expect(await loseContext(canvases.nth(lost))).toBe(true);
    await expect.poll(seen).toContainEqual(expect.stringContaining('data-failure="context-lost"'));
    await expect(page.locator('.map-failure')).toHaveCount(0, { timeout: 60_000 });
    await maps.drawn();
    expect(await canvases.nth(lost).evaluate((now, before) => now === before, former)).toBe(false);
    expect(await canvases.nth(kept).evaluate((now, before) => now === before, other)).toBe(true);
    await expect(maps.second.moment).toHaveText(MOMENT);
    await expect(maps.metric).toHaveValue('overdue');
  }
});
