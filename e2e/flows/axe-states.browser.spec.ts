// What a browser lets a test hold: a line to the backend that is silent or gone, a city that does not come. The pages are the same in both hosts.
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { holdLine } from '../fixtures/held-line.ts';
import { violationsInThemes } from '../fixtures/violations.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

const CITY = '**/city/city.bin';

async function expectNone(page: Page): Promise<void> {
  expect(await violationsInThemes(page)).toEqual([]);
}

test('has no accessibility violation while it starts, when it cannot, and while the backend is away', async ({ start }) => {
  test.slow();
  const { page } = await start();
  const shown = new ConsolePage(page);
  const lead = await holdLine(page, 'console');

  await test.step('waits for the backend', async () => {
    await lead('silent');
    await page.reload();
    await page.locator('.start-screen').getByRole('status').waitFor();
    await expectNone(page);
  });
  await test.step('has no city', async () => {
    await lead('through');
    await page.route(CITY, (route) => route.abort());
    await page.reload();
    await page.locator('.start-screen').getByRole('alert').waitFor();
    await expectNone(page);
    await page.unroute(CITY);
  });
  await test.step('loses the backend: a strip, old data, panels that cannot be asked', async () => {
    await page.reload();
    await shown.filled();
    await page.locator('.data-row').first().waitFor();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await lead('cut');
    await expect(shown.connection).toHaveAttribute('data-state', 'reconnecting');
    await expect(page.locator('.map-age')).toContainText('数据截至');
    await page.evaluate(() => Object.assign(location, { hash: '#/area/320106' }));
    await page.locator('#detail-region').getByRole('alert').first().waitFor();
    await expectNone(page);
  });
});

test('has no accessibility violation while an empty replica cannot be filled', async ({ start }) => {
  test.slow();
  // Nobody listens there.
  const options = ['--source', 'postgres://station@127.0.0.1:9/city', '--area', '320106009'];
  const { page } = await start({ clock: 'outside', options });
  await page.locator('.replica-progress').getByRole('button').waitFor();
  await expectNone(page);
  await page.locator('.replica-progress').getByRole('button').click();
  await page.locator('.lag-chart').waitFor();
  await expectNone(page);
});
