import { describe, expect, test } from 'vitest';
import { joinSql, sql } from './sql.ts';

describe('sql', () => {
  test('binds every value and writes none of them into the text', () => {
    const { text, values } = sql`SELECT * FROM task WHERE note = ${"'; DROP TABLE task; --"} AND grid = ${7}`;
    expect(text).toBe('SELECT * FROM task WHERE note = ? AND grid = ?');
    expect(values).toEqual(["'; DROP TABLE task; --", 7]);
  });

  test('puts fragments in with their values in order', () => {
    const where = sql`WHERE grid = ${1} AND ${sql`state IN (${joinSql(
      [2, 3].map((state) => sql`${state}`),
      ', ',
    )})`}`;
    const { text, values } = sql`SELECT ${'x'} FROM task ${where} LIMIT ${4}`;
    expect(text).toBe('SELECT ? FROM task WHERE grid = ? AND state IN (?, ?) LIMIT ?');
    expect(values).toEqual(['x', 1, 2, 3, 4]);
  });
});
