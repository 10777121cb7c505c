import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinaryCopyRows, CopyFormatError } from './binary-copy.ts';
import type { CellReader } from './cell-readers.ts';
import { binaryCopy } from './testing/binary-values.ts';

const READERS: readonly CellReader[] = [
  { read: (bytes, start, end) => bytes.toString('utf8', start, end), onNull: null },
  { read: (_, start, end) => end - start, onNull: -1 },
];

const values = fc.option(fc.string({ unit: 'grapheme', maxLength: 40 }), { nil: null });
const tables = fc.array(fc.tuple(values, values), { maxLength: 20 });

function encode(rows: readonly (readonly (string | null)[])[]): Buffer {
  return binaryCopy(rows.map((row) => row.map((value) => (value === null ? null : Buffer.from(value)))));
}

function readAll(rows: BinaryCopyRows, bytes: Buffer, pieceLengths: readonly number[]): unknown[][] {
  const read: unknown[][] = [];
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const length = pieceLengths[piece % pieceLengths.length] ?? 1;
    read.push(...rows.read(bytes.subarray(at, at + length)));
    at += length;
  }
  return read;
}

describe('a binary copy', () => {
  it('gives the same rows wherever it is cut', () => {
    fc.assert(
      fc.property(tables, fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 10 }), (table, pieces) => {
        const rows = new BinaryCopyRows(READERS);
        const expected = table.map(([first, second]) => [first, second === null ? -1 : Buffer.byteLength(second)]);
        expect(readAll(rows, encode(table), pieces)).toEqual(expected);
        expect(rows.isComplete).toBe(true);
      }),
    );
  });

  it('is not complete before its end was seen', () => {
    const bytes = encode([['a', 'b']]);
    const rows = new BinaryCopyRows(READERS);
    expect(rows.read(bytes.subarray(0, -1))).toEqual([['a', 1]]);
    expect(rows.isComplete).toBe(false);
  });

  it('may have an extension that we do not know', () => {
    expect(new BinaryCopyRows(READERS).read(binaryCopy([[null, null]], Buffer.from('more')))).toEqual([[null, -1]]);
  });

  it('is refused when it is something else', () => {
    expect(() => new BinaryCopyRows(READERS).read(Buffer.from('1\ta\n2\tb\n'.repeat(5)))).toThrow(CopyFormatError);
    expect(() => new BinaryCopyRows(READERS).read(binaryCopy([[null]]))).toThrow(CopyFormatError);
  });
});
