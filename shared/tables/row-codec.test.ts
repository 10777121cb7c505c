import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TABLES } from './index.ts';
import { decodeRows, encodeRows, type TextCodec } from './row-codec.ts';
import type { CellValue, ColumnSpec, TableSpec } from './table-spec.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const codec: TextCodec = { encode: (text) => encoder.encode(text), decode: (bytes) => decoder.decode(bytes) };

function plainCell(column: ColumnSpec): fc.Arbitrary<CellValue> {
  switch (column.type) {
    case 'text':
      return fc.string({ unit: 'grapheme' });
    case 'bytes':
      return fc.uint8Array({ maxLength: 20 });
    case 'real':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'enum':
      return fc.nat(column.values.length - 1);
    case 'integer':
    case 'time':
      return fc.maxSafeInteger();
    default:
      return fc.integer({ min: -1_800_000_000, max: 1_800_000_000 });
  }
}

function rowsOf(spec: TableSpec) {
  const cells = Object.values(spec.columns).map((column) => (column.nullable ? fc.option(plainCell(column)) : plainCell(column)));
  return fc.array(fc.tuple(...cells), { maxLength: 20 });
}

describe('the wire codec', () => {
  test.each(Object.values(TABLES))('brings rows of $name across as they were', (spec) => {
    fc.assert(
      fc.property(rowsOf(spec), (rows) => {
        // As a transport does: a copy of plain objects and typed arrays.
        expect(decodeRows(spec, structuredClone(encodeRows(spec, rows, codec)), codec)).toEqual(rows);
      }),
      { numRuns: 60 },
    );
  });

  test('tells an empty text from none, and carries indices and states in few bytes', () => {
    const spec: TableSpec = {
      name: 'thing',
      source: 'alerts',
      key: 'id',
      columns: {
        id: { type: 'integer', nullable: false },
        note: { type: 'text', nullable: true },
        state: { type: 'enum', nullable: false, values: ['a', 'b'] },
      },
      indexes: [],
    };
    const rows = [
      [1, '', 0],
      [2, null, 1],
    ];
    const wire = encodeRows(spec, rows, codec);
    expect(decodeRows(spec, wire, codec)).toEqual(rows);
    expect(wire.columns.map(({ values }) => values.constructor.name)).toEqual(['Float64Array', 'Object', 'Uint8Array']);
    expect(wire.columns.map(({ missing }) => missing?.[0])).toEqual([undefined, 0b10, undefined]);
  });
});
