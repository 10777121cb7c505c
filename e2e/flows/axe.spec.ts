import type { Page } from '@playwright/test';
import { formatDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import { violationsInThemes } from '../fixtures/violations.ts';
import { ConsultationConsole } from '../page-objects/consultation.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown } from '../page-objects/drill-down.ts';
import { ImportDialog } from '../page-objects/import-dialog.ts';
import { PickedGrids } from '../page-objects/picked-grids.ts';
import { TimeAxis } from '../page-objects/time-axis.ts';
import { TrackPanel } from '../page-objects/track-panel.ts';

const BOOKMARK = '早会看点';

async function opened(page: Page): Promise<void> {
  await new ConsolePage(page).filled();
  await page.locator('.data-row').first().waitFor();
  // A number that just changed is marked with a colour for a moment, which no contrast is asked of.
  await page.emulateMedia({ reducedMotion: 'reduce' });
}

async function expectNone(page: Page): Promise<void> {
  expect(await violationsInThemes(page)).toEqual([]);
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

/** From the city into a grid: any row leads on, whatever stands first by then. */
async function goDownToGrid(page: Page): Promise<void> {
  const code = page.locator('.detail-code');
  await page.evaluate(() => Object.assign(location, { hash: '#/area/320106009' }));
  await expect(code).toContainText('320106009');
  for (const level of ['社区', '网格']) {
    await page.locator('.region-right .data-row').first().click();
    await expect(code).toContainText(level);
  }
  await expect(page.locator('.data-age').first()).toBeVisible();
}

async function lookAtGrid(page: Page): Promise<void> {
  await goDownToGrid(page);
  await expectNone(page);
  await page.locator('.region-strip [data-figure="verified"] .figure-button').first().click();
  await page.locator('.rows-panel').waitFor();
  await expectNone(page);
  await page.keyboard.press('Control+k');
  await page.locator('.palette-entry').first().waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+?');
  await page.locator('.key-map').waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
  await page.locator('.layer-card[data-layer="alerts"] .icon-button').click();
  await page.locator('.layer-settings').waitFor();
  await expectNone(page);
}

async function lookBack(page: Page): Promise<void> {
  await page.keyboard.press('Alt+PageUp');
  await page.locator('.map-moment').waitFor();
  await page.locator('.comparison').waitFor();
  await page.keyboard.press('Alt+t');
  await page.locator('.time-controls input').waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
}

/** Of yesterday, when nothing more happens: the rows stand still. */
async function lookAtTracks(page: Page): Promise<void> {
  const axis = new TimeAxis(page);
  const tracks = new TrackPanel(page);
  await axis.type(`${formatDay(CITY_TODAY - 1).slice(5)} 15:30`);
  await expect(axis.stripMark).toContainText('15:30');
  await new DrillDown(page).strip('workers').click();
  await tracks.ofFirstWorker.click();
  await expect(tracks.reason).toBeVisible();
  await expectNone(page);
  await tracks.reason.fill('核对 3 幢上门时间');
  await tracks.submit.click();
  await expect(tracks.entries.first()).toBeVisible();
  await expectNone(page);
  await tracks.close();
  await page.keyboard.press('Alt+n');
  await expect(page.locator('.map-moment')).toHaveCount(0);
}

async function lookAtReplication(page: Page): Promise<void> {
  await page.locator('.strip-source').click();
  await page.locator('.lag-chart').waitFor();
  await expectNone(page);
  await page.getByRole('button', { name: '重建副本' }).click();
  await page.locator('.replication-question').waitFor();
  await expectNone(page);
  await page.getByRole('button', { name: '来源设置', exact: true }).click();
  await page.getByRole('dialog', { name: '来源设置' }).getByText('PostgreSQL').click();
  await page.getByRole('button', { name: '测试连接' }).click();
  await page.getByText('请填写服务器地址').waitFor();
  await expectNone(page);
  await closeDialog(page);
  // Of files that are brought: import.spec.ts.
  await new ImportDialog(page).open();
  await expectNone(page);
  await closeDialog(page);
}

async function lookAtWall(page: Page): Promise<void> {
  await new ConsolePage(page).command('大屏：显示器');
  const wall = page.getByRole('dialog', { name: '大屏' });
  await wall.locator('.wall-scene-open').first().click();
  await wall.locator('.wall-scene-editor').waitFor();
  await expectNone(page);
  await closeDialog(page);
}

async function lookAtBookmarks(page: Page): Promise<void> {
  await new ConsultationConsole(page).keepBookmark(BOOKMARK);
  await page.keyboard.press('Alt+m');
  await page.locator('.bookmark-list').getByText(BOOKMARK).waitFor();
  await expectNone(page);
  await page.keyboard.press('F2');
  await expect(page.locator('.bookmark-row input')).toBeFocused();
  await expectNone(page);
  await page.keyboard.press('Escape');
  await closeDialog(page);
}

async function lookAtPicture(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+S');
  await page.getByRole('dialog', { name: '导出地图图片' }).getByRole('button', { name: '保存 PNG' }).waitFor();
  await expectNone(page);
  await closeDialog(page);
}

async function lookAtMeasure(page: Page): Promise<void> {
  const map = new PickedGrids(page);
  const value = page.locator('[data-figure="measured"]');
  await page.keyboard.press('d');
  await expect(value).toContainText('两点');
  await map.click([0.4, 0.5]);
  await map.click([0.5, 0.5]);
  await expect(value).toContainText(/\d (米|公里)/);
  await expectNone(page);
  await page.locator('.city-map').focus();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(value).toHaveCount(0);
}

async function lookAtConsultation(page: Page): Promise<void> {
  const consultation = new ConsultationConsole(page);
  await page.keyboard.press('Control+Shift+F');
  await expect(consultation.bar).toContainText('大屏定格于', { timeout: 60_000 });
  await consultation.choose('文字');
  await consultation.label(-60, -60, '先查三号楼');
  await expect(page.locator('.annotation')).toHaveCount(1);
  await consultation.chooseSteps([BOOKMARK]);
  await expectNone(page);
  await consultation.bar.getByRole('button', { name: '议程' }).click();
  await page.locator('.sequence-picker').waitFor();
  await expectNone(page);
  await consultation.bar.getByRole('button', { name: '议程' }).click();
  await consultation.bar.getByRole('button', { name: '纪要' }).click();
  await page.locator('.minutes-step textarea').first().waitFor();
  await expectNone(page);
  await closeDialog(page);
  await consultation.bar.getByRole('button', { name: '结束会商' }).click();
  await expect(consultation.bar).toBeHidden();
}

const SCREENS = [
  ['city', expectNone],
  ['a moment that is past', lookBack],
  ['reason for a track, track', lookAtTracks],
  ['replication, source settings, import', lookAtReplication],
  ['wall', lookAtWall],
  ['bookmarks', lookAtBookmarks],
  ['picture of the map', lookAtPicture],
  ['measured line', lookAtMeasure],
  ['consultation, its steps, its minutes', lookAtConsultation],
  ['grid, rows, palette, keys, settings of a layer', lookAtGrid],
] as const;

test('has no accessibility violation on any screen, in any theme', async ({ start }) => {
  test.slow();
  const { page } = await start();
  await opened(page);
  for (const [screens, look] of SCREENS) await test.step(screens, () => look(page));
});
