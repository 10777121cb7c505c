import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { sql } from '../../electron/backend/db/sql.ts';
import { expect, hostOf, test } from '../fixtures/application.ts';
import { openBrowserWindow } from '../fixtures/browser-window.ts';
import { CITY_MOMENT } from '../fixtures/city-moment.ts';
import { backendProcessId } from '../fixtures/host-process.ts';
import { machine } from '../fixtures/machine.ts';
import { savedSetting } from '../fixtures/office-settings.ts';
import { findReadable } from '../fixtures/readable-text.ts';
import { stationKeys } from '../fixtures/station-keys.ts';
import { ConsolePage } from '../page-objects/console-page.ts';

/** Of nobody: typed into a search, and set under the reports. */
const TYPED = '欧阳试笔';

/** Names and phone numbers of people in the replica, and what was typed. */
async function canaries(dataFolder: string): Promise<readonly string[]> {
  const { replica: key } = await stationKeys(dataFolder);
  const db = openDatabase(join(dataFolder, 'replica.db'), { role: 'replica', synchronous: 'NORMAL', readonly: true, key });
  try {
    const people = db.values(sql`SELECT person_name, phone, id_number FROM task WHERE length(person_name) >= 3 ORDER BY id DESC LIMIT 20`);
    return [TYPED, ...people.flat().map(String)];
  } finally {
    db.close();
  }
}

/** A shift's work in short: rows of people on screen, a name searched for, a name set under the reports. */
async function work(page: Page, dataFolder: string, name: string): Promise<void> {
  await new ConsolePage(page).filled();
  await page.locator('.region-strip [data-figure="verified"] .figure-button').first().click();
  await page.locator('.rows-panel .data-row').first().waitFor();
  const search = page.locator('.search-input');
  for (const text of [TYPED, name]) {
    await search.fill(text);
    await search.press('Enter');
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+p');
  const dialog = page.getByRole('dialog', { name: '排查覆盖日报' });
  await dialog.getByText('报头与签字').click();
  await dialog.getByLabel('审核人').fill(TYPED);
  await dialog.getByRole('button', { name: '保存', exact: true }).click();
  await dialog.getByText('已保存，此后的日报都用它。').waitFor();
  await expect.poll(async () => JSON.stringify(await savedSetting(dataFolder, 'report.signatures'))).toContain(TYPED);
}

/** Processes that may not leave an image of their memory behind. */
function coreLimits(processIds: readonly number[]): readonly string[] {
  return processIds.map(
    (id) =>
      /Max core file size\s+(\S+)\s+(\S+)/
        .exec(readFileSync(`/proc/${id}/limits`, 'utf8'))
        ?.slice(1)
        .join() ?? '',
  );
}

test('leaves no name and no number readable: databases, logs, copies, temporary files, profile, crashes', async ({
  start,
  folder,
}, info) => {
  test.setTimeout(240_000);
  const dataFolder = join(folder, 'data');
  const temporary = join(folder, 'temporary');
  mkdirSync(temporary);
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = temporary;
  try {
    const isElectron = hostOf(info) === 'electron';
    const { page, close } = isElectron
      ? await start({}, dataFolder)
      : await openBrowserWindow(folder, dataFolder, ['--preset', 'small', '--at', CITY_MOMENT]);
    await new ConsolePage(page).filled();
    const texts = await canaries(dataFolder);
    await work(page, dataFolder, texts[1] ?? '');
    await expect
      .poll(() => readdirSync(join(dataFolder, 'backups')).filter((name) => name.endsWith('.db')).length, { timeout: 60_000 })
      .toBeGreaterThan(0);
    if (process.platform === 'linux') expect(coreLimits([backendProcessId(dataFolder)])).toEqual(['0,0']);
    // While it runs, with a write-ahead log that holds the latest rows.
    const keys = process.env['COMMAND_CENTER_KEYS'] ?? temporary;
    const places = [folder, keys];
    const running = findReadable(places, texts);
    expect(running.found).toEqual([]);
    expect(readdirSync(dataFolder)).toContain('replica.db-wal');

    const session = await page.context().newCDPSession(page);
    const crash = page.waitForEvent('crash');
    // Who crashes answers nothing.
    void session.send('Page.crash').catch(() => undefined);
    await crash;
    const crashed = backendProcessId(dataFolder);
    process.kill(crashed, 'SIGSEGV');
    // Between two backends there is no lock to read.
    await expect(() => expect(backendProcessId(dataFolder)).not.toBe(crashed)).toPass();
    await close();
    const after = findReadable(places, texts);
    expect(after.found).toEqual([]);
    expect(after.bytes).toBeGreaterThan(1_000_000);
    expect(readdirSync(machine.root).filter((name) => /^core(\.|$)/.test(name))).toEqual([]);
    // The search itself finds what is there.
    writeFileSync(join(folder, 'control'), `…${texts.at(-1)}…`, 'utf16le');
    expect(findReadable(places, texts).found).toEqual([`${join(folder, 'control')}: ${texts.at(-1)}`]);
    rmSync(join(folder, 'control'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
});
