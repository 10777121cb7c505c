import type { Pgoutput } from 'pg-logical-replication';
import { TABLES, type TableName } from '../../../../shared/tables/index.ts';
import { streetColumnOf } from '../../../../shared/tables/upstream.ts';
import type { CellValue, TableSpec } from '../../../../shared/tables/table-spec.ts';
import type { OfStreet } from '../../replication/change.ts';
import { cellReader, type CellReader } from './cell-readers.ts';
import type { CityCodes } from './city-codes.ts';

type Relation = Pgoutput.MessageRelation;

/** Values by name as the parser hands them over in binary mode; undefined for a large value that did not change. */
export type Tuple = Readonly<Record<string, Buffer | null | undefined>>;

export type DecodedRow = Record<string, unknown>;

interface ReadColumn {
  readonly name: string;
  readonly reader: CellReader;
}

/** Rows of one table, as upstream described it last. */
export class TableDecoder {
  readonly table: TableName;
  readonly key: string;
  /** Columns of ours that upstream does not send, or sends as something else. */
  readonly lost: readonly string[];
  readonly #columns: readonly ReadColumn[];
  readonly #keyReader: CellReader | null;
  readonly #streetReader: CellReader | null;

  constructor(table: TableName, relation: Relation, codes: CityCodes) {
    const spec: TableSpec = TABLES[table];
    const types = new Map(relation.columns.map(({ name, typeOid }) => [name, typeOid]));
    const readers = Object.entries(spec.columns).map(([name, column]) => {
      const typeOid = types.get(name);
      return { name, reader: typeOid === undefined ? null : cellReader(column, typeOid, name === spec.key, codes) };
    });
    this.table = table;
    this.key = spec.key;
    this.#columns = readers.filter((column): column is ReadColumn => column.reader !== null);
    this.lost = readers.filter(({ reader }) => reader === null).map(({ name }) => name);
    this.#keyReader = this.#columns.find(({ name }) => name === spec.key)?.reader ?? null;
    const street = streetColumnOf(spec);
    this.#streetReader = this.#columns.find(({ name }) => name === street)?.reader ?? null;
  }

  /** The columns that the tuple holds; a value that it leaves out is not there. */
  row(tuple: Tuple): DecodedRow {
    const row: DecodedRow = {};
    for (const { name, reader } of this.#columns) {
      const value = tuple[name];
      if (value === null) row[name] = reader.onNull;
      else if (value !== undefined) row[name] = reader.read(value, 0, value.length);
    }
    return row;
  }

  /** The key of an old tuple; null when it holds none that could be read. */
  keyOf(tuple: Tuple): unknown {
    const value = tuple[this.key];
    return value === null || value === undefined ? null : (this.#keyReader?.read(value, 0, value.length) ?? null);
  }

  /** Index of the street that an old tuple stood under; null when the table has none. */
  streetOf(tuple: Tuple): number | null {
    const value = tuple['street'];
    const street = value === null || value === undefined ? null : this.#streetReader?.read(value, 0, value.length);
    return typeof street === 'number' ? street : null;
  }

  /** The key of a row as upstream writes it, null when it cannot be read. */
  upstreamKeyOf(tuple: Tuple, row: DecodedRow): number | string | null {
    const key = row[this.key];
    if (this.table === 'grid_profile') return tuple[this.key]?.toString('utf8') ?? null;
    return typeof key === 'number' || typeof key === 'string' ? key : null;
  }

  /** Columns that upstream has and the row does not: large values that did not change. */
  leftOut(row: DecodedRow): readonly string[] {
    return this.#columns.filter(({ name }) => row[name] === undefined).map(({ name }) => name);
  }
}

/** A row that lacks large values, which the stream leaves out although the replica has no row to keep them from. */
export interface IncompleteRow extends OfStreet {
  readonly op: 'complete';
  /** Of the transaction that made it what it is, as the stream numbers them: 32 bits. */
  readonly transactionId: number;
  readonly table: TableName;
  readonly key: CellValue;
  /** The key as upstream writes it. */
  readonly upstreamKey: number | string;
  readonly row: DecodedRow;
  readonly leftOut: readonly string[];
}
