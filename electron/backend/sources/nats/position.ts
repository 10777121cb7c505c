import type { SourcePosition } from '../../replication/change.ts';

/** Where a replica stands in a stream. */
export interface StreamPosition {
  /** The history that it follows. */
  readonly feed: string;
  /** Of a message of its own streets that is applied; the stream has to have it still for the replica to go on. */
  readonly sequence: number;
  /** Transactions up to this order are in the replica (wire/commit-point.ts). */
  readonly order: string;
}

const POSITION_TEXT = /^([\w-]{1,64})\/(\d{1,15})\/([0-9a-f]{16})$/;

/** E.g. `0a1b2c3d-5f6e7d8c9b0a1f2e/18233/00000000016b3748`. */
export function formatPosition({ feed, sequence, order }: StreamPosition): SourcePosition {
  return `${feed}/${sequence}/${order}`;
}

/** Null when the text is no such position: then nothing can be continued from it. */
export function parsePosition(position: SourcePosition): StreamPosition | null {
  const [, feed, sequence, order] = POSITION_TEXT.exec(position) ?? [];
  return feed === undefined || order === undefined ? null : { feed, sequence: Number(sequence), order };
}
