import type { Page } from '@playwright/test';
import { formatDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import type { SharedView } from '../fixtures/shared-application.ts';
import { violationsInThemes } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown } from '../page-objects/drill-down.ts';
import { MapMetrics } from '../page-objects/map-metrics.ts';
import { PickedGrids } from '../page-objects/picked-grids.ts';
import { ReportDialog } from '../page-objects/report-dialog.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';
import { TimeAxis } from '../page-objects/time-axis.ts';
import { TrackPanel } from '../page-objects/track-panel.ts';

async function expectNone(page: Page): Promise<void> {
  expect(await violationsInThemes(page)).toEqual([]);
}

async function lookAtSearch({ page }: SharedView): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type('luhe');
  await expect(page.getByRole('option').first()).toContainText('六合区');
  await expectNone(page);
  await page.keyboard.type('zzzz');
  await page.locator('.search-hits .panel-message').waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
  await page.locator('#area-search').blur();
}

async function lookAtPalette({ page }: SharedView): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '命令面板' }).fill('zzzz');
  await page.locator('.palette-empty').waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
}

/** The area of an office, of which none is found. */
async function lookAtSource({ page }: SharedView): Promise<void> {
  const settings = new SourceSettings(page);
  await settings.open();
  await settings.dialog.getByText('PostgreSQL').click();
  const area = settings.dialog.getByRole('combobox', { name: '辖区' });
  await area.fill('zzzz');
  await settings.dialog.locator('.source-hits').waitFor();
  await expectNone(page);
  await area.fill('鼓楼');
  await settings.dialog.getByRole('option').first().waitFor();
  await expectNone(page);
  await area.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function lookAtSettings({ page }: SharedView): Promise<void> {
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.locator('.settings').waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
}

/** Limits of classes on the histogram, the text fields beside it, and what is said of one that does not fit. */
async function lookAtClasses({ page }: SharedView): Promise<void> {
  const metrics = new MapMetrics(page);
  await metrics.shown();
  const settings = await metrics.openSettings();
  await settings.getByRole('slider', { name: '界限 1' }).focus();
  await expectNone(page);
  await settings.getByRole('textbox').nth(1).fill('101');
  await page.keyboard.press('Enter');
  await expect(settings.getByRole('alert')).toContainText('递增');
  await expectNone(page);
  await page.keyboard.press('Escape');
}

async function lookAtPicked({ page }: SharedView): Promise<void> {
  const picked = new PickedGrids(page);
  const form = await picked.openFilter();
  await form.getByRole('textbox').fill('< abc');
  await form.getByRole('alert').waitFor();
  await expectNone(page);
  await form.getByRole('textbox').fill('< 60');
  await form.getByRole('button', { name: '选中' }).click();
  await picked.panel.locator('.data-row').first().waitFor();
  await expectNone(page);
  await page.keyboard.press('Escape');
  await expectNone(page);
  await page.locator('.city-map').first().focus();
  await page.keyboard.press('Escape');
  await expect(picked.panel).toHaveCount(0);
}

async function lookAtReport(application: SharedView): Promise<void> {
  const { page } = application;
  await page.keyboard.press('Control+p');
  const report = new ReportDialog(application);
  await report.choose('鼓楼区', formatDay(CITY_TODAY - 1), '18:00');
  await expect(report.pages.first()).toContainText('鼓楼区排查覆盖日报');
  await report.openHeading();
  await report.reviewer.waitFor();
  await expectNone(page);
  await report.choose('鼓楼区', formatDay(CITY_TODAY - 200), '18:00');
  await expect(report.preview.getByRole('alert')).toContainText('这一天没有数据');
  await expectNone(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

async function lookAtTrackPrint({ page }: SharedView): Promise<void> {
  const tracks = new TrackPanel(page);
  const axis = new TimeAxis(page);
  await axis.type(`${formatDay(CITY_TODAY - 1).slice(5)} 15:30`);
  await expect(axis.stripMark).toContainText('15:30');
  await new DrillDown(page).strip('workers').click();
  await tracks.ofFirstWorker.click();
  await tracks.reason.fill('核对 3 幢上门时间');
  await tracks.submit.click();
  await tracks.print.click();
  await tracks.printReason.waitFor();
  await expectNone(page);
  await tracks.close();
  await axis.backToNow();
}

const SCREENS = [
  ['hits of the search, and none', lookAtSearch],
  ['palette that finds nothing', lookAtPalette],
  ['settings', lookAtSettings],
  ['area of a source', lookAtSource],
  ['classes of a metric', lookAtClasses],
  ['filter by value, picked grids', lookAtPicked],
  ['report', lookAtReport],
  ['print of a track', lookAtTrackPrint],
] as const;

test('has no accessibility violation in any tool of the console, in any theme', async ({ application }) => {
  test.slow();
  const { page } = application;
  await new ConsolePage(page).filled();
  await page.locator('.data-row').first().waitFor();
  for (const [screen, look] of SCREENS) await test.step(screen, () => look(application));
});
