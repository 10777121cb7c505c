import { z } from 'zod';
import { encodeFrame } from '../../../shared/rpc/binary-codec.ts';
import type { TableName } from '../../../shared/tables/index.ts';
import type { Change } from '../replication/change.ts';
import { decodeChanges, encodeChanges, wireRun, type WireRun } from './change-runs.ts';
import { commitPoint, type CommitPoint, packPoint, unpackPoint } from './commit-point.ts';
import { readCells, readFrameAs } from './frame.ts';
import { FORMAT, packTable, unpackTable, wireTable } from './wire-table.ts';

/**
 * One part of an upstream transaction, for one street and table, as it stands in a stream or in a file. Parts of a transaction follow each other
 * without parts of another between them, those of a street in one piece, streets in ascending order of their codes.
 */
export interface Part {
  /** The history that this part belongs to; another one continues nothing. */
  readonly feed: string;
  /** Names this attempt to send a transaction: parts of an attempt that was broken off are dropped when another begins. '' in a mark. */
  readonly transaction: string;
  readonly street: string;
  /** Null in a part without changes: a mark, or the end of a transaction that was sent while it came in. */
  readonly table: TableName | null;
  readonly changes: readonly Change[];
  /** What the street gets of this transaction: more, nothing more, or nothing at all since it was taken back. */
  readonly ending: 'open' | 'last' | 'abandoned';
  /** The next street that the transaction touches; null after its last one. Only means something where `ending` is not `open`. */
  readonly nextStreet: string | null;
  /** Where the source stands with this transaction; null in parts that were sent before its end was known. */
  readonly at: CommitPoint | null;
  /** Where the source stood before it: the place to go on from when the rest of the transaction never comes. */
  readonly base: CommitPoint;
}

const wirePart = z.tuple([
  z.literal(FORMAT),
  z.string(),
  z.string(),
  z.string(),
  z.tuple([wireTable, z.array(wireRun)]).nullable(),
  z.enum(['open', 'last', 'abandoned']),
  z.string().nullable(),
  commitPoint.nullable(),
  commitPoint,
]);

export function encodePart(part: Part): Uint8Array<ArrayBuffer> {
  const { feed, transaction, street, table, changes, ending, nextStreet, at, base } = part;
  const content = table === null ? null : [packTable(table), encodeChanges(table, changes)];
  return encodeFrame([FORMAT, feed, transaction, street, content, ending, nextStreet, at === null ? null : packPoint(at), packPoint(base)]);
}

function contentOf(content: z.infer<typeof wirePart>[4]): Pick<Part, 'table' | 'changes'> {
  if (content === null) return { table: null, changes: [] };
  const [described, runs] = content;
  const table = unpackTable(described);
  return { table, changes: readCells(table, () => decodeChanges(table, runs as readonly WireRun[])) };
}

/** @throws WireError */
export function decodePart(bytes: Uint8Array<ArrayBuffer>): Part {
  const [, feed, transaction, street, content, ending, nextStreet, at, base] = readFrameAs(wirePart, bytes);
  return {
    feed,
    transaction,
    street,
    ...contentOf(content),
    ending,
    nextStreet,
    at: at === null ? null : unpackPoint(at),
    base: unpackPoint(base),
  };
}
