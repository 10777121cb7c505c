import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatDay } from '../../shared/domain/time.ts';
import { reportPagePath } from '../../shared/host/report-page.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import { readPdf } from '../fixtures/pdf.ts';
import type { RunningApplication } from '../fixtures/running-application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ReportDialog } from '../page-objects/report-dialog.ts';

/** Has it printed, up to where the system's dialog would open, which is nobody's to press here: the page waits there. */
async function printed(application: RunningApplication): Promise<ReportDialog> {
  const { page } = application;
  await new ConsolePage(page).opened();
  await page.evaluate(() => {
    window.print = () => Reflect.set(window, 'hasPrinted', true);
  });
  await page.keyboard.press('Control+p');
  const dialog = new ReportDialog(application);
  await dialog.choose('鼓楼区', formatDay(CITY_TODAY - 1), '18:00');
  await expect(dialog.pages.first()).toContainText('鼓楼区排查覆盖日报');
  await dialog.printButton.click();
  await page.waitForFunction(() => Reflect.get(window, 'hasPrinted') === true);
  return dialog;
}

test('prints the frozen report and nothing else of the window', async ({ start, folder }) => {
  test.slow();
  const application = await start();
  const { page } = application;
  const dialog = await printed(application);
  const pages = await dialog.pagesOnPaper.count();

  const file = join(folder, 'printed.pdf');
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  const pdf = readPdf(file);
  expect(pdf.pages).toHaveLength(pages);
  expect(pdf.isA4).toBe(true);
  expect(pdf.pages[0]).toMatch(/GL-RB-\d{8}-01/);
  pdf.pages.forEach((text, index) => expect(text).toMatch(new RegExp(`第 ?${index + 1} ?页 ?共 ?${pages} ?页`)));
  expect(pdf.pages.join('\n')).not.toContain('关键指标');
  expect(pdf.pages.join('\n')).not.toContain('打印日报');

  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(page.locator('.report-on-paper')).toHaveCount(0);
});

test('a page to print that cannot be laid out says so, instead of keeping whoever prints waiting', async ({ start }) => {
  test.slow();
  const application = await start();
  const { page } = application;
  const dialog = await printed(application);
  const [number] = /GL-RB-\d{8}-01/.exec(await dialog.pages.first().innerText()) ?? [''];

  await page.addInitScript(() => {
    Element.prototype.getBoundingClientRect = () => {
      throw new Error('broken by the test');
    };
  });
  await page.goto(new URL(reportPagePath('report', number, 'zh-CN'), page.url()).href);
  await expect(page.locator('html')).toHaveAttribute('data-report-state', 'failed');
  await expect(page.getByRole('alert')).toBeVisible();
});
