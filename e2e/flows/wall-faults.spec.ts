// What the wall does where its own page fails: a function of the browser that parts of it call throws until the test gives it back.
import { expect, test } from '../fixtures/application.ts';
import { breakSizes, breakWall, mendSizes } from '../fixtures/broken-page.ts';
import { shownWall } from '../fixtures/wall-window.ts';

// Two windows on a machine that draws in software.
test.describe.configure({ timeout: 240_000 });

test('says where a part of it fails, keeps the others, and draws the part again by itself', async ({ start }) => {
  const wall = await shownWall(await start());
  await breakSizes(wall.page);
  await wall.page.reload();
  // What measures itself: the lists at both sides, and the map.
  const failed = wall.page.locator('.wall-part-failed');
  await expect(failed).toHaveCount(2);
  await expect(failed.first()).toHaveText('此处暂时无法显示');
  await expect(wall.page.locator('.wall-scene')).toHaveText('这一画面暂时无法显示');
  await expect(wall.rate).toContainText(/\d/);
  await expect(wall.page.locator('.wall-time')).toContainText(/\d\d:\d\d/);
  await expect(wall.page.locator('.wall-figure')).toHaveCount(4);
  await wall.page.evaluate(() => Object.assign(window, { notReloaded: true }));
  await mendSizes(wall.page);
  // The pause between two tries is a minute at most.
  await expect(failed).toHaveCount(0, { timeout: 90_000 });
  await wall.shown(90_000);
  await expect(wall.page.locator('.wall-race-row').first()).toBeVisible();
  expect(await wall.page.evaluate(() => Reflect.get(window, 'notReloaded'))).toBe(true);
  expect(await wall.page.locator('dialog, [role="dialog"], [role="alertdialog"]').count()).toBe(0);
});

test('loads itself again, without a click or a dialog, where what holds its parts together fails', async ({ start }) => {
  const wall = await shownWall(await start());
  const { page } = wall;
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => dialogs.push(dialog.message()));
  await page.evaluate(() => Object.assign(window, { notReloaded: true }));
  await breakWall(page);
  await expect(page.locator('.wall-waiting')).toContainText('画面出错，稍后自动重新载入');
  await expect.poll(() => page.evaluate(() => Reflect.get(window, 'notReloaded')).catch(() => true)).toBeUndefined();
  await wall.shown();
  expect(dialogs).toEqual([]);
  expect(await page.locator('dialog, [role="dialog"], [role="alertdialog"]').count()).toBe(0);
});
