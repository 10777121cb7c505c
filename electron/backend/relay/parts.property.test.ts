import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableRow } from '../../../shared/tables/index.ts';
import { UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { Assembler, type ReadStreets } from '../wire/assembler.ts';
import type { CommitPoint } from '../wire/commit-point.ts';
import { decodePart, encodePart, type Part } from '../wire/part.ts';
import { PartMaker } from './part-maker.ts';
import { TransactionSplitter } from './split-transaction.ts';

const CODES = ['320106002', '320106001', '320104001'];
const STREETS = [-1, 0, 1, 2];
const BASE: CommitPoint = { position: '0', order: '0'.repeat(16), committedAtMs: 0 };

type Rows = Map<string, { readonly street: number; readonly attempts: number }>;

/** What happens in one transaction; an operation on a row that is not there does nothing. */
type Deed =
  | { readonly kind: 'put'; readonly key: number; readonly street: number; readonly attempts: number }
  | { readonly kind: 'patch' | 'delete'; readonly key: number; readonly attempts: number }
  | { readonly kind: 'batch'; readonly key: number; readonly attempts: number }
  | { readonly kind: 'truncate' };

const small = fc.nat(4);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('put' as const), key: small, street: fc.constantFrom(...STREETS), attempts: fc.nat() }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('patch' as const, 'delete' as const), key: small, attempts: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('batch' as const), key: small, attempts: fc.nat() }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'truncate' as const }) },
);

interface Sent {
  readonly deeds: readonly Deed[];
  /** Handed over in so many pieces before its end is known; whole when 0. */
  readonly pieces: number;
  /** After so many parts the sender dies and begins the transaction again. */
  readonly broken: number | null;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 12 }),
  pieces: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 3 })),
  broken: fc.option(fc.nat(6), { freq: 3 }),
});

function taskChange(rows: Rows, doing: Extract<Deed, { readonly key: number }>): Change | null {
  const name = `task ${doing.key}`;
  const before = rows.get(name);
  const origin = before === undefined ? {} : { previousStreet: before.street };
  const { key } = doing;
  if (doing.kind === 'put') {
    rows.set(name, { street: doing.street, attempts: doing.attempts });
    const row: TableRow<'task'> = testRow('task', { id: key, street: doing.street, attempts: doing.attempts });
    return { op: 'upsert', table: 'task', row, ...origin };
  }
  if (before === undefined) return null;
  if (doing.kind === 'delete') {
    rows.delete(name);
    return { op: 'delete', table: 'task', key, ...origin };
  }
  rows.set(name, { ...before, attempts: doing.attempts });
  return { op: 'patch', table: 'task', key, values: { attempts: doing.attempts }, ...origin };
}

function changeOf(rows: Rows, doing: Deed): Change | null {
  if (doing.kind === 'truncate') {
    for (const name of [...rows.keys()].filter((known) => known.startsWith('task'))) rows.delete(name);
    return { op: 'truncate', table: 'task' };
  }
  if (doing.kind !== 'batch') return taskChange(rows, doing);
  rows.set(`batch ${doing.key}`, { street: 0, attempts: doing.attempts });
  return { op: 'upsert', table: 'batch', row: testRow('batch', { id: doing.key, list_version: doing.attempts }) };
}

/** One who reads some streets, and holds what comes to its word: a patch needs its row. */
class Reader {
  readonly rows = new Map<string, number>();
  readonly has: (street: string) => boolean;
  readonly #assembler: Assembler;
  #inParts: Map<string, number> | null = null;
  ended = 0;

  constructor(has: (street: string) => boolean) {
    this.has = has;
    const first = [...CODES, UNKNOWN_STREET_CODE].sort().find(has) ?? '';
    const streets: ReadStreets = { has, first };
    this.#assembler = new Assembler(streets, 5);
  }

  take(part: Part): void {
    if (!this.has(part.street)) return;
    for (const step of this.#assembler.take(part)) {
      if (step.kind === 'begin') this.#inParts = new Map(this.rows);
      else if (step.kind === 'rollback') this.#inParts = null;
      else if (step.kind === 'commit') this.#replace(this.#inParts ?? new Map());
      else if (step.kind === 'part') this.#apply(step.changes, this.#inParts ?? new Map());
      else {
        this.#apply(step.changes, this.rows);
        this.ended += 1;
      }
    }
  }

  #replace(rows: ReadonlyMap<string, number>): void {
    this.rows.clear();
    for (const [name, attempts] of rows) this.rows.set(name, attempts);
    this.#inParts = null;
    this.ended += 1;
  }

  #apply(changes: readonly Change[], rows: Map<string, number>): void {
    for (const change of changes) {
      if (change.op === 'truncate') for (const name of [...rows.keys()].filter((known) => known.startsWith('task'))) rows.delete(name);
      else if (change.op === 'delete') rows.delete(`task ${change.key}`);
      else if (change.op === 'patch') {
        if (!rows.has(`task ${change.key}`)) throw new Error('a patch came before its row');
        rows.set(`task ${change.key}`, (change.values as { attempts: number }).attempts);
      } else if (change.table === 'batch') rows.set(`batch ${change.row.id}`, change.row.list_version);
      else if (change.table === 'task') rows.set(`task ${change.row.id}`, change.row.attempts);
    }
  }
}

function piecesOf(changes: readonly Change[], pieces: number): readonly (readonly Change[])[] {
  const size = Math.max(1, Math.ceil(changes.length / pieces));
  return Array.from({ length: Math.ceil(changes.length / size) }, (_, index) => changes.slice(index * size, (index + 1) * size));
}

function partsOf(
  maker: PartMaker,
  splitter: TransactionSplitter,
  changes: readonly Change[],
  pieces: number,
  at: CommitPoint,
): readonly Part[] {
  if (pieces === 0) return maker.whole(splitter.split(changes), at, BASE);
  const transaction = maker.begin();
  const portions = piecesOf(changes, pieces).flatMap((piece) => splitter.split(piece));
  return [...portions.flatMap((portion) => maker.portion(transaction, portion, BASE)), ...maker.end(transaction, 'last', at, BASE)];
}

function readers(): readonly Reader[] {
  const streets = [...CODES, UNKNOWN_STREET_CODE].map((code) => new Reader((street) => street === code));
  return [...streets, new Reader((street) => street.startsWith('320106')), new Reader(() => true)];
}

/** As the wire brings them. */
function deliver(parts: readonly Part[], all: readonly Reader[]): void {
  for (const part of parts) {
    const arrived = decodePart(encodePart(part));
    for (const reader of all) reader.take(arrived);
  }
}

function expectedBy(reader: Reader, rows: Rows): ReadonlyMap<string, number> {
  const own = [...rows].filter(([name, { street }]) => name.startsWith('batch') || reader.has(CODES[street] ?? UNKNOWN_STREET_CODE));
  return new Map(own.map(([name, { attempts }]) => [name, attempts]));
}

describe('parts of transactions', () => {
  test('show every reader of streets exactly its own rows after every transaction, and nothing between', () => {
    fc.assert(
      fc.property(fc.array(sent, { minLength: 1, maxLength: 12 }), (transactions) => {
        const splitter = new TransactionSplitter(CODES);
        const all = readers();
        const rows: Rows = new Map();
        let session = 0;
        for (const { deeds, pieces, broken } of transactions) {
          const before = all.map((reader) => new Map(reader.rows));
          const changes = deeds.flatMap((doing) => changeOf(rows, doing) ?? []);
          const send = (parts: readonly Part[]): void => {
            deliver(parts, all);
          };
          const parts = (): readonly Part[] => partsOf(new PartMaker('f', `s${(session += 1)}`), splitter, changes, pieces, BASE);
          const attempt = parts();
          if (broken !== null) {
            const withoutEnd = attempt.slice(0, Math.min(broken, attempt.length)).filter(({ ending }) => ending === 'open');
            send(withoutEnd);
            all.forEach((reader, index) => expect(reader.rows).toEqual(before[index]));
          }
          send(parts());
          for (const reader of all) expect(reader.rows).toEqual(expectedBy(reader, rows));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('are seen once a transaction, by whoever reads one street or several', () => {
    const splitter = new TransactionSplitter(CODES);
    const all = readers();
    const changes = STREETS.map((street): Change => ({ op: 'upsert', table: 'task', row: testRow('task', { id: street + 1, street }) }));
    deliver(new PartMaker('f', 's').whole(splitter.split(changes), BASE, BASE), all);
    expect(all.map(({ ended }) => ended)).toEqual(all.map(() => 1));
  });

  test('are dropped by everybody when the transaction is taken back', () => {
    const splitter = new TransactionSplitter(CODES);
    const all = readers();
    const maker = new PartMaker('f', 's');
    const transaction = maker.begin();
    const changes = Array.from(
      { length: 40 },
      (_, id): Change => ({ op: 'upsert', table: 'task', row: testRow('task', { id, street: id % 3 }) }),
    );
    const parts = splitter.split(changes).flatMap((portion) => maker.portion(transaction, portion, BASE));
    deliver([...parts, ...maker.end(transaction, 'abandoned', BASE, BASE)], all);
    expect(all.map(({ rows }) => rows.size)).toEqual(all.map(() => 0));
    expect(all.map(({ ended }) => ended)).toEqual(all.map(() => 0));
  });

  test('never hold positions, and cannot be made of a change that names no street', () => {
    const splitter = new TransactionSplitter(CODES);
    expect(splitter.split([{ op: 'upsert', table: 'position', row: testRow('position', { worker_id: 1, street: 0 }) }])).toEqual([]);
    const patch: Change = { op: 'patch', table: 'task', key: 1, values: { attempts: 2 } };
    const move: Change = { op: 'patch', table: 'task', key: 1, values: { street: 2 }, previousStreet: 1 };
    for (const change of [patch, move, { op: 'delete', table: 'task', key: 1 } as const]) {
      expect(() => splitter.split([change])).toThrow('names no street');
    }
  });
});
