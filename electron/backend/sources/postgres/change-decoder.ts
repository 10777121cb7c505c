import { PgoutputPlugin, type Pgoutput } from 'pg-logical-replication';
import { TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import { UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';
import { SourceFailedError } from '../../replication/change.ts';
import type { CityCodes } from './city-codes.ts';
import { parseLsn, type Lsn } from './lsn.ts';
import { type Held, ROW_TAG } from './row-message.ts';
import { TableDecoder } from './table-decoder.ts';

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
  change(change: Held, bytes: number): void;
  commit(at: CommittedAt): void;
  /** A change lacks columns of ours. */
  lostColumns(): void;
  /** A change of a table that is none of ours, at least not by this name. */
  foreignTable(): void;
}

const MICROS_A_MS = 1000;
const ROW_TAGS: ReadonlySet<unknown> = new Set(Object.values(ROW_TAG));
/** Where a row's message has the OID of its table. */
const OID_AT = 1;

function lsnOf(text: string | null): Lsn {
  const lsn = text === null ? null : parseLsn(text);
  if (lsn === null) throw new SourceFailedError('source-failed', { reason: 'lsn' });
  return lsn;
}

/** Sorts pgoutput's messages by what they are about. Tables that are not ours are passed over; rows of ours are read when they are applied. */
export class ChangeDecoder {
  readonly #parser = new PgoutputPlugin({ protoVersion: 1, publicationNames: [] });
  readonly #codes: CityCodes;
  readonly #names: ReadonlyMap<number, TableName>;
  readonly #out: DecodedStream;
  /** Of the transaction under way. */
  #transactionId = 0;
  /** By OID; null for a table that is not ours. */
  readonly #decoders = new Map<number, TableDecoder | null>();

  /** @param names our tables by the OIDs that they had at the start: one that is renamed goes on */
  constructor(codes: CityCodes, names: ReadonlyMap<number, TableName>, out: DecodedStream) {
    this.#codes = codes;
    this.#names = names;
    this.#out = out;
  }

  /** @param bytes may be written over afterwards. @throws Error when the message cannot be read */
  decode(bytes: Buffer): void {
    if (ROW_TAGS.has(bytes[0])) return this.#row(bytes);
    const message = this.#parser.parse(bytes);
    switch (message.tag) {
      case 'begin':
        this.#transactionId = message.xid;
        return this.#out.begin(lsnOf(message.commitLsn), message.xid);
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
    this.#decoders.set(relationOid, table === undefined ? null : new TableDecoder(table, relation, this.#codes));
  }

  /** Null for a table that is not ours. */
  #decoderOf(oid: number): TableDecoder | null {
    const decoder = this.#decoders.get(oid);
    if (decoder === undefined) throw new Error('a table that was not described');
    if (decoder === null) this.#out.foreignTable();
    else if (decoder.lost.length > 0) this.#out.lostColumns();
    return decoder;
  }

  #row(bytes: Buffer): void {
    const decoder = this.#decoderOf(bytes.readInt32BE(OID_AT));
    if (decoder === null) return;
    this.#out.change({ op: 'message', bytes: Buffer.from(bytes), decoder, transactionId: this.#transactionId }, bytes.length);
  }

  #truncate({ relations }: Pgoutput.MessageTruncate): void {
    for (const { relationOid } of relations) {
      const decoder = this.#decoderOf(relationOid);
      if (decoder !== null) this.#out.change({ op: 'truncate', table: decoder.table }, 0);
    }
  }
}
