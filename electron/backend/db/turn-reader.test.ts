import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { sql } from './sql.ts';
import { TurnReader } from './turn-reader.ts';

let folder: string;
let writer: Database;
let reader: TurnReader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turn-reader-'));
  const path = join(folder, 'rows.db');
  writer = openDatabase(path, { role: 'replica', synchronous: 'NORMAL' });
  writer.execute('CREATE TABLE item (id INTEGER PRIMARY KEY); CREATE TABLE sum (items INTEGER); INSERT INTO sum VALUES (0)');
  reader = new TurnReader(path, { role: 'replica' });
  reader.open();
});

afterEach(() => {
  reader.close();
  writer.close();
  rmSync(folder, { recursive: true, force: true });
});

function addItem(id: number): void {
  writer.transaction(() => {
    writer.run(sql`INSERT INTO item VALUES (${id})`);
    writer.run(sql`UPDATE sum SET items = items + 1`);
  });
}

const items = () => reader.value(sql`SELECT count(*) FROM item`);
const sum = () => reader.value(sql`SELECT items FROM sum`);

describe('a reader beside a writer', () => {
  it('sees one state in all questions of a turn, and the latest one in the next', async () => {
    expect(items()).toBe(0);
    addItem(1);
    expect([items(), sum()]).toEqual([0, 0]);
    await Promise.resolve();
    expect([items(), sum()]).toEqual([1, 1]);
  });

  it('neither sees nor waits for what is not committed', () => {
    writer.transaction(() => {
      writer.run(sql`INSERT INTO item VALUES (1)`);
      expect([items(), sum()]).toEqual([0, 0]);
    });
  });

  it('keeps no state longer than its turn: the log can be put into the file and emptied', async () => {
    addItem(1);
    expect(items()).toBe(1);
    await Promise.resolve();
    expect(writer.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get([])).toEqual([0, 0, 0]);
  });

  it('says that it is closed, and goes on with another file', async () => {
    addItem(1);
    expect(items()).toBe(1);
    reader.close();
    expect(items).toThrow(expect.objectContaining({ code: 'replica-not-ready' }));
    addItem(2);
    reader.open();
    expect([items(), sum()]).toEqual([2, 2]);
    await Promise.resolve();
    addItem(3);
    expect(items()).toBe(3);
  });

  it('goes on after a question that fails', async () => {
    expect(() => reader.value(sql`SELECT nothing`)).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(() => reader.rows(sql`DELETE FROM item`)).toThrow(expect.objectContaining({ sqliteCode: 'SQLITE_READONLY' }));
    await Promise.resolve();
    addItem(1);
    expect(items()).toBe(1);
  });
});
