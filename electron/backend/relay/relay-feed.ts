import type { ReadArea } from '../jetstream/read-area.ts';
import type { ChangeSink, ChangeSource, SourcePosition } from '../replication/change.ts';
import type { CommitPoint } from '../wire/commit-point.ts';

/** Who takes a snapshot, and nothing else. */
export type SnapshotTaker = Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot'>;

/** Where a relay has its rows from: the whole city. */
export interface RelayFeed {
  /** Sends transactions as upstream committed them, one by one, not merged: a snapshot falls between two of them. */
  readonly source: ChangeSource;
  /** 16 hexadecimal digits that grow with every commit. @throws Error for a position of another source */
  orderOf(position: SourcePosition): string;
  /** Sends the rows of an area as of a commit at or after `published`. */
  snapshot(area: ReadArea, published: CommitPoint, taker: SnapshotTaker, signal: AbortSignal): Promise<void>;
}

const ORDER_DIGITS = 16;

/** A number as text that compares like it. */
export function orderText(value: number): string {
  return value.toString(16).padStart(ORDER_DIGITS, '0');
}
