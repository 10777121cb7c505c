import { join } from 'node:path';
import { formatDay, HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { expectedFigures } from '../fixtures/report-figures.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ReportDialog } from '../page-objects/report-dialog.ts';

const DISTRICT = { code: '320106', name: '鼓楼区' };
const YESTERDAY = CITY_TODAY - 1;

test('previews, saves and reprints the daily report from the console', async ({ start, folder }) => {
  test.slow();
  const application = await start();
  const { page, watch, dataFolder } = application;
  await new ConsolePage(page).opened();
  await page.keyboard.press('Control+p');
  const dialog = new ReportDialog(application);
  await dialog.choose(DISTRICT.name, formatDay(YESTERDAY), '18:00');
  await expect(dialog.pages.first()).toContainText(`${DISTRICT.name}排查覆盖日报`);
  await expect(dialog.pages.first()).toContainText('预览 · 未编号');
  await dialog.setHeading('内部', '值班室');
  await expect(dialog.pages.first()).toContainText('密级：内部');
  await expect(dialog.pages.last()).toContainText('审核：值班室');

  const saved = join(folder, 'saved.pdf');
  const number = await dialog.save(saved);
  expect(number).toMatch(/^GL-RB-\d{8}-01\.pdf$/);
  const pdf = readPdf(saved);
  const expected = await expectedFigures(dataFolder, DISTRICT.code, YESTERDAY, startOfDay(YESTERDAY) + 18 * HOUR_MS);
  expect(pdf.pages[0]).toContain(expected.summary);
  expect(pdf.pages[0]).toContain('密级：内部');
  for (const line of expected.children) expect(pdf.pages.join('\n')).toContain(line);
  expect(pdf.pages.at(-1)).toMatch(/排查 正常，最近变更 .+ 预警 正常，最近变更 /);
  expect(pdf.pages.at(-1)).toMatch(/取数时：实时；/);
  expect(pdf.pages[0]).not.toContain('数据只到');
  expect(pdf.imageCount).toBe(0);
  // One a weight, and a few subsets of the variable cut for signs that those lack; never the dozens that a variable font alone leaves.
  expect(pdf.fonts.length).toBeLessThanOrEqual(8);
  for (const font of pdf.fonts) expect(font).toEqual({ type: 'CID TrueType', isEmbedded: true });
  await expect(dialog.pages.first()).toContainText('编号 GL-RB-');

  await dialog.showPreviewOf('栖霞区');
  await dialog.showFrozen(number.replace('.pdf', ''));
  const reprinted = join(folder, 'reprinted.pdf');
  expect(await dialog.save(reprinted)).toBe(number);
  expect(readPdf(reprinted).pages).toEqual(pdf.pages);
  expect(watch.errors).toEqual([]);
});

test('says why there is no report, and keeps the form', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  await page.keyboard.press('Control+p');
  const dialog = new ReportDialog(application);
  await dialog.choose(DISTRICT.name, formatDay(YESTERDAY - 200), '18:00');
  await expect(dialog.preview.getByRole('alert')).toContainText('这一天没有数据');
  await expect(dialog.saveButton).toBeDisabled();
  await dialog.choose(DISTRICT.name, formatDay(YESTERDAY), '18:00');
  await expect(dialog.pages.first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog.preview).toBeHidden();
});
