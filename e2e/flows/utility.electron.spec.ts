import { join } from 'node:path';
import { _electron } from '@playwright/test';
import { expect, test } from '../fixtures/application.ts';
import { backendProcessId } from '../fixtures/host-process.ts';
import { machine, missingFor } from '../fixtures/machine.ts';
import { makeUtilityApp } from '../fixtures/utility-app/make-utility-app.ts';

test('hands the window a port to the utility process, and another one when that process was killed', async ({ folder }) => {
  const missing = missingFor('electron');
  test.skip(missing !== null, missing ?? '');
  const { app, required } = await makeUtilityApp(folder);
  const data = join(folder, 'data');
  const electron = await _electron.launch({
    executablePath: machine.electron,
    args: [...machine.switches, '-r', required, app, '--data', data],
    cwd: app,
  });
  const body = (await electron.firstWindow({ timeout: 60_000 })).locator('body');

  await expect(body).toHaveAttribute('data-echo', '1,65535');
  const first = backendProcessId(data);
  await expect(body).toHaveAttribute('data-backend', String(first));
  const kinds = await electron.evaluate(({ app: running }) => running.getAppMetrics().map(({ serviceName }) => serviceName));
  expect(kinds).toContain('node.mojom.NodeService');

  process.kill(first, 'SIGKILL');
  await expect(body).toHaveAttribute('data-backend', /^\d+$/);
  await expect(async () => {
    expect(backendProcessId(data)).not.toBe(first);
    await expect(body).toHaveAttribute('data-backend', String(backendProcessId(data)), { timeout: 1000 });
  }).toPass();
  await expect(body).toHaveAttribute('data-states', 'connecting connected reconnecting connected');
  await electron.close();
});
