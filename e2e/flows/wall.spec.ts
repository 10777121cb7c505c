import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { sql } from '../../electron/backend/db/sql.ts';
import { WALL_SCENE_KINDS } from '../../shared/contract/wall.ts';
import { expect, type RunningApplication, test } from '../fixtures/application.ts';
import { differenceIn } from '../fixtures/picture-difference.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { type Canaries, findCanaries, heard, spyOn } from '../fixtures/spied-wall.ts';
import { stationKeys } from '../fixtures/station-keys.ts';
import { shownWall } from '../fixtures/wall-window.ts';
import { ConsultationConsole } from '../page-objects/consultation.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { PickedGrids } from '../page-objects/picked-grids.ts';
import { WallDialogPage } from '../page-objects/wall-dialog.ts';
import type { WallPage } from '../page-objects/wall-page.ts';

// Two windows on a machine that draws in software, and one scene after the other.
test.describe.configure({ timeout: 240_000 });

/** People of the replica: who they are, where they live, where workers stand and what their sensors are. */
async function canariesOf(dataFolder: string): Promise<Canaries> {
  const { replica: key } = await stationKeys(dataFolder);
  const db = openDatabase(join(dataFolder, 'replica.db'), { role: 'replica', synchronous: 'NORMAL', readonly: true, key });
  try {
    const people = db.values(
      sql`SELECT person_name, phone, id_number, address FROM task WHERE length(person_name) >= 3 ORDER BY id DESC LIMIT 200`,
    );
    const workers = db.values(sql`SELECT worker_name, phone FROM worker WHERE length(worker_name) >= 3 LIMIT 100`);
    const alerts = db.values(sql`SELECT address, device FROM alert WHERE state < 2 AND length(address) > 3 LIMIT 200`);
    const places = db.values(
      sql`SELECT longitude, latitude FROM alert WHERE state < 2 UNION ALL SELECT longitude, latitude FROM position LIMIT 100`,
    );
    const texts = [...people, ...workers, ...alerts].flat().map(String);
    return { texts: [...new Set(texts)].filter((text) => text.length >= 3), coordinates: places.flat().map(Number) };
  } finally {
    db.close();
  }
}

test('shows the office’s figures to everybody who passes by, and follows the console', async ({ start }) => {
  const application = await start();
  const wall = await shownWall(application);
  const { page } = application;
  await expect(wall.scene).toHaveAttribute('data-pinned', 'false');
  const onConsole = page.locator('.region-strip [data-figure="coverage"] .figure-button').first();
  // Both follow the same counts, each at its own pace.
  await expect.poll(async () => (await wall.rate.textContent()) === (await onConsole.textContent())).toBe(true);
  await page.evaluate(() => Object.assign(location, { hash: '#/area/320106' }));
  await page.locator('.detail-on-wall').click({ timeout: 60_000 });
  await expect(wall.scene).toHaveAttribute('data-scene', 'area');
  await expect(wall.page.locator('.wall-rate h1')).toContainText('鼓楼区');
  await expect(wall.page.locator('.wall-pinned')).toBeVisible();
  await new ConsolePage(page).command('大屏恢复轮播');
  await expect(wall.scene).toHaveAttribute('data-pinned', 'false');
  // Nothing to scroll, nothing to click, no pointer.
  const bars = () =>
    wall.page.evaluate(() => [
      document.documentElement.scrollWidth - innerWidth,
      document.documentElement.scrollHeight - innerHeight,
      getComputedStyle(document.body).cursor,
      document.querySelectorAll('button, a, input, [tabindex]').length,
    ]);
  await expect.poll(bars).toEqual([0, 0, 'none', 0]);
});

test('shows no person: not in its document, not in a canvas, not in a message it was sent', async ({ start }) => {
  const application = await start();
  const wall = await shownWall(application);
  await spyOn(wall.page);
  await wall.page.reload();
  await wall.shown();
  const canaries = await canariesOf(application.dataFolder);
  expect(canaries.texts.length).toBeGreaterThan(300);
  const { page } = application;
  const expectNobody = async (shown: string): Promise<void> => {
    await expect(wall.page.locator('.wall-map').first()).toBeVisible();
    expect(await findCanaries(wall.page, canaries), shown).toEqual([]);
  };
  const dialog = new WallDialogPage(page);
  await dialog.open();
  for (const kind of WALL_SCENE_KINDS) {
    await dialog.show(kind);
    await expect(wall.scene).toHaveAttribute('data-scene', kind);
    await expectNobody(kind);
  }
  await dialog.close();

  const picked = new PickedGrids(page);
  await picked.filter('< 60 %');
  await picked.panel.getByRole('button', { name: '上大屏' }).click();
  await expect(wall.page.locator('.wall-pinned')).toContainText('圈出');
  await expectNobody('picked grids');

  const consultation = new ConsultationConsole(page);
  await page.keyboard.press('Control+Shift+F');
  await expect(consultation.bar).toContainText('大屏定格于');
  await consultation.choose('箭头');
  await consultation.drag([-100, -60], [80, 20]);
  await consultation.choose('文字');
  await consultation.label(-60, 80, '先查三号楼');
  await expect(wall.scene).toHaveAttribute('data-frozen', 'true');
  await expect(wall.page.locator('.annotation')).toHaveCount(2);
  await expectNobody('a frozen picture');
  const { bytes, drawn } = await heard(wall.page);
  expect(bytes).toBeGreaterThan(20_000);
  expect(drawn).toBe(0);
  // Canvases that a worker draws would be out of the spy's sight.
  expect(wall.page.workers()).toEqual([]);
});

test('shows a consultation: a picture that stays, the console’s pointer and what it draws, until it is over', async ({ start }) => {
  const application = await start();
  const wall = await shownWall(application);
  const { page } = application;
  const consultation = new ConsultationConsole(page);
  await consultation.keepBookmark('全市形势');
  await page.evaluate(() => Object.assign(location, { hash: '#/area/320106' }));
  await expect(page.locator('.breadcrumb li').last()).toHaveText('鼓楼区');
  await consultation.keepBookmark('鼓楼缺口');
  await page.keyboard.press('Control+Shift+F');
  await expect(consultation.bar).toContainText('大屏定格于');
  await expect(wall.scene).toHaveAttribute('data-frozen', 'true', { timeout: 60_000 });
  await expect(wall.page.locator('.wall-frozen-mark')).toContainText('数据截至');
  await expect(wall.page.locator('.wall-rate h1')).toContainText('鼓楼区');

  await consultation.choose('激光笔');
  await consultation.moveTo(-120, 0);
  const laser = wall.page.locator('.wall-laser');
  await expect(laser).toBeVisible();
  const left = (): Promise<number> => laser.evaluate((dot) => dot.getBoundingClientRect().left);
  const before = await left();
  await consultation.moveTo(120, 0);
  await expect.poll(left).toBeGreaterThan(before + 20);

  await consultation.choose('箭头');
  await expect(laser).toBeHidden();
  await consultation.drag([-100, -60], [80, 20]);
  const drawn = wall.page.locator('.annotation');
  await expect(drawn).toHaveCount(1);
  await consultation.choose('文字');
  await consultation.label(-60, 80, '先查三号楼');
  await expect(drawn.nth(1)).toContainText('先查三号楼');
  const notices = await watchStates(page, '.notice');
  await consultation.label(-60, -120, '致电 13800001111');
  await expect.poll(notices).toContainEqual(expect.stringContaining('连续 7 位'));
  await consultation.bar.getByRole('button', { name: '撤销' }).click();
  await expect(drawn).toHaveCount(1);
  await expect(drawn).toHaveAttribute('data-kind', 'arrow');

  await consultation.chooseSteps(['全市形势', '鼓楼缺口']);
  const mark = wall.page.locator('.wall-frozen-mark');
  await consultation.bar.getByRole('button', { name: '下一步' }).click();
  await expect(mark).toContainText('鼓楼缺口', { timeout: 60_000 });
  await expect(wall.page.locator('.wall-rate h1')).toContainText('鼓楼区');
  await page.keyboard.press('Alt+]');
  await expect(mark).toContainText('全市形势', { timeout: 60_000 });
  await expect(wall.page.locator('.wall-rate h1')).toContainText('南京市');
  await expect(drawn).toHaveCount(1);

  await consultation.bar.getByRole('button', { name: '结束会商' }).click();
  await expect(wall.scene).toHaveAttribute('data-frozen', 'false');
  await expect(drawn).toHaveCount(0);
  await expect(consultation.bar).toBeHidden();
});

/** The machine sleeps: its backend stands still, and the page's clocks are hours further when it goes on. */
async function sleepSevenHours(application: RunningApplication, wall: WallPage): Promise<void> {
  const wake = application.pauseBackend();
  try {
    await wall.page.clock.fastForward('07:00:00');
    await expect(wall.age).toContainText('7 小时');
    await expect(wall.rate).toContainText(/\d/);
  } finally {
    wake();
  }
  await expect(wall.age).toBeHidden();
}

/** The clock of the wall's own machine: what a wall says of time is the backend's, as the console's does. */
async function setClock({ page }: RunningApplication, wall: WallPage): Promise<void> {
  const ages = await watchStates(wall.page, '.wall-age');
  await wall.page.clock.setSystemTime(await wall.page.evaluate(() => Date.now() - 3 * 3_600_000));
  const onConsole = page.locator('.strip-time');
  // So that the wall's own clock has been drawn anew, too.
  for (let second = 0; second < 3; second++) await expect(onConsole).not.toHaveText((await onConsole.textContent()) ?? '');
  const minuteOf = async ({ page: shown }: { readonly page: Page }, time: string): Promise<string> =>
    ((await shown.locator(time).textContent()) ?? '').slice(0, 5);
  await expect.poll(async () => (await minuteOf(wall, '.wall-time')) === (await minuteOf({ page }, '.strip-time'))).toBe(true);
  expect(await ages()).toEqual(['']);
}

test('comes back by itself when the backend is killed, after a sleep and when the clock is set, and says meanwhile how old it is', async ({
  start,
}) => {
  const application = await start();
  const wall = await shownWall(application);
  // Its clocks are the test's from its next load on.
  await wall.page.clock.install();
  await wall.page.reload();
  await wall.shown();
  await wall.page.evaluate(() => Reflect.set(window, 'notReloaded', true));
  await test.step('killed backend', async () => {
    const ages = await watchStates(wall.page, '.wall-age');
    application.killBackend();
    await expect.poll(ages).toContainEqual(expect.stringContaining('数据截至'));
    await expect(wall.rate).toContainText(/\d/);
    await expect(wall.age).toBeHidden();
  });
  await test.step('sleep', () => sleepSevenHours(application, wall));
  await test.step('clock', () => setClock(application, wall));
  await expect(wall.rate).toContainText(/\d/);
  expect(await wall.page.evaluate(() => Reflect.get(window, 'notReloaded'))).toBe(true);
  expect(await wall.page.locator('dialog, [role="dialog"], [role="alertdialog"]').count()).toBe(0);
});

test('shows its map again when the graphics process is killed', async ({ start }) => {
  const application = await start();
  const wall = await shownWall(application);
  await application.page.keyboard.press('Control+Shift+D');
  await expect(wall.scene).toHaveAttribute('data-pinned', 'true');
  await wall.shown();
  const before = await wall.picture();
  const differs = (picture: Buffer): Promise<number> => differenceIn(application.page, before, picture);
  // What an empty canvas would look like: names, and none of the city under them.
  const empty = await differs(await wall.pictureWithoutCanvas());
  expect(empty).toBeGreaterThan(0.01);
  await wall.page.evaluate(() => Reflect.set(window, 'notReloaded', true));
  await application.killGraphics();
  // Figures go on meanwhile: some grids have another colour.
  await expect.poll(async () => differs(await wall.picture()), { timeout: 60_000 }).toBeLessThan(empty / 4);
  await expect(wall.rate).toContainText(/\d/);
  expect(await wall.page.evaluate(() => Reflect.get(window, 'notReloaded'))).toBe(true);
});
