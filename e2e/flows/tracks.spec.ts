import { join } from 'node:path';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { sql } from '../../electron/backend/db/sql.ts';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import { DAY_MS, formatDay, startOfDay } from '../../shared/domain/time.ts';
import { auditEntries } from '../fixtures/audit-entries.ts';
import { expect, test } from '../fixtures/application.ts';
import { CITY_TODAY } from '../fixtures/city-moment.ts';
import { readPdf } from '../fixtures/pdf.ts';
import { savedFile } from '../fixtures/saved-file.ts';
import { stationKeys } from '../fixtures/station-keys.ts';
import { ConsolePage } from '../page-objects/console-page.ts';
import { DrillDown, numberIn } from '../page-objects/drill-down.ts';
import { TimeAxis } from '../page-objects/time-axis.ts';
import { TrackPanel } from '../page-objects/track-panel.ts';

const YESTERDAY = formatDay(CITY_TODAY - 1);
const REASON = '核对 3 幢上门时间';
const PRINT_REASON = '移交街道核查';

test('a worker’s track is opened with a reason that is audited, tells stops and check-ins, follows the time axis, is printed, and is put away', async ({
  start,
  folder,
}) => {
  const application = await start();
  const { page, dataFolder } = application;
  await new ConsolePage(page).filled();
  const axis = new TimeAxis(page);
  const tracks = new TrackPanel(page);
  await axis.type(`${YESTERDAY.slice(5)} 15:30`);
  await expect(axis.stripMark).toContainText('15:30', { timeout: 40_000 });

  // Of then: the list rests, since nothing more happens yesterday.
  await new DrillDown(page).strip('workers').click();
  await tracks.ofFirstWorker.click();
  await expect(tracks.submit).toBeDisabled();
  await tracks.reason.fill('看');
  await expect(tracks.submit).toBeDisabled();
  expect(await auditEntries(dataFolder, 'track.opened')).toEqual([]);
  await tracks.reason.fill(REASON);
  await tracks.submit.click();

  await expect(tracks.title).toHaveText(/^轨迹 · .*\*/);
  const stops = numberIn(await tracks.figure('track-stops').innerText());
  expect(stops).toBeGreaterThan(0);
  await expect(tracks.panel.locator('.track-entry[data-kind="stop"]')).toHaveCount(stops);
  await expect(tracks.layerCard).toContainText('停留');
  const [entry, ...others] = await auditEntries(dataFolder, 'track.opened');
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    face: 'console',
    reason: REASON,
    subject: expect.stringMatching(new RegExp(`^worker \\d+ ${YESTERDAY}$`)),
  });

  const stop = tracks.panel.locator('.track-entry[data-kind="stop"]').first();
  const time = await stop.locator('.track-time').innerText();
  await stop.locator('.track-time').click();
  await expect(axis.stripMark).toContainText(time);
  await expect(stop).toHaveAttribute('aria-current', 'time');

  await tracks.print.click();
  await expect(tracks.printReason).toHaveValue(REASON);
  await tracks.printReason.fill(PRINT_REASON);
  const path = join(folder, 'evidence.pdf');
  const name = await savedFile(application, path, () => tracks.printSubmit.click());
  const number = name.replace('.pdf', '');
  const pdf = readPdf(path);
  expect([pdf.isA4, pdf.isTagged]).toEqual([true, true]);
  const paper = pdf.pages.join('\n');
  for (const words of [number, '社工轨迹凭证', PRINT_REASON, '停留与无信号', '走访打卡', '北']) expect(paper).toContain(words);
  const [printed, ...more] = await auditEntries(dataFolder, 'track.printed');
  expect(more).toEqual([]);
  expect(printed).toMatchObject({
    reason: PRINT_REASON,
    subject: expect.stringMatching(new RegExp(`^${number} worker \\d+ ${YESTERDAY} sha256:`)),
  });

  await tracks.close();
  await expect(tracks.layerCard).toHaveCount(0);
  await expect(page.locator('.rows-panel')).toBeVisible();
});

/** Code of the grid that most workers were responsible for yesterday. */
async function walkedGrid(dataFolder: string): Promise<string> {
  const { replica: key } = await stationKeys(dataFolder);
  const db = openDatabase(join(dataFolder, 'replica.db'), { role: 'replica', synchronous: 'NORMAL', readonly: true, key });
  try {
    const fromMs = startOfDay(CITY_TODAY - 1);
    const [[grid] = []] = db.values(
      sql`SELECT grid FROM track WHERE started_at >= ${fromMs} AND started_at < ${fromMs + DAY_MS} AND grid >= 0
        GROUP BY grid ORDER BY COUNT(*) DESC, grid LIMIT 1`,
    );
    return (await testCity()).grids.code[Number(grid)] ?? '';
  } finally {
    db.close();
  }
}

test('who came through a grid is told with a reason that is audited, with the stops inside of it', async ({ start }) => {
  const { page, dataFolder } = await start();
  await new ConsolePage(page).filled();
  const axis = new TimeAxis(page);
  const tracks = new TrackPanel(page);
  const code = await walkedGrid(dataFolder);
  await page.evaluate((hash) => Object.assign(location, { hash }), `#/area/${code}`);
  await expect(page.locator('.detail-code')).toContainText(code);
  await axis.type(`${YESTERDAY.slice(5)} 15:30`);
  await expect(axis.stripMark).toContainText('15:30', { timeout: 40_000 });

  await page.getByRole('button', { name: '在此停留的轨迹' }).click();
  await expect(tracks.panel).toContainText('查看 1 个网格内的社工轨迹');
  await tracks.reason.fill(REASON);
  await tracks.submit.click();
  // One worker alone was there: nobody has to be chosen.
  await expect(tracks.title).toHaveText(/^轨迹 · .*\*/);
  const stops = numberIn(await tracks.figure('track-stops').innerText());
  expect(stops).toBeGreaterThan(0);
  await expect(tracks.panel.locator('.track-entry[data-kind="stop"]')).toHaveCount(stops);
  await expect(tracks.layerCard).toContainText('停留');
  expect(await auditEntries(dataFolder, 'track.opened')).toMatchObject([{ reason: REASON, subject: `grids ${code} ${YESTERDAY}` }]);
});
