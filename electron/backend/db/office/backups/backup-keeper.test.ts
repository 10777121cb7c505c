import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CodedError } from '../../../../../shared/contract/errors.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../../shared/domain/time.ts';
import { ManualClock } from '../../../manual-clock.ts';
import { DatabaseKey } from '../../database-key.ts';
import { openOffice, type Office } from '../office.ts';
import { type BackupCarrier, inBackupWorker, inThisThread } from './backup-carrier.ts';
import { BackupKeeper } from './backup-keeper.ts';
import { verifyBackup } from './take-backup.ts';

/** 2026-11-23 10:00 in Shanghai. */
const START_MS = 1_795_399_200_000;
const key = DatabaseKey.random();
let folder: string;
let clock: ManualClock;
let office: Office;
let keeper: BackupKeeper;
let changes = 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'backups-'));
  clock = new ManualClock(START_MS);
  office = openOffice({ folder, key, nowMs: START_MS });
  changes = 0;
});

afterEach(async () => {
  await keeper.stop();
  office.close();
  rmSync(folder, { recursive: true, force: true });
});

function keep(carrier: BackupCarrier = inThisThread): void {
  keeper = new BackupKeeper({ office, carrier, clock, log: pino({ level: 'silent' }), onChanged: () => (changes += 1) });
  keeper.start();
}

function change(): void {
  office.settings.save('theme', clock.now(), { user: 'duty', atMs: clock.now() });
}

/** Lets the clock run, and every copy end before it goes on. */
async function pass(ms: number): Promise<void> {
  for (const endMs = clock.now() + ms; clock.now() < endMs; ) {
    clock.advance(15_000);
    await setImmediate();
  }
}

const copies = () => office.backups.list();

describe('copies of office.db', () => {
  test('are made once at a start, then within five minutes of every change, and not without one', async () => {
    keep();
    await pass(MINUTE_MS);
    expect(copies()).toHaveLength(1);
    await pass(HOUR_MS);
    expect([copies().length, changes]).toEqual([1, 1]);
    change();
    const changedMs = clock.now();
    await pass(MINUTE_MS);
    expect(copies()).toHaveLength(2);
    change();
    await pass(5 * MINUTE_MS);
    expect(copies()).toHaveLength(3);
    expect(keeper.status).toEqual({ newestAtMs: copies()[0]?.atMs, trouble: null });
    expect(copies()[1]?.atMs).toBeLessThanOrEqual(changedMs + 5 * MINUTE_MS);
  });

  test('never lose more than five minutes, over three weeks of changes at any moment', async () => {
    keep();
    const endMs = START_MS + 21 * DAY_MS;
    let gapMinutes = 1;
    while (clock.now() < endMs) {
      change();
      gapMinutes = (gapMinutes * 37 + 11) % 700;
      const changedMs = clock.now();
      await pass(5 * MINUTE_MS);
      const [newest] = copies();
      expect(newest?.atMs).toBeGreaterThanOrEqual(changedMs);
      await pass(gapMinutes * MINUTE_MS);
    }
    expect(copies().length).toBeLessThanOrEqual(12 + 24 + 14);
    const oldest = copies().at(-1)?.atMs ?? 0;
    expect(endMs - oldest).toBeGreaterThan(12 * DAY_MS);
  }, 60_000);

  test('go on after the clock was set back', async () => {
    keep();
    await pass(MINUTE_MS);
    await keeper.stop();
    clock = new ManualClock(START_MS - 10 * DAY_MS);
    keep();
    await pass(MINUTE_MS);
    expect(copies().map(({ sequence }) => sequence)).toEqual([2, 1]);
  });

  test('are whole, of this user alone, and made by a thread of their own while others write', async () => {
    keep(inBackupWorker(join(import.meta.dirname, 'backup-worker.ts')));
    for (let index = 0; index < 300; index += 1) office.settings.save(`s${index}`, 'x'.repeat(2000), { user: 'duty', atMs: 0 });
    clock.advance(15_000);
    await expect
      .poll(
        () => {
          change();
          return copies().length;
        },
        { timeout: 15_000 },
      )
      .toBe(1);
    await keeper.stop();
    const [copy] = copies();
    if (copy === undefined) throw new Error('no copy');
    const path = office.backups.pathOf(copy);
    verifyBackup(path, key, office.audit.lastHash());
    if (process.platform !== 'win32')
      expect([statSync(path).mode & 0o777, statSync(office.backups.path).mode & 0o777]).toEqual([0o600, 0o700]);
  });

  test('that cannot be made leave those that there are, are told, and are tried again', async () => {
    let fails = false;
    keep(async (job) => {
      if (!fails) return inThisThread(job);
      throw new CodedError('disk-full', 'no room');
    });
    await pass(MINUTE_MS);
    fails = true;
    change();
    await pass(10 * MINUTE_MS);
    expect([copies().length, keeper.status.trouble]).toEqual([1, 'disk-full']);
    fails = false;
    await pass(MINUTE_MS);
    expect([copies().length, keeper.status.trouble]).toEqual([2, null]);
  });

  test('are no copies before they are whole: what a kill left is neither counted nor kept for long', async () => {
    keep();
    await pass(MINUTE_MS);
    const unfinished = join(office.backups.path, 'office-000002-2026-11-23T10-03-00.db.unfinished');
    writeFileSync(unfinished, 'half');
    expect(copies()).toHaveLength(1);
    change();
    await pass(5 * MINUTE_MS);
    expect([copies().length, existsSync(unfinished)]).toEqual([2, false]);
    expect(readdirSync(office.backups.path).every((name) => name.endsWith('.db'))).toBe(true);
  });
});
