import type { Page } from '@playwright/test';
import { pixelShiftAt } from '../../renderer/wall/layout/pixel-shift.ts';
import { MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import { shownWall } from '../fixtures/wall-window.ts';
import { WallDialogPage } from '../page-objects/wall-dialog.ts';
import type { WallPage } from '../page-objects/wall-page.ts';

// Two windows on a machine that draws in software.
test.describe.configure({ timeout: 240_000 });

const STREET_CODE = '320106009';
const QUIET = '静默时段：只留暗色时钟';
const SHORTEST_SECONDS = '5';

interface Opened {
  readonly wall: WallPage;
  readonly dialog: WallDialogPage;
}

async function opened(application: RunningApplication): Promise<Opened> {
  const { page } = application;
  const wall = await shownWall(application);
  return { wall, dialog: new WallDialogPage(page) };
}

async function lookAt(page: Page, code: string): Promise<string> {
  await page.evaluate((area) => Object.assign(location, { hash: `#/area/${area}` }), code);
  await expect(page.locator('.detail-code')).toContainText(code);
  return (await page.locator('.breadcrumb li').last().textContent()) ?? '';
}

test('a program that is edited without code is what every wall rotates through', async ({ start }) => {
  const application = await start();
  const { wall, dialog } = await opened(application);
  const street = await lookAt(application.page, STREET_CODE);
  await dialog.open();
  await dialog.add('area');
  await dialog.dialog.getByLabel('停留秒数').fill(SHORTEST_SECONDS);
  // A new scene of one street is the street that the console looks at.
  await expect(dialog.dialog.locator('.wall-area')).toContainText(street);
  await dialog.keepLast();
  await dialog.add('board');
  await dialog.dialog.getByLabel('停留秒数').fill(SHORTEST_SECONDS);
  await dialog.writeBoard('早会', '先查三号楼\n再查学校');
  await dialog.save();

  await expect(wall.scene).toHaveAttribute('data-scene', 'board');
  await expect(wall.page.locator('.wall-board-title')).toHaveText('早会');
  await expect(wall.page.locator('.wall-board-lines li')).toHaveText(['先查三号楼', '再查学校']);
  await expect(wall.scene).toHaveAttribute('data-scene', 'area');
  await expect(wall.page.locator('.wall-rate h1')).toContainText(street);
  await expect(wall.scene).toHaveAttribute('data-scene', 'board');
  await expect(wall.scene).toHaveAttribute('data-pinned', 'false');
});

/** The minute that the wall shows and where its picture stands, as one look at it. */
function shiftOn({ page }: WallPage): Promise<{ readonly time: string; readonly translate: string }> {
  return page.evaluate(() => ({
    time: document.querySelector('.wall-time')?.textContent ?? '',
    translate: document.querySelector<HTMLElement>('.wall')?.style.translate ?? '',
  }));
}

function placeAt(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const { x, y } = pixelShiftAt(startOfDay(CITY_TODAY) + (hour * 60 + minute) * MINUTE_MS);
  return y === 0 ? `${x}px` : `${x}px ${y}px`;
}

test('is dark but for a clock in its quiet hours, dimmed in others, and wanders by pixels unless it shall not', async ({ start }) => {
  const { wall, dialog } = await opened(await start());
  await expect
    .poll(async () => {
      const { time, translate } = await shiftOn(wall);
      return translate === placeAt(time);
    })
    .toBe(true);

  await dialog.open();
  await dialog.dialog.getByLabel('缓慢移动画面').uncheck();
  await dialog.allDay('调暗时段');
  await dialog.dialog.getByLabel('调暗到').fill('40');
  await dialog.save();
  const dim = wall.page.locator('.wall-dim');
  await expect(dim).toHaveCSS('opacity', '0.6');
  await expect(dim).toHaveCSS('pointer-events', 'none');
  expect(await dim.evaluate((element) => element.getBoundingClientRect().toJSON())).toMatchObject(
    await wall.page.evaluate(() => ({ x: 0, y: 0, width: innerWidth, height: innerHeight })),
  );
  await expect(wall.scene).toHaveCSS('translate', '0px');

  const hasQuietHours = dialog.dialog.getByRole('checkbox', { name: QUIET });
  await hasQuietHours.check();
  await dialog.allDay(QUIET);
  await dialog.save();
  const quiet = wall.page.locator('.wall-quiet');
  await expect(quiet).toHaveText(/^\d\d:\d\d$/);
  await expect(quiet).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await expect(wall.scene).toHaveCount(0);
  expect(await wall.page.locator('body').innerText()).toBe(await quiet.innerText());
  const [clock, place] = await Promise.all([quiet.locator('time').boundingBox(), quiet.boundingBox()]);
  if (clock === null || place === null) throw new Error('the clock is not drawn');
  expect(clock.x + clock.width).toBeLessThan(place.x + place.width);
  expect(clock.y + clock.height).toBeLessThan(place.y + place.height);

  await hasQuietHours.uncheck();
  await dialog.save();
  await expect(wall.rate).toContainText(/\d/);
});
