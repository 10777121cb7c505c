import { defineConfig } from '@playwright/test';
import { machine } from './e2e/fixtures/machine.ts';

/** The flows, in both hosts. Exceptions are named *.electron.spec.ts and *.browser.spec.ts. */
export default defineConfig({
  testDir: 'e2e/flows',
  outputDir: 'test-results/flows',
  // One application at a time on two cores: what a flow measures is the application, not its neighbour.
  workers: 1,
  fullyParallel: false,
  // As long as a machine with other work may take: who waits for a state that never comes fails at the end of it.
  timeout: 180_000,
  expect: { timeout: 30_000, toPass: { timeout: 90_000 } },
  forbidOnly: true,
  // Once more, because now and then a window of Electron 33 stands still (fixtures/wall-window.ts); the list names what passed only then as flaky.
  retries: 1,
  reporter: [['list']],
  use: {
    actionTimeout: 60_000,
    trace: 'off',
    screenshot: 'only-on-failure',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    launchOptions: { executablePath: machine.browser, args: [...machine.switches] },
  },
  projects: [
    { name: 'chromium', testIgnore: '**/*.electron.spec.ts', metadata: { host: 'browser' } },
    { name: 'electron', testIgnore: '**/*.browser.spec.ts', metadata: { host: 'electron' } },
  ],
});
