import { PgoutputPlugin, type Pgoutput } from 'pg-logical-replication';
import { TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import { UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import { type Change, type OfStreet, SourceFailedError } from '../../replication/change.ts';
import type { CityCodes } from './city-codes.ts';
import { parseLsn, type Lsn } from './lsn.ts';
import { TableDecoder, type DecodedRow, type IncompleteRow, type Tuple } from './table-decoder.ts';

/** A change as it comes from the stream. */
export type StreamChange = Change | IncompleteRow;

export interface CommittedAt {
  /** Where the commit record ends: everything before it is in. */
  readonly endLsn: Lsn;
  /** By the server's clock. */
  readonly serverMs: number;
}

/** Who is told what the stream holds, in order. */
export interface DecodedStream {
  /** `commitLsn` is where the commit record begins. */
  begin(commitLsn: Lsn, transactionId: number): void;
  change(change: StreamChange, bytes: number): void;
  commit(at: CommittedAt): void;
  /** A change lacks columns of ours. */
  lostColumns(): void;
  /** A change of a table that is none of ours, at least not by this name. */
  foreignTable(): void;
}

const MICROS_A_MS = 1000;

function lsnOf(text: string | null): Lsn {
  const lsn = text === null ? null : parseLsn(text);
  if (lsn === null) throw new SourceFailedError('source-failed', { reason: 'lsn' });
  return lsn;
}

/** What was read is checked where it is applied: a value that is no valid cell goes to the quarantine. */
function asChange(change: { readonly op: Change['op']; readonly table: TableName } & Readonly<Record<string, unknown>>): Change {
  return change as Change;
}

/** The street of an old tuple: the replica identity holds it. */
function originOf(decoder: TableDecoder, tuple: Tuple): OfStreet {
  const street = decoder.streetOf(tuple);
  return street === null ? {} : { previousStreet: street };
}

/** Turns pgoutput's messages into changes of our tables. Tables that are not ours are passed over. */
export class ChangeDecoder {
  readonly #parser = new PgoutputPlugin({ protoVersion: 1, publicationNames: [] });
  readonly #codes: CityCodes;
  readonly #names: ReadonlyMap<number, TableName>;
  readonly #out: DecodedStream;
  /** Of the transaction under way. */
  #transactionId = 0;
  readonly #decoders = new Map<number, TableDecoder | null>();

  /** @param names our tables by the OIDs that they had at the start: one that is renamed goes on */
  constructor(codes: CityCodes, names: ReadonlyMap<number, TableName>, out: DecodedStream) {
    this.#codes = codes;
    this.#names = names;
    this.#out = out;
  }

  /** @throws Error when the message cannot be read */
  decode(bytes: Buffer): void {
    const message = this.#parser.parse(bytes);
    switch (message.tag) {
      case 'begin':
        this.#transactionId = message.xid;
        return this.#out.begin(lsnOf(message.commitLsn), message.xid);
      case 'insert':
        return this.#insert(message, bytes.length);
      case 'update':
        return this.#update(message, bytes.length);
      case 'delete':
        return this.#delete(message, bytes.length);
      case 'truncate':
        return this.#truncate(message);
      case 'commit':
        return this.#out.commit({ endLsn: lsnOf(message.commitEndLsn), serverMs: Math.floor(Number(message.commitTime) / MICROS_A_MS) });
      case 'relation':
        return this.#describe(message);
      default:
    }
  }

  #describe(relation: Pgoutput.MessageRelation): void {
    const { relationOid, schema, name } = relation;
    const table = this.#names.get(relationOid) ?? (schema === UPSTREAM_SCHEMA ? TABLE_NAMES.find((known) => known === name) : undefined);
    if (table === undefined) {
      this.#decoders.set(relationOid, null);
      return;
    }
    this.#decoders.set(relationOid, new TableDecoder(table, relation, this.#codes));
  }

  /** Null for a table that is not ours. */
  #decoderOf({ relationOid }: Pgoutput.MessageRelation): TableDecoder | null {
    const decoder = this.#decoders.get(relationOid) ?? null;
    if (decoder === null) this.#out.foreignTable();
    else if (decoder.lost.length > 0) this.#out.lostColumns();
    return decoder;
  }

  #insert(message: Pgoutput.MessageInsert, bytes: number): void {
    const decoder = this.#decoderOf(message.relation);
    if (decoder !== null) this.#whole(decoder, message.new, decoder.row(message.new), {}, bytes);
  }

  #update(message: Pgoutput.MessageUpdate, bytes: number): void {
    const decoder = this.#decoderOf(message.relation);
    if (decoder === null) return;
    const row = decoder.row(message.new);
    const key = row[decoder.key] ?? null;
    const oldTuple: Tuple | null = message.key ?? message.old;
    const oldKey = oldTuple === null ? key : decoder.keyOf(oldTuple);
    const origin = oldTuple === null ? {} : originOf(decoder, oldTuple);
    if (oldKey !== key) {
      this.#remove(decoder, oldKey, origin, bytes);
      this.#whole(decoder, message.new, row, {}, bytes);
    } else if ((origin.previousStreet ?? row['street']) !== row['street']) {
      this.#whole(decoder, message.new, row, origin, bytes);
    } else if (decoder.lost.length === 0 && decoder.leftOut(row).length === 0) {
      this.#out.change(asChange({ op: 'upsert', table: decoder.table, row }), bytes);
    } else {
      this.#out.change(asChange({ op: 'patch', table: decoder.table, key, values: row }), bytes);
    }
  }

  #delete(message: Pgoutput.MessageDelete, bytes: number): void {
    const decoder = this.#decoderOf(message.relation);
    const tuple: Tuple | null = message.key ?? message.old;
    if (decoder !== null && tuple !== null) this.#remove(decoder, decoder.keyOf(tuple), originOf(decoder, tuple), bytes);
  }

  #truncate({ relations }: Pgoutput.MessageTruncate): void {
    for (const relation of relations) {
      const decoder = this.#decoderOf(relation);
      if (decoder !== null) this.#out.change({ op: 'truncate', table: decoder.table }, 0);
    }
  }

  /** A row that is new here, or in its street: what the stream left out of it has to be asked for. */
  #whole(decoder: TableDecoder, tuple: Tuple, row: DecodedRow, origin: OfStreet, bytes: number): void {
    const { table } = decoder;
    const leftOut = decoder.leftOut(row);
    const upstreamKey = leftOut.length === 0 ? null : decoder.upstreamKeyOf(tuple, row);
    if (upstreamKey === null) this.#out.change(asChange({ op: 'upsert', table, row, ...origin }), bytes);
    else {
      const key = row[decoder.key] as CellValue;
      this.#out.change({ op: 'complete', transactionId: this.#transactionId, table, key, upstreamKey, row, leftOut, ...origin }, bytes);
    }
  }

  /** A row whose key names no grid of this city was never applied. */
  #remove({ table }: TableDecoder, key: unknown, origin: OfStreet, bytes: number): void {
    if (table === 'grid_profile' && typeof key === 'string') return;
    this.#out.change(asChange({ op: 'delete', table, key, ...origin }), bytes);
  }
}
