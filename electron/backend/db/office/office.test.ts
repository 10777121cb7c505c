import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE_MS } from '../../../../shared/domain/time.ts';
import { openDatabase } from '../database.ts';
import { DatabaseKey } from '../database-key.ts';
import { sql } from '../sql.ts';
import { migrate, officeVersion, OfficeDatabaseNewerError } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { joinOffice, openOffice, RESTORED_SETTING, type Office } from './office.ts';
import { takeBackup } from './backups/take-backup.ts';
import { SettingsStore } from './settings-store.ts';

/** 2026-11-23 10:00 in Shanghai. */
const NOW_MS = 1_795_399_200_000;
const BY = { user: 'duty', atMs: NOW_MS };
const key = DatabaseKey.random();
let folder: string;
let office: Office | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'office-'));
});

afterEach(() => {
  office?.close();
  office = null;
  rmSync(folder, { recursive: true, force: true });
});

function open(nowMs = NOW_MS): Office {
  office?.close();
  office = openOffice({ folder, key, nowMs });
  return office;
}

const backups = () =>
  readdirSync(join(folder, 'backups'))
    .filter((name) => name.endsWith('.db'))
    .sort();

describe('the office database', () => {
  test('keeps settings of any JSON shape from one start to the next', () => {
    open().settings.save('report.signatures', [{ label: '填报', name: '' }], BY);
    open().settings.save('theme', 'dark', BY);
    open().settings.save('theme', 'light', BY);
    expect(open().settings.all()).toEqual({ 'report.signatures': [{ label: '填报', name: '' }], theme: 'light' });
    open().settings.save('theme', undefined, BY);
    expect([open().settings.get('theme'), open().settings.get('report.signatures')]).toEqual([undefined, [{ label: '填报', name: '' }]]);
  });

  test('numbers its migrations 1, 2, 3 … and a file for each is named so', () => {
    const files = readdirSync(new URL('./migrations/', import.meta.url)).filter(
      (name) => /^\d{4}-.*\.ts$/.test(name) && !name.endsWith('.test.ts'),
    );
    expect(MIGRATIONS.map(({ number }) => number)).toEqual(files.map((_, index) => index + 1));
    for (const name of files) expect(existsSync(new URL(`./migrations/${name.replace('.ts', '.test.ts')}`, import.meta.url))).toBe(true);
  });

  test('refuses a file from a newer program and leaves it as it was', () => {
    const { path } = open();
    const db = openDatabase(path, { role: 'office', synchronous: 'FULL', key });
    db.execute('PRAGMA user_version = 999');
    db.close();
    expect(() => open()).toThrow(OfficeDatabaseNewerError);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'office-newer', details: { found: 999, known: MIGRATIONS.length } }));
    const again = openDatabase(path, { role: 'office', synchronous: 'FULL', key });
    expect(officeVersion(again)).toBe(999);
    again.close();
  });

  test('says by a mark that something was changed, by whichever connection', () => {
    const { path, changeMark, settings } = open();
    const marks = [changeMark(), changeMark()];
    settings.save('theme', 'dark', BY);
    marks.push(changeMark());
    const other = openDatabase(path, { role: 'office', synchronous: 'FULL', key });
    other.run(sql`DELETE FROM setting`);
    other.close();
    marks.push(changeMark());
    expect(marks[0]).toBe(marks[1]);
    expect(new Set(marks).size).toBe(3);
  });
});

describe('who joins the owner of an office database', () => {
  test('is let in while the owner is in the middle of a commit', () => {
    const owner = open();
    owner.settings.save('theme', 'dark', BY);
    const other = mkdtempSync(join(tmpdir(), 'office-'));
    for (const name of ['office.db', 'office.db-wal']) copyFileSync(join(folder, name), join(other, name));
    const interrupted = openOffice({ folder: other, key, nowMs: NOW_MS });
    // Pages in the log that its index does not know of yet: a commit writes them in this order.
    owner.settings.save('theme', 'light', BY);
    writeFileSync(join(other, 'office.db-wal'), readFileSync(join(folder, 'office.db-wal')), { flag: 'r+' });
    const joined = joinOffice(other, key);
    expect(joined.settings.get('theme')).toBe('dark');
    joined.close();
    interrupted.close();
    rmSync(other, { recursive: true, force: true });
  });
});

describe('a damaged office database', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['no database', (path) => writeFileSync(path, 'x'.repeat(8192))],
    ['a database with a broken page', (path) => overwrite(path, 4096, Buffer.alloc(4096, 0xa5))],
    ['a database with one wrong bit', (path) => overwrite(path, 9000, Buffer.from([(readFileSync(path)[9000] ?? 0) ^ 1]))],
    ['cut short', (path) => truncateSync(path, 8192)],
    ['empty', (path) => truncateSync(path, 0)],
    ['gone', (path) => rmSync(path)],
  ];

  function overwrite(path: string, at: number, bytes: Uint8Array): void {
    const file = openSync(path, 'r+');
    writeSync(file, bytes, 0, bytes.length, at);
    closeSync(file);
  }

  /** An office with two copies, and a change after them. */
  function copiedTwice(): string {
    const { path, settings, audit, close } = open();
    audit.append({ atMs: NOW_MS, user: 'duty', face: 'console', action: 'reveal', subject: 'task 1', reason: '回访' });
    for (const theme of ['first', 'second']) {
      settings.save('theme', theme, BY);
      takeBackup({ officePath: path, key, nowMs: NOW_MS });
    }
    settings.save('theme', 'third', BY);
    close();
    office = null;
    return path;
  }

  test.each(damages)('is restored from the newest copy by itself when it is %s, which the audit log says', (what, damage) => {
    damage(copiedTwice());
    const { settings, audit } = open(NOW_MS + MINUTE_MS);
    expect(settings.get('theme')).toBe('second');
    const hasFile = what !== 'gone';
    expect(settings.get(RESTORED_SETTING)).toEqual({ atMs: NOW_MS + MINUTE_MS, backupAtMs: NOW_MS });
    expect(audit.verify()).toMatchObject({ intact: true, entries: 2 });
    expect(audit.after(1, 10)).toMatchObject([
      {
        user: 'system',
        action: 'office-restored',
        subject: hasFile ? 'backup 2, kept office.damaged-2026-11-23T10-01-00.db' : 'backup 2',
        reason: what === 'gone' || what === 'empty' ? 'missing' : 'damaged',
      },
    ]);
    expect(existsSync(join(folder, 'office.damaged-2026-11-23T10-01-00.db'))).toBe(hasFile);
  });

  test('is restored from the copy before when the newest is damaged too', () => {
    const path = copiedTwice();
    const [newest = ''] = backups().reverse();
    overwrite(join(folder, 'backups', newest), 5000, Buffer.alloc(100));
    rmSync(path);
    expect(open().settings.get('theme')).toBe('first');
  });

  test('is left as it is when no copy is good', () => {
    const { path } = open();
    office?.close();
    office = null;
    writeFileSync(path, 'x'.repeat(8192));
    expect(() => open()).toThrow(expect.objectContaining({ code: 'office-damaged', details: { path } }));
    expect(readFileSync(path, 'utf8')).toBe('x'.repeat(8192));
  });

  test('that is found at use is told, so that it can be opened anew', () => {
    const { path, settings } = open();
    for (let index = 0; index < 400; index += 1) settings.save(`filler${index}`, 'x'.repeat(500), BY);
    office?.close();
    office = null;
    let told = 0;
    office = openOffice({ folder, key, nowMs: NOW_MS, onDamaged: () => (told += 1) });
    // Somebody else's change makes it read its pages again.
    const other = openDatabase(path, { role: 'office', synchronous: 'FULL', key });
    other.run(sql`UPDATE setting SET saved_by = 'other' WHERE key = 'filler0'`);
    overwrite(path, 4096, Buffer.alloc(statSync(path).size - 4096));
    const { settings: read } = office;
    expect(told).toBe(0);
    expect(() => read.all()).toThrow(expect.objectContaining({ code: 'office-damaged' }));
    expect(told).toBe(1);
    other.close();
  });
});

describe('what a version without encryption left', () => {
  const CANARY = '张三丰13800001111';

  function landed(name: string, value: string): void {
    const db = openDatabase(join(folder, name), { role: 'office', synchronous: 'OFF' });
    migrate(db, MIGRATIONS, () => undefined);
    new SettingsStore(db).save('name', value, BY);
    db.close();
  }

  const plainFiles = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(CANARY),
    );

  test('is encrypted, copies included, and those of a day are copies as all others are', () => {
    mkdirSync(join(folder, 'backups'));
    landed('office.db', `${CANARY} now`);
    landed('backups/office-2026-11-20.db', `${CANARY} then`);
    landed('backups/office-before-0001.db', CANARY);
    writeFileSync(join(folder, 'backups', 'office-2026-11-19.db'), readFileSync(join(folder, 'office.db')).subarray(0, 5000));
    writeFileSync(join(folder, 'office.db.encrypting'), CANARY);
    expect(plainFiles()).not.toEqual([]);
    expect(open().settings.get('name')).toBe(`${CANARY} now`);
    expect(plainFiles()).toEqual([]);
    expect(backups()).toEqual(['office-000001-2026-11-20T00-00-00.db', 'office-before-0001.db']);
    const { path } = open();
    office?.close();
    office = null;
    rmSync(path);
    expect(open().settings.get('name')).toBe(`${CANARY} then`);
  });

  test('is restored from a copy of then when it is damaged', () => {
    mkdirSync(join(folder, 'backups'));
    landed('office.db', 'now');
    landed('backups/office-2026-11-20.db', 'then');
    truncateSync(join(folder, 'office.db'), 8192);
    expect(open().settings.get('name')).toBe('then');
  });
});

describe('a migration', () => {
  const steps = [
    { number: 1, script: 'CREATE TABLE thing (id INTEGER PRIMARY KEY);' },
    { number: 2, script: 'ALTER TABLE thing ADD COLUMN name TEXT;' },
  ];

  test('backs up what there is before the first step that is missing', () => {
    const db = openDatabase(':memory:', { role: 'office', synchronous: 'FULL' });
    const backedUp: number[] = [];
    migrate(db, steps.slice(0, 1), (number) => backedUp.push(number));
    migrate(db, steps, (number) => backedUp.push(number));
    migrate(db, steps, (number) => backedUp.push(number));
    expect(backedUp).toEqual([2]);
    expect([officeVersion(db), db.values(sql`SELECT name FROM pragma_table_info('thing')`).flat()]).toEqual([2, ['id', 'name']]);
    db.close();
  });

  test('that fails leaves the database at the step before', () => {
    const db = openDatabase(':memory:', { role: 'office', synchronous: 'FULL' });
    const broken = { number: 3, script: 'CREATE TABLE half (id INTEGER); CREATE TABLE thing (id INTEGER);' };
    expect(() => migrate(db, [...steps, broken], () => undefined)).toThrow(/already exists/);
    expect([officeVersion(db), db.values(sql`SELECT name FROM sqlite_schema`).flat()]).toEqual([2, ['thing']]);
    db.close();
  });
});
