// What the console does where a part of its own page fails: a function of the browser that the part calls throws until the test gives it back.
import { expect, test } from '../fixtures/application.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { MapView } from '../page-objects/map-view.ts';

test('a region that fails says so in its own place, the others live, and trying again brings it back', async ({ start }) => {
  const { page } = await start();
  const shown = new ConsolePage(page);
  await shown.filled();
  // Of all times only the strip's clock is told to the second.
  await page.evaluate(() => {
    const whole = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format');
    if (whole === undefined) throw new Error('no format to break');
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      ...whole,
      get(this: Intl.DateTimeFormat) {
        if (this.resolvedOptions().second !== undefined) throw new Error('broken by the test');
        return Reflect.apply(whole.get ?? (() => undefined), this, []) as unknown;
      },
    });
    Object.assign(window, { mend: () => Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', whole) });
  });
  const strip = page.locator('.region-strip');
  await expect(strip.getByRole('alert')).toContainText('“关键指标”出错，无法显示');
  await expect(page.locator('.failed-line, .failed-panel')).toHaveCount(1);
  await new MapView(page).drawn();
  await expect(page.locator('.region-left [role="treeitem"]').first()).toBeVisible();
  await expect(page.locator('.detail-title')).toHaveText('南京市');
  await expect(page.locator('.region-axis .day-chart')).toBeVisible();
  await strip.getByRole('button', { name: '重试' }).click();
  await expect(strip.getByRole('alert')).toBeVisible();
  await page.evaluate(() => (Reflect.get(window, 'mend') as () => void)());
  await strip.getByRole('button', { name: '重试' }).click();
  await expect(page.locator('.strip-time')).toContainText(/\d\d:\d\d:\d\d/);
  await expect(strip.getByRole('alert')).toHaveCount(0);
});

test('a dialog that fails is closed and says so, and is opened again by its command', async ({ start }) => {
  const { page } = await start();
  const shown = new ConsolePage(page);
  await shown.filled();
  const notices = await watchStates(page, '.notice');
  // Every dialog is shown by the browser.
  await page.evaluate(() => {
    const whole = HTMLDialogElement.prototype.showModal;
    HTMLDialogElement.prototype.showModal = () => {
      HTMLDialogElement.prototype.showModal = whole;
      throw new Error('broken by the test');
    };
  });
  await page.keyboard.press('Control+k');
  await expect.poll(notices).toContainEqual(expect.stringContaining('“对话框”出错，无法显示'));
  await expect(page.locator('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.locator('dialog[open]')).toBeVisible();
  await expect(page.locator('[data-figure="coverage"]').first()).toContainText(/\d/);
});

test('a window that fails as a whole says so, and loads again when asked to', async ({ start }) => {
  const { page } = await start();
  const shown = new ConsolePage(page);
  await shown.filled();
  // The console as a whole tells the document what it is called.
  await page.evaluate(() => {
    Object.defineProperty(document, 'title', {
      configurable: true,
      set: () => {
        throw new Error('broken by the test');
      },
    });
    Object.assign(location, { hash: '#/area/320106' });
  });
  await expect(page.getByRole('alert')).toContainText('窗口出错，无法显示');
  await page.getByRole('button', { name: '重新载入' }).click();
  await shown.opened();
  await expect(page.locator('.detail-title')).toHaveText('鼓楼区');
});
