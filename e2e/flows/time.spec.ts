import type { Page } from '@playwright/test';
import { formatRate } from '../../renderer/lib/format.ts';
import { DAY_MS, dayOf, formatDay, HOUR_MS, MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import { figuresAtMoment } from '../fixtures/figures-at-moment.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown, numberIn } from '../page-objects/drill-down.ts';
import { TimeAxis } from '../page-objects/time-axis.ts';

/** Yesterday at 15:37, in the middle of the day's work. */
const MOMENT_MS = startOfDay(CITY_TODAY - 1) + 15 * HOUR_MS + 37 * MINUTE_MS;
const MONTH_DAY = formatDay(dayOf(MOMENT_MS)).slice(5);

async function opened(page: Page): Promise<TimeAxis> {
  await new ConsolePage(page).filled();
  await expect(page.locator('.region-strip [data-figure="verified"] .figure-button').first()).toHaveText(/^[1-9]/);
  return new TimeAxis(page);
}

async function stripFigures(page: Page) {
  const { strip } = { strip: (figure: string) => page.locator(`.region-strip [data-figure="${figure}"] .figure-button`) };
  return {
    rate: await strip('coverage').innerText(),
    verified: numberIn(await strip('verified').first().innerText()),
    due: numberIn(await strip('verified').last().innerText()),
    overdue: numberIn(await strip('overdue').innerText()),
    openAlerts: (await strip('alerts').allInnerTexts()).map(numberIn),
  };
}

test('goes to a moment that was typed: every figure is what the rows give for it, and it cannot be taken for now', async ({
  application,
}) => {
  const { page, dataFolder } = application;
  const axis = await opened(page);
  await axis.type(`${MONTH_DAY} 15:37`);
  await expect(axis.mapMark).toContainText(`${MONTH_DAY} 15:37`, { timeout: 40_000 });
  await expect(axis.stripMark).toContainText('15:37');
  await expect(axis.detailMark).toContainText(`${MONTH_DAY} 15:37`);

  const expected = await figuresAtMoment(dataFolder, MOMENT_MS);
  expect(expected.verified).toBeGreaterThan(0);
  const { verified, due, overdue, openAlerts } = expected;
  await expect.poll(() => stripFigures(page)).toEqual({ rate: formatRate(verified / due), verified, due, overdue, openAlerts });

  const drill = new DrillDown(page);
  for (const figure of ['verified', 'overdue']) {
    const cell = drill.strip(figure).first();
    const shown = numberIn(await cell.innerText());
    await cell.click();
    await expect.poll(async () => numberIn(await drill.rowsTotal.innerText())).toBe(shown);
    await expect(drill.rows.locator('.explanation')).toContainText(`${MONTH_DAY} 15:37`);
    await drill.closeRows();
  }
  expect(decodeURIComponent(new URL(page.url()).hash)).toContain(`at=${formatDay(dayOf(MOMENT_MS))}T15:37:00`);

  await axis.backToNow();
  await expect(axis.mapMark).toHaveCount(0);
  await expect(axis.stripMark).toHaveCount(0);
  await expect.poll(async () => (await stripFigures(page)).due).not.toBe(due);
});

test('moves by keys and by drag, plays on from there, and comes back to now', async ({ application }) => {
  const { page } = application;
  const axis = await opened(page);
  await axis.type(`${MONTH_DAY} 09:30`);
  await expect(axis.stripMark).toContainText('09:30');
  await axis.slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect(axis.stripMark).toContainText('09:31');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(axis.stripMark).toContainText('10:31');
  await page.keyboard.press('PageUp');
  await expect(axis.stripMark).toContainText(formatDay(dayOf(MOMENT_MS - DAY_MS)).slice(5));
  const box = await axis.slider.boundingBox();
  if (box === null) throw new Error('no axis');
  await page.mouse.move(box.x + box.width * 0.25, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + 10, { steps: 12 });
  await page.mouse.up();
  await expect(axis.stripMark).toContainText('12:00');

  const verified = () => stripFigures(page).then((figures) => figures.verified);
  const before = await verified();
  await axis.play();
  await expect.poll(verified, { timeout: 20_000 }).toBeGreaterThan(before);
  await axis.play();
  await expect(axis.controls.locator('.time-play')).toHaveAttribute('data-playing', 'false');
  await expect(axis.stripMark).toBeVisible();
  await page.keyboard.press('Alt+n');
  await expect(axis.stripMark).toHaveCount(0);
});

test('plays as fast as it is told, and in a loop round the day it is in', async ({ application }) => {
  const { page } = application;
  const axis = await opened(page);
  await axis.type(`${MONTH_DAY} 21:30`);
  await expect(axis.stripMark).toContainText('21:30');
  await new ConsolePage(page).command('播放速度：60 分/秒');
  await expect(axis.speed).toHaveValue('60');
  await axis.loop.click();
  await expect(axis.loop).toHaveAttribute('aria-pressed', 'true');
  const seen = await watchStates(page, '.strip-moment');
  await axis.play();
  // One picture a second, for who wants less motion: an hour further each, from the day's last to its first.
  for (const time of ['22:30', '23:30', '00:00', '01:00']) await expect.poll(seen).toContainEqual(expect.stringContaining(`>${time}<`));
  await axis.play();
  await expect(axis.controls.locator('.time-play')).toHaveAttribute('data-playing', 'false');
  for (const shown of await seen()) expect(shown).toContain(MONTH_DAY);
});

test('sets the day beside the day before at the same time, in the strip and drawn', async ({ application }) => {
  const { page, dataFolder } = application;
  const axis = await opened(page);
  await axis.type(`${MONTH_DAY} 15:37`);
  await expect(axis.stripMark).toContainText('15:37');
  const before = await figuresAtMoment(dataFolder, MOMENT_MS - DAY_MS);
  const rate = formatRate(before.verified / before.due);
  await expect(page.locator('.strip-other')).toContainText(rate);
  await expect(page.locator('[data-figure="compared"]')).toContainText(rate);
  await expect(page.locator('.comparison-other')).toHaveAttribute('d', /^M.*L/);
});

test('opens at the moment that a link names, and refuses words that are none', async ({ application }) => {
  const { page } = application;
  const axis = await opened(page);
  await page.evaluate((hash) => Object.assign(location, { hash }), `#/area/320100?scope=today&at=${formatDay(dayOf(MOMENT_MS))}T15:37:00`);
  await expect(axis.mapMark).toContainText(`${MONTH_DAY} 15:37`, { timeout: 40_000 });
  await axis.type('25:99');
  await expect(axis.controls.getByRole('alert')).toContainText('14 天');
  await page.keyboard.press('Escape');
  await expect(axis.stripMark).toContainText('15:37');
});
