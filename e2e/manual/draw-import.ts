import type { Browser } from '@playwright/test';
import { CarriedFiles } from '../fixtures/carried-files.ts';
import { ImportDialog } from '../page-objects/import-dialog.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';
import { openConsole, whileServing } from './manual-host.ts';
import { savePicture } from './picture-file.ts';

/** The import of a first file, beside two that are refused. */
export async function drawImport(browser: Browser, dataFolder: string): Promise<void> {
  const carried = await CarriedFiles.export();
  try {
    await whileServing(dataFolder, ['--preset', 'small'], async ({ address }) => {
      const page = await openConsole(browser, address);
      const settings = new SourceSettings(page);
      await settings.open();
      await settings.chooseFiles(carried.at('ours/export.pub.pem'));
      await settings.chooseArea(carried.streetCode, carried.streetName);
      await settings.saveButton.click();
      await page.locator('.strip-source', { hasText: '变更文件' }).waitFor();
      const files = new ImportDialog(page);
      await files.open();
      await files.bring(...['1.changes', 'foreign.changes', 'cut.changes'].map((name) => carried.at(name)));
      await files.applyButton.waitFor();
      await files.refused.waitFor();
      savePicture('import', await files.dialog.screenshot());
      await page.close();
    });
  } finally {
    await carried.remove();
  }
}
