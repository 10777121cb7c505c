import { expect, test } from '../fixtures/application.ts';
import { backendProcessId } from '../fixtures/host-process.ts';
import { watchStates } from '../fixtures/seen-states.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

test('opens on a fresh data folder, connected, without a request that leaves it and without a violation', async ({ start }) => {
  const { page, watch } = await start();
  const shown = new ConsolePage(page);
  await shown.opened();
  // From the first byte on, with everything watched.
  await page.reload();
  await shown.opened();
  await expect(shown.connection).not.toHaveAttribute('data-state', /./);
  await expect(page.locator('#map-region canvas').first()).toBeVisible();
  expect(watch.foreignRequests).toStrictEqual([]);
  expect(watch.errors).toStrictEqual([]);
});

test('keeps the page away from the system and the network', async ({ application }) => {
  const { page } = application;
  await new ConsolePage(page).opened();
  const reached = await page.evaluate(async () => {
    const refused = async (work: () => unknown): Promise<string> => {
      try {
        return `allowed ${String(await work())}`;
      } catch {
        return 'refused';
      }
    };
    return {
      node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process')],
      network: await refused(() => fetch('https://198.51.100.1/')),
      otherPort: await refused(() => fetch('http://127.0.0.1:9/')),
      html: await refused(() => document.body.insertAdjacentHTML('beforeend', '<b id="planted"></b>')),
      script: await refused(() => Object.assign(document.createElement('script'), { textContent: 'window.planted = 1' })),
      foreignWorker: await refused(() => new Worker('data:text/javascript,1')),
      opened: window.open('https://198.51.100.1/') === null,
      key: /[0-9a-f]{64}/.test(location.href),
      cookie: document.cookie,
    };
  });
  expect(reached).toStrictEqual({
    node: ['undefined', 'undefined'],
    network: 'refused',
    otherPort: 'refused',
    html: 'refused',
    script: 'refused',
    foreignWorker: 'refused',
    opened: application.host === 'electron',
    key: false,
    cookie: '',
  });
});

test('says that the backend was killed, gets a new one and goes on, without a reload', async ({ start }) => {
  const application = await start();
  const { page, dataFolder } = application;
  const shown = new ConsolePage(page);
  await shown.opened();
  await page.evaluate(() => Reflect.set(window, 'notReloaded', true));
  const killed = backendProcessId(dataFolder);
  const seen = await watchStates(page, '.connection-strip');
  application.killBackend();
  await expect.poll(seen).toContainEqual(expect.stringMatching(/data-state="reconnecting".*重连/s));
  await expect(shown.connection).not.toHaveAttribute('data-state', /./);
  expect(backendProcessId(dataFolder)).not.toBe(killed);
  expect(await page.evaluate(() => Reflect.get(window, 'notReloaded'))).toBe(true);
});

test('starts in English when asked to', async ({ start }) => {
  const { page } = await start({ language: 'en' });
  await new ConsolePage(page).opened();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
