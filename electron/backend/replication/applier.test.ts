import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { TABLES, TABLE_NAMES, type TableName } from '../../../shared/tables/index.ts';
import type { ColumnSpec } from '../../../shared/tables/table-spec.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import { sumCoverage, visitCoverage } from '../queries/coverage-rows.ts';
import { Applier } from './applier.ts';
import { readCursor, readFreshness } from './book.ts';
import type { Change } from './change.ts';
import { createReplicaTables, replicaIdentity } from './replica-file.ts';
import { COUNT_AT } from './summaries/coverage-counts.ts';
import { ALL_TASKS } from './summaries/coverage-table.ts';
import { recountedSummaries, storedSummaries } from './testing/expected-summaries.ts';
import { TEST_CITY, TEST_DAY_MS, testRow } from './testing/rows.ts';

let db: Database;
let applier: Applier;

beforeEach(() => {
  db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
  createReplicaTables(db, replicaIdentity('test', TEST_CITY.version));
  applier = new Applier(db, { sourceId: 'test', city: TEST_CITY, now: () => 5000 });
});

function apply(changes: readonly unknown[], position = 'p1') {
  return applier.apply({ position, committedAtMs: 4000, changes: changes as readonly Change[] });
}

function upsert<Name extends TableName>(table: Name, given: Parameters<typeof testRow<Name>>[1]): unknown {
  return { op: 'upsert', table, row: testRow(table, given) };
}

function quarantined() {
  return db.values(sql`SELECT reason, table_name, row_key, column_name FROM quarantine ORDER BY ordinal`);
}

const EVERYWHERE = { from: 0, to: TEST_CITY.grids.count };

/** Grids with tasks of a batch, or of all, each with how many. */
function listedOf(batchId: number): number[][] {
  const listed: number[][] = [];
  visitCoverage(db, batchId, EVERYWHERE, (grid, counts, offset) => listed.push([grid, counts[offset + COUNT_AT.listed] ?? 0]));
  return listed.filter(([, count]) => count !== 0);
}

describe('the applier', () => {
  test.each(TABLE_NAMES)('writes, patches and deletes rows of %s', (table) => {
    const { key } = TABLES[table];
    const whole = () => db.row<Record<string, unknown>>(new Sql(`SELECT * FROM ${table}`, []));
    apply([{ op: 'upsert', table, row: testRow(table, { [key]: 3 }) }]);
    expect(whole()).toEqual(expect.objectContaining({ ...testRow(table, { [key]: 3 }), ...bytesOf(table) }));
    apply([{ op: 'patch', table, key: 3, values: { street: 4 } }]);
    expect(whole()?.['street']).toBe('street' in TABLES[table].columns ? 4 : undefined);
    apply([{ op: 'delete', table, key: 3 }]);
    expect(whole()).toBeUndefined();
  });

  test('leaves alone what a patch does not name', () => {
    apply([upsert('task', { id: 1, state: 1, note: 'kept' })]);
    apply([{ op: 'patch', table: 'task', key: 1, values: { state: 2, note: undefined } }]);
    expect(db.row(sql`SELECT state, note FROM task`)).toEqual({ state: 2, note: 'kept' });
  });

  test('writes the cursor and the freshness of the streams that changed, and never turns freshness back', () => {
    apply([upsert('alert', { id: 1 })]);
    expect(readCursor(db)).toEqual({ sourceId: 'test', position: 'p1', committedAtMs: 4000, appliedAtMs: 5000 });
    applier.apply({ position: 'p2', committedAtMs: 3000, changes: [] });
    expect(readCursor(db)).toMatchObject({ position: 'p2', committedAtMs: 3000 });
    applier.apply({ position: 'p3', committedAtMs: 3500, changes: [upsert('alert', { id: 2 })] as readonly Change[] });
    expect(readFreshness(db)).toEqual({ screening: null, alerts: 4000, workOrders: null, positions: null, visits: null, dataAges: null });
  });

  test('changes nothing at all when a statement fails, and goes on afterwards', () => {
    apply([upsert('task', { id: 1, grid: 5 })]);
    const before = [storedSummaries(db), readCursor(db)];
    db.execute("CREATE TRIGGER trap BEFORE INSERT ON alert BEGIN SELECT RAISE(ABORT, 'no'); END");
    const changes = [
      upsert('batch', { id: 0, due_at: TEST_DAY_MS + 9 * DAY_MS }),
      upsert('task', { id: 2, grid: 6 }),
      upsert('alert', { id: 1 }),
    ];
    expect(() => apply(changes, 'p2')).toThrow(/SQLITE_CONSTRAINT/);
    expect([storedSummaries(db), readCursor(db)]).toEqual(before);
    db.execute('DROP TRIGGER trap');
    apply([upsert('task', { id: 3, grid: 6 })], 'p2');
    expect(storedSummaries(db)).toEqual(recountedSummaries(db));
    expect(listedOf(ALL_TASKS)).toEqual([
      [5, 1],
      [6, 1],
    ]);
  });

  test('takes nothing of a transaction on a full disk, and the same one once there is room', () => {
    apply([upsert('task', { id: 1, grid: 5 })]);
    const before = [storedSummaries(db), readCursor(db)];
    const changes = Array.from({ length: 500 }, (_, id) => upsert('task', { id, grid: id % 50, note: '长'.repeat(200) }));
    db.execute(`PRAGMA max_page_count = ${Number(db.value(sql`SELECT page_count FROM pragma_page_count()`)) + 5}`);
    expect(() => apply(changes, 'p2')).toThrow(expect.objectContaining({ code: 'disk-full' }));
    expect([storedSummaries(db), readCursor(db)]).toEqual(before);
    db.execute('PRAGMA max_page_count = 100000');
    apply(changes, 'p2');
    expect([sumCoverage(db, [ALL_TASKS], EVERYWHERE)[COUNT_AT.listed], readCursor(db)?.position]).toEqual([500, 'p2']);
  });

  test('is not disturbed by a transaction that is delivered again', () => {
    const key = fc.nat(4);
    const taskChange = fc.oneof(
      fc.record({
        op: fc.constant('upsert'),
        table: fc.constant('task'),
        row: fc.tuple(key, fc.nat(6)).map(([id, state]) => testRow('task', { id, state })),
      }),
      fc.record({
        op: fc.constant('patch'),
        table: fc.constant('task'),
        key,
        values: fc.record({ state: fc.nat(6), grid: fc.nat(3) }, { requiredKeys: [] }),
      }),
      fc.record({ op: fc.constant('delete'), table: fc.constant('task'), key }),
    );
    const everything = () => [
      db.values(sql`SELECT * FROM task`),
      storedSummaries(db),
      readCursor(db),
      db.values(sql`SELECT * FROM quarantine`),
    ];
    fc.assert(
      fc.property(fc.array(taskChange, { maxLength: 10 }), fc.uuid(), (changes, position) => {
        const cleared = db.value(sql`SELECT count(*) FROM quarantine`);
        apply(changes, position);
        const rowsOnce = everything().slice(0, 3);
        apply(changes, position);
        expect(everything().slice(0, 3)).toEqual(rowsOnce);
        expect(Number(db.value(sql`SELECT count(*) FROM quarantine`)) - Number(cleared)).toBeLessThanOrEqual(changes.length);
      }),
      { numRuns: 500 },
    );
  });
});

function bytesOf(table: TableName): Record<string, unknown> {
  const columns = Object.entries<ColumnSpec>(TABLES[table].columns).filter(([, { type }]) => type === 'bytes');
  return Object.fromEntries(columns.map(([name]) => [name, Buffer.from([1, 2, 3])]));
}

describe('a record that cannot be applied', () => {
  test.each([
    ['of a table nobody knows', { op: 'upsert', table: 'nothing', row: {} }, ['unknownTable', 'nothing', '', '']],
    ['with an operation nobody knows', { op: 'merge', table: 'task', key: 1 }, ['unknownOperation', 'task', '1', '']],
    ['that is no record', null, ['unknownTable', '', '', '']],
    ['without a row', { op: 'upsert', table: 'task' }, ['malformedRow', 'task', '', '']],
    ['of the wrong type', upsert('task', { id: 7, note: 5 as never }), ['wrongType', 'task', '7', 'note']],
    ['with a fraction for an integer', upsert('task', { id: 7, attempts: 1.5 }), ['wrongType', 'task', '7', 'attempts']],
    ['with a word that a list does not have', upsert('task', { id: 7, state: '乱' as never }), ['unknownValue', 'task', '7', 'state']],
    ['with a time that nobody could read', upsert('task', { id: 7, due_at: 'soon' as never }), ['malformedTime', 'task', '7', 'due_at']],
    [
      'with a number that nobody could read',
      upsert('task', { id: 7, attempts: '1e' as never }),
      ['malformedNumber', 'task', '7', 'attempts'],
    ],
    ['with a megabyte of text', upsert('task', { id: 7, note: 'x'.repeat(1_000_000) }), ['tooLong', 'task', '7', 'note']],
    ['with an unknown state', upsert('task', { id: 7, state: 7 }), ['outOfRange', 'task', '7', 'state']],
    ['in a grid the city does not have', upsert('task', { id: 7, grid: 100 }), ['outOfRange', 'task', '7', 'grid']],
    ['at a time before the epoch', upsert('task', { id: 7, due_at: -1 }), ['outOfRange', 'task', '7', 'due_at']],
    ['that is not a number', upsert('task', { id: 7, grid: Number.NaN }), ['notFinite', 'task', '7', 'grid']],
    ['without end', upsert('task', { id: 7, due_at: Number.POSITIVE_INFINITY }), ['notFinite', 'task', '7', 'due_at']],
    ['with a NUL in its text', upsert('task', { id: 7, note: 'a\0b' }), ['nulInText', 'task', '7', 'note']],
    ['with half a character', upsert('task', { id: 7, note: '\ud800' }), ['malformedText', 'task', '7', 'note']],
    [
      'with a track that cannot be read',
      upsert('track', { id: 7, fixes: new Uint8Array([2, 200]) }),
      ['malformedTrack', 'track', '7', 'fixes'],
    ],
    ['with a track without end', upsert('track', { id: 7, fixes: new Uint8Array(2_000_000) }), ['tooLong', 'track', '7', 'fixes']],
    ['without a value it needs', upsert('task', { id: 7, person_name: null as never }), ['missingValue', 'task', '7', 'person_name']],
    [
      'that changes a row that does not exist',
      { op: 'patch', table: 'task', key: 8, values: { state: 1 } },
      ['missingRow', 'task', '8', ''],
    ],
    [
      'that changes a column that does not exist',
      { op: 'patch', table: 'task', key: 1, values: { mood: 1 } },
      ['unknownColumn', 'task', '1', 'mood'],
    ],
    ['that changes the key', { op: 'patch', table: 'task', key: 1, values: { id: 2 } }, ['wrongKey', 'task', '1', 'id']],
    ['with a key that is no number', { op: 'delete', table: 'task', key: '1' }, ['wrongKey', 'task', '1', '']],
  ])('%s is set aside with the reason, and its neighbours go on', (_, bad, expected) => {
    apply([upsert('task', { id: 1, grid: 1 }), bad, upsert('task', { id: 2, grid: 1 })]);
    expect(quarantined()).toEqual([expected]);
    expect(db.values(sql`SELECT id FROM task ORDER BY id`)).toEqual([[1], [2]]);
    expect(listedOf(ALL_TASKS)).toEqual([[1, 2]]);
  });

  test('keeps what came, cut to a size, once even when it comes again', () => {
    const bad = upsert('task', { id: 7, grid: Number.NaN, note: '长'.repeat(5000) });
    apply([bad]);
    apply([bad]);
    const [original] = db.values(sql`SELECT original FROM quarantine`).flat();
    expect(quarantined()).toHaveLength(1);
    expect(original).toContain('"grid":"NaN"');
    expect(String(original)).toHaveLength(2000);
  });
});

describe('a row that was set aside', () => {
  const bad = (note: string) => upsert('task', { id: 7, state: '乱' as never, note });
  const entries = () => db.values(sql`SELECT row_key, value, original LIKE '%second%' FROM quarantine`);

  test('has one entry, the latest, with the value that is meant', () => {
    expect(apply([bad('first')]).quarantineChanged).toBe(true);
    apply([bad('second')], 'p2');
    expect(entries()).toEqual([['7', '乱', 1]]);
  });

  test.each([
    ['it comes whole', upsert('task', { id: 7, state: 1 })],
    ['it is deleted', { op: 'delete', table: 'task', key: 7 }],
    ['its table is emptied', { op: 'truncate', table: 'task' }],
  ])('has none any more when %s', (_, cure) => {
    apply([bad('first')]);
    expect(apply([cure], 'p2').quarantineChanged).toBe(true);
    expect(entries()).toEqual([]);
  });

  test('keeps its entry when only a part of it comes, or its cure is rolled back', () => {
    apply([upsert('task', { id: 7, state: 1 }), bad('first')]);
    apply([{ op: 'patch', table: 'task', key: 7, values: { attempts: 2 } }], 'p2');
    expect(entries()).toHaveLength(1);
    db.execute("CREATE TRIGGER trap BEFORE INSERT ON alert BEGIN SELECT RAISE(ABORT, 'no'); END");
    expect(() => apply([upsert('task', { id: 7, state: 2 }), upsert('alert', { id: 1 })], 'p3')).toThrow(/SQLITE_CONSTRAINT/);
    expect(entries()).toHaveLength(1);
    db.execute('DROP TRIGGER trap');
    apply([upsert('task', { id: 7, state: 2 })], 'p3');
    expect(entries()).toEqual([]);
  });
});

describe('what a transaction touched', () => {
  test('is told by table, key and grid, old grids included', () => {
    apply([upsert('task', { id: 1, grid: 9 }), upsert('position', { worker_id: 5, grid: 2 })]);
    const applied = apply([
      { op: 'patch', table: 'task', key: 1, values: { grid: 4 } },
      { op: 'delete', table: 'position', key: 5 },
      upsert('alert', { id: 8, grid: -1, placement: 1 }),
      upsert('alert', { id: 3, grid: 7 }),
    ]);
    expect(applied).toMatchObject({ position: 'p1', committedAtMs: 4000, replaced: false });
    expect(Object.fromEntries(applied.tables)).toEqual({
      task: { upserted: 1, deleted: 0, keys: [1] },
      position: { upserted: 0, deleted: 1, keys: [5] },
      alert: { upserted: 2, deleted: 0, keys: [3, 8] },
    });
    expect(Object.fromEntries(Object.entries(applied.touchedGrids).map(([concern, grids]) => [concern, [...grids]]))).toEqual({
      coverage: [4, 9],
      alerts: [-1, 7],
      workOrders: [],
      workers: [2],
      visits: [],
      profiles: [],
    });
  });

  test('names the grids whose tasks moved to another day with their batch', () => {
    apply([2, 3].map((id) => upsert('batch', { id, due_at: TEST_DAY_MS })));
    apply([upsert('task', { id: 1, batch_id: 2, grid: 9 }), upsert('task', { id: 2, batch_id: 3, grid: 8 })]);
    const applied = apply([upsert('batch', { id: 2, due_at: TEST_DAY_MS + 3 * DAY_MS })]);
    expect([...applied.touchedGrids.coverage]).toEqual([9]);
    expect(storedSummaries(db)).toEqual(recountedSummaries(db));
  });

  test('is everything when it is too much to be told', () => {
    const many = Array.from({ length: 50_001 }, (_, id) => upsert('alert', { id }));
    const { replaced, tables } = apply(many);
    expect([replaced, tables.get('alert')?.keys.length]).toEqual([true, 0]);
    expect(apply(many.slice(1)).replaced).toBe(false);
  });

  test('is everything when a table was emptied', () => {
    expect(apply([{ op: 'truncate', table: 'task' }]).replaced).toBe(true);
  });
});
