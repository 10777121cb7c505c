import type { Client } from 'pg';
import { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import { STREET_CODE, TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { TASK_STATES } from '../../shared/domain/screening.ts';
import { DAY_MS, dayOf, startOfDay } from '../../shared/domain/time.ts';
import { expect, test } from '../fixtures/application.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { ReplicationPage } from '../page-objects/replication-page.ts';
import { SourceSettings } from '../page-objects/source-settings.ts';

const COME_LIMIT_MS = 60_000;
const ALERTS = 3;
const WORKERS = 2;
/** Of four tasks that are due today. */
const VERIFIED = 3;

let platform: TestPlatform;
let gatekeeper: Client;
let streetName: string;

/** Whoever copies this table (in a transaction that sees one state) waits at its first row as long as the gate is shut. */
const GATED = { visit: 1, track: 2 } as const;

async function fillPlatform(): Promise<void> {
  const city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  const writer = await PlatformWriter.connect(platform, city);
  const street = city.streets.code.indexOf(STREET_CODE);
  streetName = city.streets.name[street] ?? '';
  const grid = city.grids.street.indexOf(street);
  const [longitude = 0, latitude = 0] = city.grids.labelPoint.subarray(2 * grid, 2 * grid + 2);
  const place = { street, grid, longitude, latitude };
  const nowMs = Date.now();
  for (let id = 1; id <= ALERTS; id++) await writer.insert('alert', { id, ...place, level: 0, state: 0, raised_at: nowMs });
  for (let id = 1; id <= WORKERS; id++) {
    await writer.insert('worker', { id, street, grid });
    await writer.insert('position', { worker_id: id, ...place, located_at: nowMs });
  }
  const dueAt = startOfDay(dayOf(nowMs)) + DAY_MS - 1;
  await writer.insert('batch', { id: 1, pushed_at: startOfDay(dayOf(nowMs)), due_at: dueAt });
  for (let id = 1; id <= 4; id++) {
    const state = TASK_STATES.indexOf(id <= VERIFIED ? 'verified' : 'assigned');
    await writer.insert('task', {
      id,
      street,
      grid,
      batch_id: 1,
      due_at: dueAt,
      state,
      worker_id: 1,
      verified_at: id <= VERIFIED ? nowMs : null,
    });
  }
  await writer.insert('visit', { id: 1, street, grid, task_id: 1, worker_id: 1 });
  await writer.insert('track', { id: 1, street, worker_id: 1 });
}

async function makeGates(): Promise<void> {
  gatekeeper = await platform.connect();
  await gatekeeper.query(`CREATE FUNCTION platform.passed(gate integer) RETURNS boolean LANGUAGE plpgsql VOLATILE AS
    $$ BEGIN IF current_setting('transaction_isolation') = 'repeatable read' THEN PERFORM pg_advisory_xact_lock_shared(gate); END IF; RETURN true; END $$`);
  for (const [table, gate] of Object.entries(GATED)) {
    await gatekeeper.query(`CREATE POLICY gate ON platform.${table} AS RESTRICTIVE USING (platform.passed(${gate}))`);
  }
}

const shut = (table: keyof typeof GATED) => gatekeeper.query('SELECT pg_advisory_lock($1)', [GATED[table]]);
const open = (table: keyof typeof GATED) => gatekeeper.query('SELECT pg_advisory_unlock($1)', [GATED[table]]);

test.beforeAll(async () => {
  await fillPlatform();
  await makeGates();
});

test.afterAll(() => platform.stop());

test('a first copy shows alerts and workers on the map while the rest is on its way, then the coverage, and says what waits for everything', async ({
  start,
}) => {
  const { page, watch } = await start({ clock: 'outside' });
  const settings = new SourceSettings(page);
  const { host, port, user, password } = platform.connectionOptions(`station_${STREET_CODE}`);
  await new ConsolePage(page).filled();
  await settings.open();
  await settings.choosePostgres(`${host}:${port}`, String(user));
  await settings.chooseArea(STREET_CODE, streetName);
  await settings.fillPassword(password);
  expect(await settings.tried('账号权限')).toBe('通过');
  await shut('visit');
  await shut('track');
  await settings.saveButton.click();

  const replication = new ReplicationPage(page);
  const progress = page.locator('.replica-progress');
  const figure = (name: string) => page.locator(`.strip-cell[data-figure="${name}"]`);
  const redAlerts = page.locator('.strip-level').first();

  await expect(progress).toHaveAttribute('data-aside', 'true', { timeout: COME_LIMIT_MS });
  // A window that opens now has never seen anything else.
  await page.reload();
  await expect(redAlerts).toHaveText(String(ALERTS), { timeout: COME_LIMIT_MS });
  await expect(figure('workers')).toContainText(String(WORKERS));
  await expect(figure('coverage')).toContainText('待载入');
  await expect(progress).toHaveAttribute('data-aside', 'true');
  await expect(progress).toContainText('预警和在岗社工已可查看');
  await progress.getByText('各表进度').click();
  await expect(progress.getByRole('listitem')).toHaveCount(9);
  await expect(progress.getByRole('listitem').filter({ hasText: '预警' })).toContainText(`${ALERTS} / ${ALERTS} 行`);
  await expect(replication.mark).toContainText('载入');
  // Nothing is in the way of what is there.
  await redAlerts.getByRole('button').or(redAlerts).first().click();
  await expect(page.locator('.rows-panel, .detail-scroll').getByRole('row')).toHaveCount(ALERTS + 1);

  await open('visit');
  await expect(figure('coverage')).toContainText('75', { timeout: COME_LIMIT_MS });
  await expect(progress).toContainText('覆盖率已可查看');
  await replication.open();
  await expect(replication.dialog.getByRole('listitem').filter({ hasText: '排查任务' })).toContainText('4 / 4 行');
  await page.keyboard.press('Escape');

  await open('track');
  await expect(progress).toHaveCount(0, { timeout: COME_LIMIT_MS });
  await expect(replication.mark).toContainText('PostgreSQL');
  await expect(figure('coverage')).toContainText('75');
  expect(watch.errors).toEqual([]);
});
