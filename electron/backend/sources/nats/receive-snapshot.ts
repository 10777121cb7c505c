import { randomBytes } from 'node:crypto';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { SOURCE_TROUBLE_CODES, type SourceTroubleCode } from '../../../../shared/contract/source-status.ts';
import type { ReadArea } from '../../jetstream/read-area.ts';
import { rowsSubject, snapshotSubject, takenSubject } from '../../jetstream/subjects.ts';
import { type ChangeSink, SourceFailedError } from '../../replication/change.ts';
import { isFeedOf } from '../../wire/feed-name.ts';
import { PIECE_HEADER, PieceJoiner } from '../../wire/pieces.ts';
import { decodeSnapshotFrame, NUMBER_HEADER, type SnapshotFrame } from '../../wire/snapshot-frames.ts';
import { parsePlan, PLAN_HEADER } from '../../wire/snapshot-plan.ts';
import { formatPosition, type StreamPosition } from './position.ts';

interface SnapshotRequest {
  readonly connection: NatsConnection;
  readonly area: ReadArea;
  readonly cityVersion: string;
  readonly sink: Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot'>;
  readonly signal: AbortSignal;
}

/** A relay says every second that it has not forgotten us. */
const PATIENCE_MS = 20_000;
const TOKEN_BYTES = 16;

function isTroubleCode(code: string): code is SourceTroubleCode {
  return SOURCE_TROUBLE_CODES.some((known) => known === code);
}

/** Takes frames in their order and answers where the stream is to be read on, once the last one came. */
class FrameTaker {
  readonly #request: SnapshotRequest;
  #position: StreamPosition | null = null;
  #rows = 0;

  constructor(request: SnapshotRequest) {
    this.#request = request;
  }

  /** @param plan of the whole snapshot, as the message with its beginning says it */
  async take(frame: SnapshotFrame, plan: string): Promise<StreamPosition | null> {
    const { sink } = this.#request;
    switch (frame.kind) {
      case 'begin':
        await this.#begin(frame, plan);
        return null;
      case 'rows':
        this.#rows += frame.rows.length;
        await sink.snapshotChunk(frame);
        return null;
      case 'end':
        if (frame.rows !== this.#rows || this.#position === null) throw new SourceFailedError('source-failed', { reason: 'snapshot' });
        await sink.endSnapshot();
        return this.#position;
      case 'waiting':
        return null;
      case 'failed':
        throw new SourceFailedError(isTroubleCode(frame.code) ? frame.code : 'source-failed', { reason: 'relay' });
    }
  }

  async #begin({ feed, at, sequence }: Extract<SnapshotFrame, { readonly kind: 'begin' }>, plan: string): Promise<void> {
    const { cityVersion, sink } = this.#request;
    if (!isFeedOf(feed, cityVersion)) throw new SourceFailedError('source-wrong-platform', { reason: 'city' });
    this.#position = { feed, sequence, order: at.order };
    await sink.beginSnapshot(formatPosition(this.#position), parsePlan(plan));
  }
}

/** Puts messages in order: each is numbered, those that are said again are known by their number. */
class MessageOrder {
  readonly #joiner = new PieceJoiner();
  #taken = 0;

  /** Answers the frame that is now whole, and what to say of it; null when there is nothing to do. @throws SourceFailedError when one is missing */
  take({ data, headers }: Msg): { readonly frame: SnapshotFrame | null; readonly taken: number | null } {
    const number = Number(headers?.get(NUMBER_HEADER) ?? '');
    const bytes = Uint8Array.from(data);
    if (number === 0) return { frame: decodeSnapshotFrame(bytes), taken: null };
    if (number <= this.#taken) return { frame: null, taken: this.#taken };
    if (number !== this.#taken + 1) throw new SourceFailedError('source-unreachable', { reason: 'gap' });
    this.#taken = number;
    const whole = this.#joiner.take(bytes, headers?.get(PIECE_HEADER) ?? '');
    return { frame: whole === null ? null : decodeSnapshotFrame(whole), taken: number };
  }
}

/** Calls `onSilence` when nothing was heard for too long; `heard` begins anew, `end` ends it. */
function listenFor(onSilence: () => void): { heard(): void; end(): void } {
  let timer = setTimeout(onSilence, PATIENCE_MS);
  return {
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, PATIENCE_MS);
    },
    end: () => clearTimeout(timer),
  };
}

/**
 * Asks the relay for all rows of an area and hands them to the sink.
 * @throws SourceFailedError, `source-relay-silent` when nobody answers; the sink's own errors
 */
export async function receiveSnapshot(request: SnapshotRequest): Promise<StreamPosition> {
  const { connection, area, signal } = request;
  const token = randomBytes(TOKEN_BYTES).toString('hex');
  const messages = connection.subscribe(rowsSubject(area.code, token));
  const [frames, order] = [new FrameTaker(request), new MessageOrder()];
  let isSilent = false;
  const silence = listenFor(() => {
    isSilent = true;
    messages.unsubscribe();
  });
  const stop = (): void => messages.unsubscribe();
  signal.addEventListener('abort', stop, { once: true });
  try {
    connection.publish(snapshotSubject(area.code), token);
    for await (const message of messages) {
      const { frame, taken } = order.take(message);
      const position = frame === null ? null : await frames.take(frame, message.headers?.get(PLAN_HEADER) ?? '');
      if (taken !== null) connection.publish(takenSubject(area.code, token), String(taken));
      silence.heard();
      if (position !== null) return position;
    }
    throw isSilent ? new SourceFailedError('source-relay-silent') : new SourceFailedError('source-unreachable', { reason: 'snapshot' });
  } finally {
    silence.end();
    signal.removeEventListener('abort', stop);
    messages.unsubscribe();
  }
}
