import { copyFileSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OfficeRecovery } from '../../../shared/contract/office-security.ts';
import { openDatabase } from '../db/database.ts';
import { DatabaseKey } from '../db/database-key.ts';
import { takeBackup } from '../db/office/backups/take-backup.ts';
import { openOffice, type Office } from '../db/office/office.ts';
import { ManualClock } from '../manual-clock.ts';
import { MemorySecretStore } from '../secrets/testing/memory-secret-store.ts';
import { openKeyring } from './keyring.ts';
import { OfficeAccess } from './office-access.ts';
import { RecoveryKeyKeeper } from './recovery-key-keeper.ts';
import { createRecoveryKey } from './recovery-key.ts';
import { holdReplicaKey, readStationKeys } from './station-keys.ts';

/** 2026-11-23 10:00 in Shanghai. */
const NOW_MS = 1_795_399_200_000;
const clock = new ManualClock(NOW_MS);
let folder: string;
let secrets: MemorySecretStore;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'access-'));
  secrets = new MemorySecretStore();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** As at a start: nothing is known but what lies in the folder and in the store. */
const access = () => new OfficeAccess({ folder, keyring: openKeyring(folder), secrets, clock });
const lockReason = async () => {
  const found = await access().find();
  return 'lock' in found ? found.lock.reason : null;
};

async function open(): Promise<Office> {
  const found = await access().find();
  if ('lock' in found) throw new Error(`locked: ${found.lock.reason}`);
  return openOffice({ folder, key: found.key, nowMs: NOW_MS });
}

const recover = (recovery: OfficeRecovery) => access().recover(recovery, 'duty');

/** An office with a setting, a copy of it, another setting, and a recovery key. Answers that. */
async function setUp(): Promise<string> {
  const office = await open();
  office.settings.save('theme', 'copied', { user: 'duty', atMs: NOW_MS });
  takeBackup({ officePath: office.path, key: office.key, nowMs: NOW_MS });
  office.settings.save('theme', 'now', { user: 'duty', atMs: NOW_MS });
  const keeper = new RecoveryKeyKeeper({ office, keyring: openKeyring(folder), clock });
  const recoveryKey = keeper.create();
  keeper.keep(recoveryKey, 'duty');
  office.close();
  return recoveryKey;
}

async function themeNow(): Promise<unknown> {
  const office = await open();
  try {
    expect(office.audit.verify()).toMatchObject({ intact: true });
    return office.settings.get('theme');
  } finally {
    office.close();
  }
}

describe('the key of office.db', () => {
  it('is made at the first start, and found at every other', async () => {
    await setUp();
    expect([await themeNow(), secrets.secrets.get('office-key')?.length]).toEqual(['now', 32]);
  });

  it('that is missing, another one, or in a closed keychain locks the office', async () => {
    await setUp();
    const held = secrets.secrets.get('office-key') ?? new Uint8Array();
    secrets.secrets.delete('office-key');
    expect(await lockReason()).toBe('key-missing');
    secrets.secrets.set('office-key', held.slice(1));
    expect(await lockReason()).toBe('key-missing');
    secrets.secrets.set('office-key', DatabaseKey.random().reveal());
    expect(await lockReason()).toBe('key-switched');
    secrets.isClosed = true;
    expect(await lockReason()).toBe('keychain-unavailable');
    secrets.isClosed = false;
    secrets.secrets.set('office-key', held);
    expect(await themeNow()).toBe('now');
  });

  it('says, while it is locked, when recovery key and newest copy were made', async () => {
    await setUp();
    secrets.secrets.clear();
    expect(await access().find()).toEqual({
      lock: { reason: 'key-missing', recoveryKeyMadeAtMs: NOW_MS, newestBackupAtMs: NOW_MS },
    });
  });

  it('is still known when the keyring is lost, and the recovery key is when only the copies are left', async () => {
    const recoveryKey = await setUp();
    rmSync(join(folder, 'keyring.json'));
    expect(await themeNow()).toBe('now');
    const backups = join(folder, 'backups');
    const elsewhere = mkdtempSync(join(tmpdir(), 'access-new-'));
    renameSync(backups, join(elsewhere, 'backups'));
    rmSync(folder, { recursive: true });
    folder = elsewhere;
    secrets = new MemorySecretStore();
    expect(await lockReason()).toBe('key-missing');
    await recover({ way: 'recovery-key', recoveryKey, from: 'office' });
    expect(await themeNow()).toBe('copied');
  });

  it('locks nothing when what is there was never encrypted', async () => {
    openDatabase(join(folder, 'office.db'), { role: 'office', synchronous: 'FULL' }).close();
    secrets.isClosed = true;
    expect(await lockReason()).toBeNull();
  });
});

describe('a recovery key', () => {
  it('opens the office again and is written into its log; a wrong one opens nothing', async () => {
    const recoveryKey = await setUp();
    secrets.secrets.clear();
    const wrong: readonly (readonly [string, string])[] = [
      [createRecoveryKey(), 'recovery-key-wrong'],
      ['123', 'recovery-key-malformed'],
    ];
    for (const [text, code] of wrong)
      await expect(recover({ way: 'recovery-key', recoveryKey: text, from: 'office' })).rejects.toMatchObject({ code });
    expect(await lockReason()).toBe('key-missing');
    await recover({ way: 'recovery-key', recoveryKey, from: 'office' });
    const office = await open();
    expect(office.settings.get('theme')).toBe('now');
    expect(office.audit.after(0, 10)).toMatchObject([
      { action: 'recovery-key-kept', user: 'duty' },
      { action: 'office-unlocked', user: 'duty', subject: 'office' },
    ]);
    office.close();
  });

  it('opens the newest copy where that is asked for, and keeps the file aside', async () => {
    const recoveryKey = await setUp();
    secrets.secrets.clear();
    await recover({ way: 'recovery-key', recoveryKey, from: 'backup' });
    expect(await themeNow()).toBe('copied');
    expect(readdirSync(folder)).toContain('office.kept-2026-11-23T10-00-00.db');
    secrets.secrets.clear();
    rmSync(join(folder, 'backups'), { recursive: true });
    await expect(recover({ way: 'recovery-key', recoveryKey, from: 'backup' })).rejects.toMatchObject({ code: 'no-backup' });
  });

  it('restores the newest copy when the file is damaged, and says so when no copy is good', async () => {
    const recoveryKey = await setUp();
    secrets.secrets.clear();
    writeFileSync(join(folder, 'office.db'), 'x'.repeat(9000));
    await recover({ way: 'recovery-key', recoveryKey, from: 'office' });
    expect(await themeNow()).toBe('copied');
    writeFileSync(join(folder, 'office.db'), 'x'.repeat(9000));
    for (const name of readdirSync(join(folder, 'backups')))
      if (name.endsWith('.db')) writeFileSync(join(folder, 'backups', name), 'x'.repeat(9000));
    secrets.secrets.clear();
    await expect(recover({ way: 'recovery-key', recoveryKey, from: 'office' })).rejects.toMatchObject({ code: 'office-damaged' });
  });

  it('is void once another one is kept, and one that was only shown never opens anything', async () => {
    const first = await setUp();
    const office = await open();
    const keeper = new RecoveryKeyKeeper({ office, keyring: openKeyring(folder), clock });
    expect(() => keeper.keep(first, 'duty')).toThrow(expect.objectContaining({ code: 'recovery-key-wrong' }));
    const shown = keeper.create();
    const second = keeper.create();
    expect(() => keeper.keep(shown, 'duty')).toThrow(expect.objectContaining({ code: 'recovery-key-wrong' }));
    keeper.keep(second, 'duty');
    office.close();
    secrets.secrets.clear();
    for (const recoveryKey of [first, shown])
      await expect(recover({ way: 'recovery-key', recoveryKey, from: 'office' })).rejects.toMatchObject({ code: 'recovery-key-wrong' });
    await recover({ way: 'recovery-key', recoveryKey: second, from: 'office' });
    expect(await themeNow()).toBe('now');
  });
});

describe('a new office', () => {
  it('begins with nothing, keeps everything of the old one, and the old recovery key still opens that', async () => {
    const recoveryKey = await setUp();
    secrets.secrets.clear();
    await recover({ way: 'start-new' });
    const office = await open();
    expect(office.settings.all()).toEqual({});
    expect(office.audit.after(0, 10)).toMatchObject([
      { action: 'office-started-anew', user: 'duty', subject: 'office.kept-2026-11-23T10-00-00.db' },
    ]);
    const { path } = office;
    office.close();
    expect(
      readdirSync(folder)
        .filter((name) => name.includes('kept'))
        .sort(),
    ).toEqual(['backups.kept-2026-11-23T10-00-00', 'office.kept-2026-11-23T10-00-00.db']);
    // Put back by hand, as the manual says.
    copyFileSync(join(folder, 'office.kept-2026-11-23T10-00-00.db'), path);
    await expect(open()).rejects.toMatchObject({ code: 'office-damaged' });
    await recover({ way: 'recovery-key', recoveryKey, from: 'office' });
    expect(await themeNow()).toBe('now');
  });
});

describe('the key of the replica', () => {
  it('is there whatever became of it, and says when it is another one', async () => {
    const first = await holdReplicaKey(openKeyring(folder), secrets);
    expect(first.replicaKeyChanged).toBe(false);
    expect((await holdReplicaKey(openKeyring(folder), secrets)).replica.id).toBe(first.replica.id);
    for (const lose of [() => secrets.secrets.clear(), () => (secrets.isClosed = true)]) {
      lose();
      expect((await holdReplicaKey(openKeyring(folder), secrets)).replicaKeyChanged).toBe(true);
      expect((await holdReplicaKey(openKeyring(folder), secrets)).replicaKeyChanged).toBe(false);
    }
  });

  it('is read by who joins, and never made', async () => {
    await expect(readStationKeys(secrets)).rejects.toMatchObject({ code: 'office-locked' });
    expect(secrets.secrets.size).toBe(0);
    await open().then((office) => office.close());
    const { replica } = await holdReplicaKey(openKeyring(folder), secrets);
    expect((await readStationKeys(secrets)).replica.id).toBe(replica.id);
  });
});
