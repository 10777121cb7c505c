import type { Pgoutput } from 'pg-logical-replication';
import { TABLES, type TableName } from '../../../../shared/tables/index.ts';
import { streetColumnOf } from '../../../../shared/tables/upstream.ts';
import type { TableSpec } from '../../../../shared/tables/table-spec.ts';
import { cellReader } from './cell-readers.ts';
import type { CityCodes } from './city-codes.ts';
import { type DecodedRow, type DecodedTuple, readTuple, textIn, type TupleColumn } from './tuple.ts';

type Relation = Pgoutput.MessageRelation;

/** Rows of one table, as upstream described it when they came. */
export class TableDecoder {
  readonly table: TableName;
  readonly key: string;
  /** Columns of ours that upstream does not send, or sends as something else. */
  readonly lost: readonly string[];
  readonly #columns: readonly TupleColumn[];
  /** Names of those of ours that it sends. */
  readonly #sent: readonly string[];
  readonly #street: string | null;

  constructor(table: TableName, relation: Relation, codes: CityCodes) {
    const spec: TableSpec = TABLES[table];
    this.table = table;
    this.key = spec.key;
    this.#columns = relation.columns.map(({ name, typeOid }) => {
      const column = Object.hasOwn(spec.columns, name) ? spec.columns[name] : undefined;
      return { name, reader: column === undefined ? null : cellReader(column, typeOid, name === spec.key, codes) };
    });
    this.#sent = this.#columns.filter(({ reader }) => reader !== null).map(({ name }) => name);
    this.lost = Object.keys(spec.columns).filter((name) => !this.#sent.includes(name));
    this.#street = streetColumnOf(spec);
  }

  /** The row as it is now. @throws Error, RangeError when it cannot be read */
  now(bytes: Buffer, at: number, before: DecodedRow | null): DecodedTuple {
    return readTuple(bytes, at, this.#columns, { before, nulls: 'read' });
  }

  /** The row as it was before, whole or only what identifies it. @throws Error, RangeError when it cannot be read */
  before(bytes: Buffer, at: number, isWhole: boolean): DecodedTuple {
    return readTuple(bytes, at, this.#columns, { before: null, nulls: isWhole ? 'read' : 'left out' });
  }

  /** The key of a row; null when it holds none that could be read. */
  keyOf(row: DecodedRow): unknown {
    return row[this.key] ?? null;
  }

  /** Index of the street that a row stood under; null when the table has none. */
  streetOf(row: DecodedRow): number | null {
    const street = this.#street === null ? null : row[this.#street];
    return typeof street === 'number' ? street : null;
  }

  /** The key of the row in the tuple at `at` as upstream writes it, null when it cannot be read. */
  upstreamKeyOf(bytes: Buffer, at: number, row: DecodedRow): number | string | null {
    if (this.table === 'grid_profile') return textIn(bytes, at, this.#columns, this.key);
    const key = row[this.key];
    return typeof key === 'number' || typeof key === 'string' ? key : null;
  }

  /** Columns that upstream has and the row does not: large values that did not change. */
  leftOut(row: DecodedRow): readonly string[] {
    return this.#sent.filter((name) => row[name] === undefined);
  }
}
