import type { JetStreamManager, StoredMsg, StreamInfo, StreamState } from '@nats-io/jetstream';
import { CHANGES_STREAM, changeSubject } from '../jetstream/subjects.ts';
import type { CommitPoint } from '../wire/commit-point.ts';
import { decodePart, type Part } from '../wire/part.ts';
import { WireError } from '../wire/wire-error.ts';
import { parsePiece, PIECE_HEADER } from '../wire/pieces.ts';

/** Where a stream stands, as its last message says. */
export interface FeedState {
  readonly feed: string;
  /** The last transaction that is in the stream as a whole. */
  readonly at: CommitPoint;
}

/** How far back is looked for one that a relay wrote. */
const MOST_STRANGE_MESSAGES = 1_000;

function bytesOf(message: StoredMsg): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(message.data);
}

function pieceOf(message: StoredMsg): ReturnType<typeof parsePiece> {
  return parsePiece(message.header?.get(PIECE_HEADER) ?? '');
}

/** Null for what no relay wrote: nobody else should write here, but who could is not up to us. */
function partOf(message: StoredMsg): Part | null {
  try {
    const part = decodePart(bytesOf(message));
    return changeSubject(part.street, part.table) === message.subject ? part : null;
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

/** The last message that is a part as a whole. Of one that is cut into pieces, the message before it. */
async function lastPart(jsm: JetStreamManager, { first_seq: first, last_seq: last }: StreamState): Promise<Part | null> {
  for (let sequence = last; sequence >= first && last - sequence < MOST_STRANGE_MESSAGES; ) {
    const message = await jsm.streams.getMessage(CHANGES_STREAM, { seq: sequence });
    const piece = message === null ? null : pieceOf(message);
    const part = message === null || piece !== null ? null : partOf(message);
    if (part !== null) return part;
    sequence -= (piece?.index ?? 0) + 1;
  }
  return null;
}

function stateOf({ feed, ending, nextStreet, at, base }: Part): FeedState {
  const isWhole = ending === 'last' && nextStreet === null;
  return { feed, at: isWhole && at !== null ? at : base };
}

/**
 * Reads from the stream itself how far it goes. What comes after the last whole transaction is the beginning of one that will be sent again: readers
 * drop it. Null when the stream says nothing: it is new, emptied, or of another program.
 * @throws whatever keeps the stream from being read: that is no reason to begin a new history
 */
export async function readFeedState(jsm: JetStreamManager, { state }: StreamInfo): Promise<FeedState | null> {
  if (state.messages === 0) return null;
  const part = await lastPart(jsm, state);
  return part === null ? null : stateOf(part);
}
