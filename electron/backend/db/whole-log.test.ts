import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Database, type DatabaseOptions, openDatabase } from './database.ts';
import { DatabaseKey } from './database-key.ts';
import { committedFrames } from './log-frames.ts';
import { assertReadable } from './readable.ts';
import { sql } from './sql.ts';
import { unlock } from './unlock.ts';

const KEY = DatabaseKey.random();
const OPTIONS: DatabaseOptions = { role: 'office', synchronous: 'FULL', key: KEY, checkpointPages: 0 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'whole-log-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const pathOf = (name: string): string => join(folder, name);

function write(db: Database, rows: number): void {
  db.transaction(() => {
    for (let row = 0; row < rows; row += 1) db.run(sql`INSERT INTO note (text) VALUES (${'记录'.repeat(row + 1)})`);
  });
}

function begun(path: string, options: DatabaseOptions): Database {
  const db = openDatabase(path, options);
  db.execute('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  return db;
}

/** File and log as a process that is killed leaves them. */
function leave(db: Database, name: string): string {
  for (const suffix of ['', '-wal']) copyFileSync(`${db.path}${suffix}`, pathOf(`${name}${suffix}`));
  return pathOf(name);
}

/** What SQLite itself finds in the log of a file that nobody has open. */
function framesFound(path: string, key: DatabaseKey | undefined): number {
  const native = new Sqlite(path, { readonly: true });
  try {
    if (key !== undefined) unlock(native, key);
    const [found] = native.pragma('wal_checkpoint(NOOP)') as { log: number }[];
    return found?.log ?? -1;
  } finally {
    native.close();
  }
}

function turnOver(log: string, at: number): void {
  const bytes = readFileSync(log);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  writeFileSync(log, bytes);
}

describe('committed pages of a log', () => {
  test('are as many as SQLite recovers, whatever was cut off, or turned over, or is left of an older log', () => {
    const spoil = fc.option(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), isCut: fc.boolean() }), { nil: null });
    const steps = fc.array(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant('restart' as const)), { minLength: 1, maxLength: 6 });
    let run = 0;
    fc.assert(
      fc.property(steps, spoil, fc.boolean(), (done, spoiled, isEncrypted) => {
        const key = isEncrypted ? KEY : undefined;
        run += 1;
        const { key: _, ...plain } = OPTIONS;
        const db = begun(pathOf(`written-${run}.db`), isEncrypted ? OPTIONS : plain);
        for (const step of done) {
          if (step === 'restart') db.execute('PRAGMA wal_checkpoint(RESTART)');
          else write(db, step);
        }
        const path = leave(db, `left-${run}.db`);
        db.close();
        const log = `${path}-wal`;
        if (spoiled !== null) {
          const at = Math.floor(spoiled.at * (statSync(log).size - 1));
          if (spoiled.isCut) truncateSync(log, at);
          else turnOver(log, at);
        }
        expect(committedFrames(log)).toBe(framesFound(path, key));
      }),
      { numRuns: 60 },
    );
  });

  test('are none without a log', () => {
    expect(committedFrames(pathOf('none.db-wal'))).toBe(0);
  });
});

describe('the first who opens a file', () => {
  test('finds all that a killed process has committed, and lets the log go when it closes', () => {
    const db = begun(pathOf('a.db'), OPTIONS);
    write(db, 30);
    const path = leave(db, 'b.db');
    db.close();
    const first = openDatabase(path, { ...OPTIONS, isFirst: true });
    expect(first.value(sql`SELECT count(*) FROM note`)).toBe(30);
    first.close();
    expect(() => statSync(`${path}-wal`)).toThrow('ENOENT');
  });

  test('is refused where SQLite finds less than the log holds, and the log stays as it was', () => {
    const db = begun(pathOf('a.db'), OPTIONS);
    write(db, 3);
    const path = leave(db, 'b.db');
    // As an error of a read that it does not pass on makes it: its index of the log is shorter than the log.
    const short = openDatabase(path, OPTIONS);
    expect(short.value(sql`SELECT count(*) FROM note`)).toBe(3);
    write(db, 30);
    const whole = readFileSync(`${db.path}-wal`);
    writeFileSync(`${path}-wal`, whole, { flag: 'r+' });
    expect(() => openDatabase(path, { ...OPTIONS, isFirst: true })).toThrow(
      expect.objectContaining({ code: 'disk-failing', trouble: 'unwritable' }),
    );
    expect(readFileSync(`${path}-wal`)).toEqual(whole);
    short.close();
    db.close();
  });

  test('does not mind the log of another file that lay there', () => {
    const db = begun(pathOf('a.db'), OPTIONS);
    const path = leave(db, 'b.db');
    db.close();
    rmSync(path);
    const other = begun(pathOf('c.db'), { ...OPTIONS, journal: 'OFF' });
    other.close();
    copyFileSync(other.path, path);
    const first = openDatabase(path, { ...OPTIONS, isFirst: true });
    expect(first.value(sql`SELECT count(*) FROM note`)).toBe(0);
    first.close();
  });

  test.each(['emptied', 'deleted'])('does not mind the log of a file that was %s', (done) => {
    const db = begun(pathOf('a.db'), OPTIONS);
    const path = leave(db, 'b.db');
    db.close();
    if (done === 'emptied') truncateSync(path, 0);
    else rmSync(path);
    const first = openDatabase(path, { ...OPTIONS, isFirst: true });
    expect(first.value(sql`SELECT count(*) FROM sqlite_schema`)).toBe(0);
    first.close();
  });

  test('for reading alone leaves the log where it is', () => {
    const db = begun(pathOf('a.db'), OPTIONS);
    write(db, 30);
    const path = leave(db, 'b.db');
    db.close();
    const before = readFileSync(`${path}-wal`);
    openDatabase(path, { ...OPTIONS, readonly: true }).close();
    expect(readFileSync(`${path}-wal`)).toEqual(before);
  });
});

describe('a file that looks damaged', () => {
  test('is so only if the disk gives it back', () => {
    writeFileSync(pathOf('whole'), Buffer.alloc(3_000_000));
    expect(() => assertReadable(pathOf('whole'), 'office')).not.toThrow();
    expect(() => assertReadable(pathOf('missing'), 'office')).not.toThrow();
    // A folder cannot be read as a file: as good as a disk that fails.
    expect(() => assertReadable(folder, 'office')).toThrow(expect.objectContaining({ code: 'disk-failing' }));
  });
});
