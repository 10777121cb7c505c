import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/time.ts';
import { openDatabase } from '../database.ts';
import { sql } from '../sql.ts';
import { migrate, officeVersion, OfficeDatabaseNewerError } from './migrate.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { openOffice, type Office } from './office.ts';

/** 2026-11-23 10:00 in Shanghai. */
const NOW_MS = 1_795_399_200_000;
const BY = { user: 'duty', atMs: NOW_MS };
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
  office = openOffice({ folder, nowMs });
  return office;
}

const backups = () => readdirSync(join(folder, 'backups')).sort();

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
    const db = openDatabase(path, { role: 'office', synchronous: 'FULL' });
    db.execute('PRAGMA user_version = 999');
    db.close();
    expect(() => open()).toThrow(OfficeDatabaseNewerError);
    expect(() => open()).toThrow(expect.objectContaining({ code: 'office-newer', details: { found: 999, known: MIGRATIONS.length } }));
    const again = openDatabase(path, { role: 'office', synchronous: 'FULL' });
    expect(officeVersion(again)).toBe(999);
    again.close();
  });

  test('is copied once a day, and the copies of the last week are kept', () => {
    open().settings.save('theme', 'dark', BY);
    for (let day = 1; day <= 8; day += 1) {
      open(NOW_MS + day * DAY_MS);
      office?.backUp(NOW_MS + day * DAY_MS);
    }
    expect(backups()).toEqual([25, 26, 27, 28, 29, 30].map((day) => `office-2026-11-${day}.db`).concat('office-2026-12-01.db'));
    const copy = openDatabase(join(folder, 'backups', 'office-2026-12-01.db'), { role: 'office', synchronous: 'OFF', readonly: true });
    expect(copy.value(sql`SELECT value FROM setting WHERE key = 'theme'`)).toBe('"dark"');
    copy.close();
  });

  test.each([
    ['no database', (path: string) => writeFileSync(path, 'x'.repeat(8192))],
    [
      'a database with a broken page',
      (path: string) => {
        const file = openSync(path, 'r+');
        writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, 4096);
        closeSync(file);
      },
    ],
  ])('says when the file is %s, and where the newest copy is', (_, damage) => {
    const { path } = open();
    office?.close();
    office = null;
    damage(path);
    const backup = join(folder, 'backups', 'office-2026-11-23.db');
    expect(() => open()).toThrow(expect.objectContaining({ code: 'office-damaged', details: { path, backup } }));
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
