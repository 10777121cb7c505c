import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tinyCity } from '../../../../shared/city/tiny-city.fixture.ts';
import {
  bytes,
  compound,
  longitude,
  grid,
  integer,
  oneOf,
  street,
  text,
  time,
  type ColumnSpec,
} from '../../../../shared/tables/table-spec.ts';
import { cellReader, isReadableAs } from './cell-readers.ts';
import { CityCodes } from './city-codes.ts';
import { bigintBytes, doubleBytes, momentBytes, OIDS } from './testing/binary-values.ts';

const GRID = '320106009001901';

/** Reads a value that stands between other bytes. */
function read(column: ColumnSpec, oid: number, value: Buffer, { isKey = false, codes = new CityCodes(tinyCity()) } = {}): unknown {
  const around = Buffer.concat([Buffer.from('<'), value, Buffer.from('>')]);
  return cellReader(column, oid, isKey, codes)?.read(around, 1, 1 + value.length);
}

const readText = (column: ColumnSpec, value: string, isKey = false): unknown => read(column, OIDS.text, Buffer.from(value), { isKey });

describe('a value of PostgreSQL', () => {
  it('is a number as long as a number is exact, otherwise its digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
        const isExact = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
        expect(read(integer, OIDS.bigint, bigintBytes(value))).toBe(isExact ? Number(value) : String(value));
      }),
    );
    expect(read(integer, OIDS.integer, Buffer.from([255, 255, 255, 254]))).toBe(-2);
    expect(read(integer, OIDS.smallint, Buffer.from([0x01, 0x00]))).toBe(256);
  });

  it('is a moment in milliseconds, microseconds cut off, or infinite', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -210_000_000_000_000_000n, max: 9_000_000_000_000_000_000n }), (micros) => {
        const ms = micros / 1000n - (micros % 1000n < 0n ? 1n : 0n);
        expect(read(time, OIDS.timestamptz, momentBytes(micros))).toBe(Number(ms));
      }),
    );
    expect(read(time, OIDS.timestamptz, momentBytes(1_795_363_200_123_999n))).toBe(1_795_363_200_123);
    expect(read(time, OIDS.timestamptz, bigintBytes(2n ** 63n - 1n))).toBe(Infinity);
    expect(read(time, OIDS.timestamptz, bigintBytes(-(2n ** 63n)))).toBe(-Infinity);
  });

  it('is a place in 1e-7 degrees, or no number at all', () => {
    expect(read(longitude, OIDS.double, doubleBytes(118.7654321))).toBe(1_187_654_321);
    expect(Object.is(read(longitude, OIDS.double, doubleBytes(-1e-9)), 0)).toBe(true);
    expect(read(longitude, OIDS.double, doubleBytes(Number.NaN))).toBeNaN();
    expect(read(longitude, OIDS.double, doubleBytes(Infinity))).toBe(Infinity);
  });

  it('is a text as it stands, a byte order mark included', () => {
    for (const value of ['', '\ufeff张\u202e三', '👩‍🚒 ﷽ \u0001', "Robert'); DROP TABLE students;--"])
      expect(readText(text, value)).toBe(value);
  });

  it('is bytes of their own: what the driver does with its buffer later does not matter', () => {
    const source = Buffer.from([1, 2, 3]);
    const cell = cellReader(bytes, OIDS.bytes, false, new CityCodes(tinyCity()))?.read(source, 0, 3);
    source.fill(0);
    expect(cell).toEqual(new Uint8Array([1, 2, 3]));
  });

  it('is the index of a word, or the word itself where it is none of the list', () => {
    const column = oneOf(['red', 'blue']);
    expect(readText(column, 'blue')).toBe(1);
    expect(readText(column, 'Blue')).toBe('Blue');
    expect(readText(column, 'constructor')).toBe('constructor');
  });

  it('is the index of a grid or street; codes that the city does not have are counted', () => {
    const codes = new CityCodes(tinyCity());
    const readCode = (column: ColumnSpec, value: string): unknown => read(column, OIDS.text, Buffer.from(value), { codes });
    expect(readCode(grid, GRID)).toBe(1);
    expect(readCode(street, '320106009')).toBe(0);
    expect(readCode(street, '000000000')).toBe(-1);
    expect(codes.unknownCount).toBe(0);
    expect(readCode(grid, '999')).toBe(-1);
    expect(readCode(street, '')).toBe(-1);
    expect(codes.unknownCount).toBe(2);
  });

  it('that is a key and names no grid stays what it is: rows would take each other’s place', () => {
    expect(readText(grid, GRID, true)).toBe(1);
    expect(readText(grid, '999', true)).toBe('999');
  });
});

describe('NULL', () => {
  it('is −1 for a place that is not known, and nothing for all else', () => {
    const onNull = (column: ColumnSpec, oid: number): unknown => cellReader(column, oid, false, new CityCodes(tinyCity()))?.onNull;
    expect(onNull(grid, OIDS.text)).toBe(-1);
    expect(onNull(compound, OIDS.integer)).toBe(-1);
    expect(onNull(time, OIDS.timestamptz)).toBeNull();
    expect(onNull(text, OIDS.text)).toBeNull();
  });
});

describe('a column of another type', () => {
  it('is read where no value can be misread, and not otherwise', () => {
    expect(isReadableAs(integer, OIDS.smallint)).toBe(true);
    expect(isReadableAs(integer, OIDS.text)).toBe(false);
    expect(isReadableAs(time, OIDS.bigint)).toBe(false);
    expect(isReadableAs(text, OIDS.bytes)).toBe(false);
    // timestamp without time zone, numeric
    expect(isReadableAs(time, 1114)).toBe(false);
    expect(isReadableAs(integer, 1700)).toBe(false);
  });
});
