import fc from 'fast-check';
import { PgoutputPlugin, type Pgoutput } from 'pg-logical-replication';
import { describe, expect, it } from 'vitest';
import { tinyCity } from '../../../../shared/city/tiny-city.fixture.ts';
import { TABLES, TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import type { ColumnSpec, TableSpec } from '../../../../shared/tables/table-spec.ts';
import { UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';
import { cellReader } from './cell-readers.ts';
import { ChangeDecoder } from './change-decoder.ts';
import { CityCodes } from './city-codes.ts';
import { changesOf, type Held, type StreamChange } from './row-message.ts';
import { bigintBytes, doubleBytes, int16, int32, momentBytes, OIDS } from './testing/binary-values.ts';

const OID = 16_400;
const FOREIGN = 'of_somebody_else';
const codes = new CityCodes(tinyCity());
const GRIDS = tinyCity().grids.code;

/** What one column of a tuple holds: a value, NULL, or a large value that did not change. */
type Sent = Buffer | null | 'unchanged';

interface Described {
  readonly table: TableName;
  readonly columns: readonly { readonly name: string; readonly oid: number }[];
}

const specOf = (table: TableName): TableSpec => TABLES[table];

function oidOf({ type }: ColumnSpec): number {
  if (type === 'integer' || type === 'compound') return OIDS.bigint;
  if (type === 'time') return OIDS.timestamptz;
  if (type === 'coordinate' || type === 'real') return OIDS.double;
  return type === 'bytes' ? OIDS.bytes : OIDS.text;
}

const text = (value: string): Buffer => Buffer.from(value);
const named = (value: string): Buffer => text(`${value}\0`);

function relationMessage({ table, columns }: Described): Buffer {
  const spec = specOf(table);
  return Buffer.concat([
    text('R'),
    int32(OID),
    named(UPSTREAM_SCHEMA),
    named(table),
    text('d'),
    int16(columns.length),
    ...columns.flatMap(({ name, oid }) => [
      Buffer.from([name === spec.key || name === 'street' ? 1 : 0]),
      named(name),
      int32(oid),
      int32(-1),
    ]),
  ]);
}

function tuple(sent: readonly Sent[]): Buffer {
  const parts = sent.flatMap((value) => {
    if (value === null) return [text('n')];
    return value === 'unchanged' ? [text('u')] : [text('b'), int32(value.length), value];
  });
  return Buffer.concat([int16(sent.length), ...parts]);
}

const anyDescribed: fc.Arbitrary<Described> = fc.constantFrom(...TABLE_NAMES).chain((table) => {
  const spec = specOf(table);
  const own = Object.entries(spec.columns).map(([name, column]) => ({ name, oid: oidOf(column) }));
  return fc
    .record({ order: fc.shuffledSubarray(own, { minLength: own.length }), left: fc.nat(12), foreign: fc.boolean() })
    .map(({ order, left, foreign }) => {
      // Sometimes one column is not there, or of another type.
      const kept = order.filter(({ name }, index) => name === spec.key || name === 'street' || index !== left);
      const columns = kept.map((column, index) => (index === left - 6 && column.name !== spec.key ? { ...column, oid: 16 } : column));
      return { table, columns: foreign ? [...columns, { name: FOREIGN, oid: OIDS.text }] : columns };
    });
});

function anyValue(table: TableName, name: string, oid: number): fc.Arbitrary<Buffer> {
  const { type } = specOf(table).columns[name] ?? { type: 'text' };
  if (oid === OIDS.bigint) return fc.bigInt({ min: -5n, max: 2n ** 60n }).map(bigintBytes);
  if (oid === OIDS.timestamptz) return fc.bigInt({ min: 0n, max: 2n ** 52n }).map(momentBytes);
  if (oid === OIDS.double) return fc.double().map(doubleBytes);
  if (oid === OIDS.bytes || oid === 16) return fc.uint8Array({ maxLength: 40 }).map((value) => Buffer.from(value));
  if (type === 'grid') return fc.constantFrom(...GRIDS, 'nowhere').map(text);
  return fc.string({ unit: 'binary', maxLength: 20 }).map(text);
}

function anyTuple({ table, columns }: Described, isOld: boolean): fc.Arbitrary<readonly Sent[]> {
  const spec = specOf(table);
  return fc.tuple(
    ...columns.map(({ name, oid }): fc.Arbitrary<Sent> => {
      const value = anyValue(table, name, oid);
      if (name === spec.key) return value;
      const isLarge = oid === OIDS.text && name !== 'street';
      return fc.oneof(
        { weight: 6, arbitrary: value as fc.Arbitrary<Sent> },
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: isLarge && !isOld ? 1 : 0, arbitrary: fc.constant('unchanged' as const) },
      );
    }),
  );
}

/** A row message in all its forms. */
const anyMessage = anyDescribed.chain((described) =>
  fc
    .record({ form: fc.constantFrom('I', 'U', 'UK', 'UO', 'DK', 'DO'), now: anyTuple(described, false), before: anyTuple(described, true) })
    .map(({ form, now, before }) => {
      const spec = specOf(described.table);
      const isKey = form.endsWith('K');
      const old = before.map((value, index) => {
        const { name } = described.columns[index] ?? { name: '' };
        return isKey && name !== spec.key && name !== 'street' ? null : value;
      });
      const parts = form.length === 1 ? [] : [text(form[1] ?? ''), tuple(old)];
      if (!form.startsWith('D')) parts.push(text('N'), tuple(now));
      return { described, message: Buffer.concat([text(form[0] ?? ''), int32(OID), ...parts]) };
    }),
);

function readHere(described: Described, message: Buffer): readonly StreamChange[] {
  const held: Held[] = [];
  const names = new Map([[OID, described.table]]);
  const nothing = (): void => undefined;
  const out = {
    begin: nothing,
    commit: nothing,
    lostColumns: nothing,
    foreignTable: nothing,
    change: (change: Held) => void held.push(change),
  };
  const decoder = new ChangeDecoder(codes, names, out);
  decoder.decode(relationMessage(described));
  const overwritten = Buffer.from(message);
  decoder.decode(overwritten);
  overwritten.fill(0);
  return changesOf(held);
}

type Values = Readonly<Record<string, Buffer | null | undefined>>;

/** Cells of what the library's parser found. */
function cellsOf({ table, columns }: Described, values: Values): Readonly<Record<string, unknown>> {
  const spec = specOf(table);
  const cells: Record<string, unknown> = {};
  for (const { name, oid } of columns) {
    const column = spec.columns[name];
    const reader = column === undefined ? null : cellReader(column, oid, name === spec.key, codes);
    const value = values[name];
    if (reader === null || value === undefined) continue;
    cells[name] = value === null ? reader.onNull : reader.read(value, 0, value.length);
  }
  return cells;
}

function readByLibrary(described: Described, message: Buffer): Pgoutput.MessageInsert | Pgoutput.MessageUpdate | Pgoutput.MessageDelete {
  const parser = new PgoutputPlugin({ protoVersion: 1, publicationNames: [] });
  parser.parse(relationMessage(described));
  return parser.parse(message) as Pgoutput.MessageInsert | Pgoutput.MessageUpdate | Pgoutput.MessageDelete;
}

/** Bits of any NaN are one to us, and zero has one sign. */
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, each: unknown) => (Number.isNaN(each) ? 'NaN' : each)) ?? 'null');

describe('messages about rows', () => {
  it('are read as the library reads them, whatever upstream describes and leaves out, and outlive the bytes they came in', () => {
    fc.assert(
      fc.property(anyMessage, ({ described, message }) => {
        const { key } = specOf(described.table);
        const expected = readByLibrary(described, message);
        const changes = readHere(described, message);
        const last = changes.at(-1);
        if (expected.tag === 'delete') {
          const old = cellsOf(described, (expected.key ?? expected.old) as Values);
          const isUnknownGrid = described.table === 'grid_profile' && typeof old[key] === 'string';
          expect(plain(changes.map((change) => ('key' in change ? change.key : null)))).toEqual(
            plain(isUnknownGrid ? [] : [old[key] ?? null]),
          );
          return;
        }
        const now = cellsOf(described, expected.new as Values);
        const row = last === undefined ? null : 'row' in last ? last.row : 'values' in last ? last.values : null;
        expect(plain(row)).toEqual(plain(now));
        const identity = expected.tag === 'update' ? (expected.key ?? expected.old) : null;
        const old = cellsOf(described, (identity ?? expected.new) as Values);
        const isOther = plain(old[key] ?? null) !== plain(now[key] ?? null);
        const isUnknownGrid = described.table === 'grid_profile' && typeof old[key] === 'string';
        expect(changes.map(({ op }) => op === 'delete')).toEqual(isOther && !isUnknownGrid ? [true, false] : [false]);
      }),
      { numRuns: 500 },
    );
  });

  it('are refused when they are cut off anywhere', () => {
    fc.assert(
      fc.property(anyMessage, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), ({ described, message }, part) => {
        const cut = message.subarray(0, 1 + Math.floor((message.length - 1) * part));
        expect(() => readHere(described, cut)).toThrow(/out of range|beyond|outside|described|kind|message/);
      }),
      { numRuns: 300 },
    );
  });

  it('are refused for a table that was not described, and for another number of columns', () => {
    const described: Described = { table: 'batch', columns: [{ name: 'id', oid: OIDS.bigint }] };
    const insert = Buffer.concat([text('I'), int32(OID + 1), text('N'), tuple([bigintBytes(1n)])]);
    expect(() => readHere(described, insert)).toThrow('not described');
    const wide = Buffer.concat([text('I'), int32(OID), text('N'), tuple([bigintBytes(1n), null])]);
    expect(() => readHere(described, wide)).toThrow('2 columns where 1 were described');
  });
});
