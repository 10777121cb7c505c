import { join } from 'node:path';
import { expect, test } from '../fixtures/application.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { savedFile } from '../fixtures/saved-file.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ConsultationConsole } from '../page-objects/consultation.ts';

test.describe.configure({ timeout: 180_000 });

test('a consultation is written down: its steps with what was drawn and noted, as a PDF', async ({ start, folder }) => {
  const application = await start();
  const { page } = application;
  const consultation = new ConsultationConsole(page);
  await new ConsolePage(page).filled();
  await page.keyboard.press('Control+Shift+F');
  await expect(consultation.bar).toContainText('大屏定格于');
  await consultation.choose('文字');
  await consultation.label(-60, -60, '先查三号楼');
  await expect(page.locator('.annotation')).toHaveCount(1);

  await consultation.bar.getByRole('button', { name: '纪要' }).click();
  const dialog = page.getByRole('dialog', { name: '会商纪要' });
  await dialog.getByRole('textbox', { name: '第 1 步' }).fill('今晚八点前复查');
  const path = join(folder, 'minutes.pdf');
  const name = await savedFile(application, path, () => dialog.getByRole('button', { name: '导出纪要 PDF' }).click());
  expect(name).toMatch(/^HS-\d{8}-\d{4}\.pdf$/);
  const { pages, isA4, isTagged } = readPdf(path);
  const text = pages.join('\n');
  for (const words of ['会商纪要', '第 1 步 · 南京市', '先查三号楼', '今晚八点前复查', '覆盖率（含缓办）']) expect(text).toContain(words);
  expect([isA4, isTagged]).toEqual([true, true]);
});
