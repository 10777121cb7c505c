import { describe, expect, test } from 'vitest';
import { TABLES } from '../../../shared/tables/index.ts';
import { bytes, defineTable, integer, nullable, oneOf, text, time } from '../../../shared/tables/table-spec.ts';
import { openDatabase } from './database.ts';
import { createIndexes, createTable } from './ddl.ts';
import { sql } from './sql.ts';

const spec = defineTable({
  name: 'thing',
  source: 'alerts',
  key: 'id',
  columns: { id: integer, kind: oneOf(['a', 'b']), title: text, ended_at: nullable(time), picture: nullable(bytes) },
  indexes: [['kind', 'ended_at'], ['title']],
});

describe('DDL', () => {
  test('follows the table spec', () => {
    expect(createTable(spec)).toBe(
      'CREATE TABLE thing (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, title TEXT NOT NULL, ended_at INTEGER, picture BLOB) STRICT;',
    );
    expect(createIndexes(spec).split('\n')).toEqual([
      'CREATE INDEX thing_by_kind_ended_at ON thing (kind, ended_at);',
      'CREATE INDEX thing_by_title ON thing (title);',
    ]);
  });

  test.each(Object.values(TABLES))('makes $name with all its columns and indexes', (table) => {
    const db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
    db.execute(createTable(table));
    db.execute(createIndexes(table));
    expect(db.values(sql`SELECT name FROM pragma_table_info(${table.name})`).flat()).toEqual(Object.keys(table.columns));
    expect(db.value(sql`SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = ${table.name}`)).toBe(table.indexes.length);
    db.close();
  });
});
