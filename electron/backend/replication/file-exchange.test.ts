import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from '../db/database.ts';
import { DatabaseKey } from '../db/database-key.ts';
import { sql } from '../db/sql.ts';
import { TurnReader } from '../db/turn-reader.ts';
import { FileExchange } from './file-exchange.ts';

const OPTIONS = { role: 'replica', key: DatabaseKey.random(), synchronous: 'NORMAL' } as const;

let folder: string;
let db: Database;
let reader: TurnReader;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'file-exchange-'));
  db = openDatabase(join(folder, 'replica.db'), OPTIONS);
  db.execute('CREATE TABLE step (number INTEGER PRIMARY KEY)');
  reader = new TurnReader(db.path, OPTIONS);
  reader.open();
});

afterEach(() => {
  reader.close();
  if (db.isOpen) db.close();
  rmSync(folder, { recursive: true, force: true });
});

test('leaves nothing in the log that the file lacks, since whoever is killed at the exchange goes on from the file alone', async () => {
  db.execute('INSERT INTO step VALUES (1), (2), (3)');
  expect(reader.value(sql`SELECT COUNT(*) FROM step`)).toBe(3);
  const killed = join(folder, 'killed.db');
  const readers = { release: async () => reader.close(), reopen: () => reader.open() };
  const exchange = new FileExchange(db, readers, () => undefined);
  await exchange.run(
    () => copyFileSync(db.path, killed),
    () => undefined,
  );
  const found = openDatabase(killed, OPTIONS);
  try {
    expect(found.value(sql`SELECT COUNT(*) FROM step`)).toBe(3);
  } finally {
    found.close();
  }
});
