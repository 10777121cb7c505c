import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from './database.ts';
import { DatabaseKey } from './database-key.ts';
import { encryptDatabase } from './encrypt-database.ts';
import { databaseFileKind } from './file-kind.ts';
import { sql } from './sql.ts';

const CANARY = '张三丰13800001111';
const ROWS = 20_000;
const KILLS = 40;
const CHILD = fileURLToPath(new URL('./testing/encrypt-child.ts', import.meta.url));
const key = DatabaseKey.random();
let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'encrypt-'));
  path = join(folder, 'office.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(): Database {
  const isEncrypted = databaseFileKind(path) === 'encrypted';
  return openDatabase(path, { role: 'office', synchronous: 'FULL', ...(isEncrypted ? { key } : {}) });
}

/** As the landed versions left it after a crash: the newest row is in the log alone. */
function makePlain(): void {
  const db = openDatabase(path, { role: 'office', synchronous: 'OFF' });
  const numbers = JSON.stringify(Array.from({ length: ROWS - 1 }, (_, index) => index));
  db.execute('CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT; PRAGMA user_version = 7;');
  db.execute(`CREATE TRIGGER kept BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'kept'); END`);
  db.run(sql`INSERT INTO person SELECT value, value || ${CANARY} FROM json_each(${numbers})`);
  db.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  db.run(sql`INSERT INTO person VALUES (${ROWS}, ${CANARY})`);
  for (const suffix of ['', '-wal']) copyFileSync(`${path}${suffix}`, join(folder, `left${suffix}`));
  db.close();
  for (const suffix of ['', '-wal']) copyFileSync(join(folder, `left${suffix}`), `${path}${suffix}`);
  for (const suffix of ['', '-wal']) rmSync(join(folder, `left${suffix}`));
}

function expectEverything(): void {
  const db = open();
  expect([db.value(sql`SELECT count(*) FROM person`), db.value(sql`SELECT user_version FROM pragma_user_version()`)]).toEqual([ROWS, 7]);
  expect(db.value(sql`SELECT integrity_check FROM pragma_integrity_check()`)).toBe('ok');
  expect(() => db.run(sql`DELETE FROM person`)).toThrow('kept');
  db.close();
}

const filesWithCanary = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(CANARY));

/** Encrypts in another process that is killed so long after it began, or never. Answers how long it lived. */
async function runAndKill(afterMs: number | null): Promise<number> {
  rmSync(path, { force: true });
  makePlain();
  const child = spawn(process.execPath, [CHILD, path, Buffer.from(key.reveal()).toString('hex')]);
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  const beganMs = performance.now();
  const timer = afterMs === null ? undefined : setTimeout(() => child.kill('SIGKILL'), afterMs);
  await ended;
  clearTimeout(timer);
  return performance.now() - beganMs;
}

describe('encrypting a plain database', () => {
  test('keeps every row, rule and number, the log of a crash included, and leaves nothing readable', () => {
    makePlain();
    expect(filesWithCanary()).toEqual(['office.db', 'office.db-wal']);
    encryptDatabase(path, 'office', key);
    expect([databaseFileKind(path), readdirSync(folder), filesWithCanary()]).toEqual(['encrypted', ['office.db'], []]);
    expectEverything();
  });

  test('leaves a damaged file as it was', () => {
    makePlain();
    truncateSync(path, 4096 * 20);
    const before = readFileSync(path);
    expect(() => encryptDatabase(path, 'office', key)).toThrow(expect.objectContaining({ trouble: 'damaged' }));
    expect(readFileSync(path).subarray(4096).equals(before.subarray(4096))).toBe(true);
    expect(databaseFileKind(path)).toBe('plain');
  });

  test('leaves one that somebody else has open as it was', () => {
    makePlain();
    const other = open();
    other.value(sql`SELECT count(*) FROM person`);
    expect(() => encryptDatabase(path, 'office', key)).toThrow(expect.objectContaining({ trouble: 'busy' }));
    other.close();
    expectEverything();
  });

  test(`is whole, plain or encrypted, after each of ${KILLS} kills at any moment, and goes on at the next start`, async () => {
    const fullMs = await runAndKill(null);
    const found = { plain: 0, encrypted: 0, missing: 0 };
    // Goes on until kills have met both halves of the work, should the machine have become slower or faster than it was.
    for (let round = 0; round < KILLS || (round < KILLS * 5 && found.plain * found.encrypted === 0); round += 1) {
      await runAndKill(fullMs * ((round % KILLS) / KILLS) * 1.1);
      const kind = databaseFileKind(path);
      found[kind] += 1;
      expectEverything();
      if (kind === 'plain') encryptDatabase(path, 'office', key);
      expectEverything();
      expect([readdirSync(folder), filesWithCanary()]).toEqual([['office.db'], []]);
    }
    expect(found.missing).toBe(0);
    expect(Math.min(found.plain, found.encrypted)).toBeGreaterThan(0);
  }, 120_000);
});
