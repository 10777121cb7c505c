import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../database.ts';
import { sql } from '../../sql.ts';
import { migrate, officeVersion } from '../migrate.ts';
import { settingsReportsAudit } from './0001-settings-reports-audit.ts';

let db: Database;

beforeEach(() => {
  db = openDatabase(':memory:', { role: 'office', synchronous: 'FULL' });
  migrate(db, [settingsReportsAudit], () => {
    throw new Error('a new file needs no backup');
  });
});

afterEach(() => db.close());

describe('migration 1', () => {
  test('makes the tables of a new office', () => {
    expect(officeVersion(db)).toBe(1);
    expect(db.values(sql`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).flat()).toEqual([
      'audit',
      'frozen_report',
      'setting',
    ]);
  });

  test('lets nobody change or delete what is in the audit log', () => {
    db.run(sql`INSERT INTO audit VALUES (1, 0, 'u', 'console', 'a', 's', 'r', '', '')`);
    expect(() => db.run(sql`UPDATE audit SET user = 'x'`)).toThrow('audit is never changed');
    expect(() => db.run(sql`DELETE FROM audit`)).toThrow('audit is never deleted');
  });

  test('takes settings that are JSON alone', () => {
    expect(() => db.run(sql`INSERT INTO setting VALUES ('k', 'not json', 0, 'u')`)).toThrow(/CHECK/);
  });

  test('gives no running number twice', () => {
    const insert = (number: string) =>
      db.run(
        sql`INSERT INTO frozen_report VALUES (NULL, ${number}, 'GL-', 1, 'street', '320106001', '街', 1, 1080, 'zh-CN', 0, 'u', '1', '', '{}')`,
      );
    insert('GL-01');
    expect(() => insert('GL-01b')).toThrow(/UNIQUE/);
  });
});
