import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database, type DatabaseOptions, type SlowQuery } from './database.ts';
import { DatabaseError } from './database-error.ts';
import { DatabaseKey } from './database-key.ts';
import { sql } from './sql.ts';

const OPTIONS: DatabaseOptions = { role: 'office', synchronous: 'FULL' };
let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'database-'));
  db = openDatabase(join(folder, 'test.db'), OPTIONS);
  db.execute('CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, photo BLOB) STRICT');
});

afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function failureOf(work: () => unknown): DatabaseError {
  try {
    work();
  } catch (error) {
    if (error instanceof DatabaseError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a database', () => {
  test('answers objects, arrays and single values', () => {
    expect(db.run(sql`INSERT INTO person VALUES (${1}, ${'甲'}, ${new Uint8Array([7, 8])}), (${2}, ${'乙'}, ${null})`)).toBe(2);
    expect(db.rows<{ id: number }>(sql`SELECT id FROM person ORDER BY id`)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(db.row<{ name: string }>(sql`SELECT name FROM person WHERE id = ${2}`)).toEqual({ name: '乙' });
    expect(db.row(sql`SELECT name FROM person WHERE id = ${3}`)).toBeUndefined();
    expect(db.values(sql`SELECT id, name FROM person ORDER BY id DESC`)).toEqual([
      [2, '乙'],
      [1, '甲'],
    ]);
    expect(db.value<number>(sql`SELECT count(*) FROM person`)).toBe(2);
    expect([...(db.value<Uint8Array>(sql`SELECT photo FROM person WHERE id = 1`) ?? [])]).toEqual([7, 8]);
  });

  test('keeps every commit through a power cut where it is asked to, and uses a write-ahead log', () => {
    expect(db.value(sql`SELECT synchronous FROM pragma_synchronous()`)).toBe(2);
    expect(db.value(sql`SELECT journal_mode FROM pragma_journal_mode()`)).toBe('wal');
  });

  test('has no journal where it is thrown away unless it is completed', () => {
    const other = openDatabase(join(folder, 'other.db'), { ...OPTIONS, journal: 'OFF' });
    other.execute('CREATE TABLE number (id INTEGER PRIMARY KEY)');
    other.transaction(() => {
      other.run(sql`INSERT INTO number VALUES (1)`);
      expect(readdirSync(folder).filter((name) => name.startsWith('other'))).toEqual(['other.db']);
    });
    expect(other.value(sql`SELECT journal_mode FROM pragma_journal_mode()`)).toBe('off');
    other.close();
  });

  test('does not let a question write', () => {
    const failure = failureOf(() => db.rows(sql`INSERT INTO person VALUES (1, 'x', NULL) RETURNING id`));
    expect(failure.sqliteCode).toBe('SQLITE_READONLY');
    expect(db.value(sql`SELECT count(*) FROM person`)).toBe(0);
  });

  test('undoes a transaction that throws, and works on', () => {
    expect(() =>
      db.transaction(() => {
        db.run(sql`INSERT INTO person VALUES (1, 'x', NULL)`);
        throw new Error('changed my mind');
      }),
    ).toThrow('changed my mind');
    expect(db.value(sql`SELECT count(*) FROM person`)).toBe(0);
    db.transaction(() => db.run(sql`INSERT INTO person VALUES (1, 'x', NULL)`));
    expect(db.value(sql`SELECT count(*) FROM person`)).toBe(1);
  });

  test('says which statement failed, and no value', () => {
    db.run(sql`INSERT INTO person VALUES (1, 'x', NULL)`);
    const failure = failureOf(() => db.run(sql`INSERT INTO person VALUES (${1}, ${'张三丰'}, ${null})`));
    expect(failure.trouble).toBe('constraint');
    expect(failure.statement).toBe('INSERT INTO person VALUES (?, ?, ?)');
    expect(failure.message).toContain('UNIQUE constraint failed: person.id');
    expect(JSON.stringify([failure, failure.message, failure.stack])).not.toContain('张三丰');
  });

  test('keeps values out of the message where SQLite itself would quote them', () => {
    db.execute('CREATE VIRTUAL TABLE search USING fts5 (name)');
    const failure = failureOf(() => db.rows(sql`SELECT * FROM search WHERE search MATCH ${'"张三丰'}`));
    expect(failure.message).not.toContain('张三丰');
    expect(failure.statement).toContain('MATCH ?');
  });

  test('reports the slow queries with their statement alone', () => {
    const slow: SlowQuery[] = [];
    const watched = openDatabase(':memory:', { ...OPTIONS, slowQueryMs: 0, onSlowQuery: (query) => slow.push(query) });
    watched.value(sql`SELECT ${'secret'}`);
    watched.close();
    expect(slow.some(({ statement, durationMs }) => statement === 'SELECT ?' && durationMs >= 0)).toBe(true);
    expect(JSON.stringify(slow)).not.toContain('secret');
  });

  test('tells a file that is no database from one that is', () => {
    const path = join(folder, 'text.db');
    writeFileSync(path, 'not a database, but long enough to have a header of a hundred bytes'.repeat(20));
    const failure = failureOf(() => openDatabase(path, OPTIONS));
    expect(failure.trouble).toBe('damaged');
    expect(failure.code).toBe('office-damaged');
  });

  test('opens another file that took its place', async () => {
    const other = openDatabase(join(folder, 'other.db'), OPTIONS);
    other.execute('CREATE TABLE marker (id INTEGER)');
    other.close();
    db.value(sql`SELECT count(*) FROM person`);
    await db.reopen(async () => renameSync(other.path, db.path));
    expect(db.values(sql`SELECT name FROM sqlite_schema`)).toEqual([['marker']]);
  });
});

describe('a full disk', () => {
  test('fails with its code, undoes the transaction, and the same connection works once there is room', () => {
    const pages = Number(db.value(sql`SELECT page_count FROM pragma_page_count()`));
    db.execute(`PRAGMA max_page_count = ${pages + 2}`);
    const fill = () => db.transaction(() => db.run(sql`INSERT INTO person VALUES (1, 'x', zeroblob(100000))`));
    const failure = failureOf(fill);
    expect(failure.trouble).toBe('disk-full');
    expect(failure.code).toBe('disk-full');
    expect(db.value(sql`SELECT count(*) FROM person`)).toBe(0);
    db.execute('PRAGMA max_page_count = 100000');
    fill();
    expect(db.value(sql`SELECT count(*) FROM person`)).toBe(1);
  });
});

describe('an encrypted database', () => {
  const CANARY = '张三丰13800001111';
  const keyed = (key: DatabaseKey, more: Partial<DatabaseOptions> = {}) =>
    openDatabase(join(folder, 'encrypted.db'), { ...OPTIONS, key, ...more });

  /** Every file of the folder that holds the canary as it was written. */
  function filesWithCanary(): readonly string[] {
    return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(CANARY));
  }

  function fill(encrypted: Database): void {
    encrypted.execute('CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL)');
    for (let id = 0; id < 200; id += 1) encrypted.run(sql`INSERT INTO person VALUES (${id}, ${CANARY})`);
  }

  test('leaves nothing readable in its file, its log and a copy of it, while it is open and after', () => {
    const key = DatabaseKey.random();
    const encrypted = keyed(key);
    fill(encrypted);
    expect(filesWithCanary()).toEqual([]);
    encrypted.execute('PRAGMA wal_checkpoint');
    encrypted.run(sql`UPDATE person SET name = name || ${'x'}`);
    encrypted.run(sql`VACUUM INTO ${join(folder, 'copy.db')}`);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['encrypted.db', 'encrypted.db-wal', 'encrypted.db-shm', 'copy.db']));
    expect(filesWithCanary()).toEqual([]);
    encrypted.close();
    expect(filesWithCanary()).toEqual([]);
    const copy = openDatabase(join(folder, 'copy.db'), { ...OPTIONS, key, readonly: true });
    expect(copy.value(sql`SELECT count(*) FROM person WHERE name = ${`${CANARY}x`}`)).toBe(200);
    copy.close();
    // The test itself would find it: the same rows in a plain file.
    db.run(sql`INSERT INTO person VALUES (1, ${CANARY}, NULL)`);
    expect(filesWithCanary()).toEqual(['test.db-wal']);
  });

  test('opens with its key again, also for reading and after another file took its place, and with no other', async () => {
    const key = DatabaseKey.random();
    const encrypted = keyed(key);
    fill(encrypted);
    await encrypted.reopen(async () => undefined);
    const reader = keyed(DatabaseKey.of(key.reveal()) ?? key, { readonly: true });
    expect([encrypted, reader].map((each) => each.value(sql`SELECT count(*) FROM person`))).toEqual([200, 200]);
    reader.close();
    encrypted.close();
    for (const open of [() => keyed(DatabaseKey.random()), () => openDatabase(join(folder, 'encrypted.db'), OPTIONS)])
      expect(failureOf(open).trouble).toBe('damaged');
    keyed(key).close();
  });

  test('is not what a plain file is taken for', () => {
    expect(failureOf(() => openDatabase(db.path, { ...OPTIONS, key: DatabaseKey.random() })).code).toBe('office-damaged');
  });

  test('sorts in memory, never in a temporary file', () => {
    const encrypted = keyed(DatabaseKey.random());
    expect(encrypted.value(sql`SELECT temp_store FROM pragma_temp_store()`)).toBe(2);
    encrypted.close();
  });
});

describe('a key', () => {
  test('is never in what a program prints, sends or logs of it', () => {
    const key = DatabaseKey.random();
    const secret = Buffer.from(key.reveal());
    const shown = [JSON.stringify(key), inspect(key, { showHidden: true, depth: 5 }), key.id].join('\n');
    for (const encoding of ['hex', 'base64', 'latin1'] as const) expect(shown).not.toContain(secret.toString(encoding));
    expect(DatabaseKey.of(secret)?.id).toBe(key.id);
    expect([DatabaseKey.of(null), DatabaseKey.of(secret.subarray(1))]).toEqual([null, null]);
  });
});
