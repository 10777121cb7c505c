import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TABLES, TABLE_NAMES, type TableName } from '../../../shared/tables/index.ts';
import type { CellValue, ColumnSpec } from '../../../shared/tables/table-spec.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { decodePart, encodePart, type Part } from './part.ts';
import { WireError } from './wire-error.ts';

const BASE = { position: 'p/1', order: '0000000000000001', committedAtMs: 1 };

function part(changes: readonly Change[], table: TableName = 'task'): Part {
  return { feed: 'f', transaction: 't.1', street: '320106002', table, changes, ending: 'last', nextStreet: null, at: BASE, base: BASE };
}

function carriedOver(changes: readonly Change[]): readonly Change[] {
  return decodePart(encodePart(part(changes, changes[0]?.table))).changes;
}

function cell(column: ColumnSpec): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom('no such word', -1, 300, 2 ** 40, Number.NaN, '\ud800', 'a\0b', null, 1.5);
  switch (column.type) {
    case 'text':
      return fc.oneof({ weight: 6, arbitrary: fc.string({ unit: 'grapheme' }) }, odd);
    case 'bytes':
      return fc.oneof({ weight: 6, arbitrary: fc.uint8Array({ maxLength: 9 }) }, odd);
    default:
      return fc.oneof({ weight: 6, arbitrary: fc.nat(3) }, odd);
  }
}

/** Few keys, so that rows meet themselves again. */
function change(table: TableName): fc.Arbitrary<Change> {
  const { key, columns } = TABLES[table];
  const cells = Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, name === key ? fc.nat(4) : cell(column)]));
  const row = fc.record(cells);
  const values = fc.record(cells, { requiredKeys: [] }).map(({ [key]: _, ...rest }) => rest);
  return fc.oneof(
    { weight: 4, arbitrary: row.map((whole) => ({ op: 'upsert', table, row: whole }) as unknown as Change) },
    { weight: 4, arbitrary: fc.tuple(fc.nat(4), values).map(([at, some]) => ({ op: 'patch', table, key: at, values: some }) as Change) },
    { weight: 2, arbitrary: fc.nat(4).map((at): Change => ({ op: 'delete', table, key: at })) },
    { weight: 1, arbitrary: fc.constant<Change>({ op: 'truncate', table }) },
  );
}

/** What each row sees of a list of changes, in order. */
function seenByRows(changes: readonly Change[]): Record<number, unknown[]> {
  const seen: Record<number, unknown[]> = { 0: [], 1: [], 2: [], 3: [], 4: [] };
  for (const next of changes) {
    const about = next.op === 'truncate' ? Object.keys(seen).map(Number) : [next.op === 'upsert' ? keyOf(next) : next.key];
    for (const key of about) seen[key]?.push(next);
  }
  return seen;
}

function keyOf(upsert: Change & { readonly op: 'upsert' }): number {
  const row: Readonly<Record<string, CellValue>> = upsert.row;
  return Number(row[TABLES[upsert.table].key]);
}

describe('a part of a transaction', () => {
  test.each(TABLE_NAMES)('brings every row of %s its changes in their order, whatever their cells hold', (table) => {
    fc.assert(
      fc.property(fc.array(change(table), { minLength: 1, maxLength: 30 }), (changes) => {
        expect(seenByRows(carriedOver(changes))).toEqual(seenByRows(changes));
      }),
      { numRuns: 150 },
    );
  });

  test('carries a busy row and its neighbours in few runs', () => {
    const patches = Array.from({ length: 100 }, (_, key): Change => ({ op: 'patch', table: 'task', key, values: { attempts: key } }));
    const single = encodePart(part(patches.slice(0, 1))).length;
    expect(encodePart(part(patches)).length).toBeLessThan(single + 100 * 16 + 8);
  });

  test('says everything about its transaction', () => {
    const whole = part([{ op: 'upsert', table: 'task', row: testRow('task', { id: 4 }) }]);
    expect(decodePart(encodePart(whole))).toEqual(whole);
    const mark: Part = { ...whole, table: null, changes: [], transaction: '', ending: 'abandoned', nextStreet: '320106003', at: null };
    expect(decodePart(encodePart(mark))).toEqual(mark);
  });

  test('says nothing about the street that a row came from', () => {
    expect(carriedOver([{ op: 'delete', table: 'task', key: 1, previousStreet: 4 }])).toEqual([{ op: 'delete', table: 'task', key: 1 }]);
  });

  test.each([0, 3, 8, 40, 200])('is refused when only its first %i bytes came', (length) => {
    const bytes = encodePart(part([{ op: 'upsert', table: 'task', row: testRow('task', { id: 4 }) }]));
    expect(() => decodePart(bytes.slice(0, length))).toThrow(expect.objectContaining({ name: 'WireError', fault: 'malformed' }));
  });

  test('is refused when it is none, or its numbers lie', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(), fc.integer({ min: 0, max: 255 }), (noise, place, value) => {
        const bytes = encodePart(part([{ op: 'upsert', table: 'task', row: testRow('task', { id: 4 }) }]));
        bytes[place % bytes.length] = value;
        for (const candidate of [Uint8Array.from(noise), bytes]) {
          try {
            decodePart(candidate);
          } catch (error) {
            expect(error).toBeInstanceOf(WireError);
          }
        }
      }),
    );
  });
});
