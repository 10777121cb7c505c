import type { TableName } from '../../../../shared/tables/index.ts';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import type { Change, OfStreet, TruncateChange } from '../../replication/change.ts';
import type { TableDecoder } from './table-decoder.ts';
import type { DecodedRow, DecodedTuple } from './tuple.ts';

/**
 * An insert, update or delete as the stream sent it. It waits as bytes: as objects, the rows that wait outlive every collection of young objects, and
 * V8 makes room for hundreds of megabytes of them.
 */
export interface RowMessage {
  readonly op: 'message';
  readonly bytes: Buffer;
  /** Of its table as upstream had described it when it came. */
  readonly decoder: TableDecoder;
  /** Of the transaction that it is part of, as the stream numbers them: 32 bits. */
  readonly transactionId: number;
}

/** What waits to be applied. */
export type Held = RowMessage | TruncateChange;

/** A row that lacks large values, which the stream leaves out although the replica has no row to keep them from. */
export interface IncompleteRow extends OfStreet {
  readonly op: 'complete';
  readonly transactionId: number;
  readonly table: TableName;
  readonly key: CellValue;
  /** The key as upstream writes it. */
  readonly upstreamKey: number | string;
  readonly row: DecodedRow;
  readonly leftOut: readonly string[];
}

/** A change as it comes from the stream. */
export type StreamChange = Change | IncompleteRow;

export const ROW_TAG = { insert: 0x49, update: 0x55, delete: 0x44 } as const;
const TUPLE_TAG = { key: 0x4b, old: 0x4f, new: 0x4e } as const;
/** After the message's own tag and the table's OID. */
const TUPLE_TAG_AT = 5;

/** What was read is checked where it is applied: a value that is no valid cell goes to the quarantine. */
function asChange(change: { readonly op: Change['op']; readonly table: TableName } & Readonly<Record<string, unknown>>): Change {
  return change as Change;
}

/** Changes of one message. */
class MessageReader {
  readonly #message: RowMessage;
  readonly #to: StreamChange[];

  constructor(message: RowMessage, to: StreamChange[]) {
    this.#message = message;
    this.#to = to;
  }

  read(): void {
    switch (this.#message.bytes[0]) {
      case ROW_TAG.insert:
        return this.#insert();
      case ROW_TAG.update:
        return this.#update();
      case ROW_TAG.delete:
        return this.#delete();
      default:
        throw new Error('no message about a row');
    }
  }

  #insert(): void {
    const { bytes, decoder } = this.#message;
    const at = this.#tupleAfter(TUPLE_TAG_AT, TUPLE_TAG.new);
    this.#whole(at, decoder.now(bytes, at, null).row, {});
  }

  #update(): void {
    const { bytes, decoder } = this.#message;
    const { table } = decoder;
    const isAlone = bytes.readUInt8(TUPLE_TAG_AT) === TUPLE_TAG.new;
    const before = isAlone ? null : this.#before();
    const at = this.#tupleAfter(before?.end ?? TUPLE_TAG_AT, TUPLE_TAG.new);
    const { row } = decoder.now(bytes, at, before?.row ?? null);
    const key = decoder.keyOf(row);
    const oldKey = before === null ? key : decoder.keyOf(before.row);
    const origin = before === null ? {} : this.#originOf(before.row);
    if (oldKey !== key) {
      this.#remove(oldKey, origin);
      this.#whole(at, row, {});
    } else if ((origin.previousStreet ?? row['street']) !== row['street']) {
      this.#whole(at, row, origin);
    } else if (decoder.lost.length === 0 && decoder.leftOut(row).length === 0) {
      this.#to.push(asChange({ op: 'upsert', table, row }));
    } else {
      this.#to.push(asChange({ op: 'patch', table, key, values: row }));
    }
  }

  #delete(): void {
    const { row } = this.#before();
    this.#remove(this.#message.decoder.keyOf(row), this.#originOf(row));
  }

  #before(): DecodedTuple {
    const { bytes, decoder } = this.#message;
    const isWhole = bytes.readUInt8(TUPLE_TAG_AT) === TUPLE_TAG.old;
    return decoder.before(bytes, this.#tupleAfter(TUPLE_TAG_AT, isWhole ? TUPLE_TAG.old : TUPLE_TAG.key), isWhole);
  }

  /** Where the tuple begins whose tag stands at `at`. */
  #tupleAfter(at: number, expected: number): number {
    const tag = this.#message.bytes.readUInt8(at);
    if (tag !== expected) throw new Error(`a tuple of kind ${tag}`);
    return at + 1;
  }

  /** The street of a row as it was: the replica identity holds it. */
  #originOf(row: DecodedRow): OfStreet {
    const street = this.#message.decoder.streetOf(row);
    return street === null ? {} : { previousStreet: street };
  }

  /** A row that is new here, or in its street: what the stream left out of it has to be asked for. */
  #whole(at: number, row: DecodedRow, origin: OfStreet): void {
    const { bytes, decoder, transactionId } = this.#message;
    const { table } = decoder;
    const leftOut = decoder.leftOut(row);
    const upstreamKey = leftOut.length === 0 ? null : decoder.upstreamKeyOf(bytes, at, row);
    if (upstreamKey === null) this.#to.push(asChange({ op: 'upsert', table, row, ...origin }));
    else {
      const key = decoder.keyOf(row) as CellValue;
      this.#to.push({ op: 'complete', transactionId, table, key, upstreamKey, row, leftOut, ...origin });
    }
  }

  /** A row whose key names no grid of this city was never applied. */
  #remove(key: unknown, origin: OfStreet): void {
    const { table } = this.#message.decoder;
    if (table === 'grid_profile' && typeof key === 'string') return;
    this.#to.push(asChange({ op: 'delete', table, key, ...origin }));
  }
}

/** The changes that these stand for, in order. @throws Error, RangeError when a message cannot be read */
export function changesOf(held: readonly Held[]): readonly StreamChange[] {
  const changes: StreamChange[] = [];
  for (const each of held) {
    if (each.op === 'message') new MessageReader(each, changes).read();
    else changes.push(each);
  }
  return changes;
}
