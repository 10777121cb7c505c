import { DeliverPolicy } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Clock } from '../../clock.ts';
import type { ReadArea } from '../../jetstream/read-area.ts';
import { POSITIONS_STREAM, positionsOf, positionSubject } from '../../jetstream/subjects.ts';
import { troubleOf } from '../../jetstream/trouble.ts';
import { repeat } from '../../repeat.ts';
import type { Change } from '../../replication/change.ts';
import { decodePosition } from '../../wire/position-frame.ts';
import { WireError } from '../../wire/wire-error.ts';
import { StreamReader } from './stream-reader.ts';

export interface PositionsOptions {
  readonly connection: NatsConnection;
  readonly consumer: string;
  readonly area: ReadArea;
  readonly clock: Clock;
  readonly idleNoticeMs: number;
  readonly apply: (changes: readonly Change[]) => Promise<void>;
  /** Why none come; null when they do. */
  readonly onTrouble: (trouble: SourceTrouble | null) => void;
  readonly signal: AbortSignal;
}

/** Eyes see no finer, and the replica is not written for every step that somebody takes. */
const APPLY_EVERY_MS = 250;
const TRY_AGAIN_MS = 10_000;
const EMPTIED: Change = { op: 'truncate', table: 'position' };

/** Null for what the platform did not write. */
function changeOf(bytes: Uint8Array<ArrayBuffer>, subject: string): { readonly worker: number; readonly change: Change } | null {
  try {
    const { street, change } = decodePosition(bytes);
    const worker = Number(subject.split('.').at(-1));
    return positionSubject(street, worker) === subject ? { worker, change } : null;
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

/**
 * Applies where workers are until the signal aborts or it breaks: first where each was seen last, in place of what the replica had, then as it
 * changes. Of several steps between two looks only the last one counts.
 */
async function followOnce({ connection, consumer, area, clock, idleNoticeMs, apply, onTrouble, signal }: PositionsOptions): Promise<void> {
  const start = { deliver_policy: DeliverPolicy.LastPerSubject };
  const reader = await StreamReader.open({
    connection,
    stream: POSITIONS_STREAM,
    consumer,
    filter: positionsOf(area),
    start,
    idleNoticeMs,
  });
  const stop = (): void => reader.close();
  signal.addEventListener('abort', stop, { once: true });
  const waiting = new Map<number, Change>();
  let left = reader.pendingAtStart;
  let isFirst = true;
  const failed = Promise.withResolvers<never>();
  const flush = async (): Promise<void> => {
    if (left > 0 || (waiting.size === 0 && !isFirst)) return;
    const changes = [...(isFirst ? [EMPTIED] : []), ...waiting.values()];
    waiting.clear();
    isFirst = false;
    await apply(changes).catch(failed.reject);
  };
  const endFlushing = repeat(clock, APPLY_EVERY_MS, flush);
  const gather = async (): Promise<void> => {
    for await (const batch of reader.batches()) {
      left -= batch.length;
      for (const { data, subject } of batch) {
        const found = changeOf(Uint8Array.from(data), subject);
        if (found !== null) waiting.set(found.worker, found.change);
      }
    }
  };
  try {
    if (signal.aborted) return;
    onTrouble(null);
    await Promise.race([gather(), failed.promise]);
  } finally {
    endFlushing();
    signal.removeEventListener('abort', stop);
    reader.close();
  }
}

/** Keeps trying: without positions everything else goes on. Resolves when the signal aborts. */
export async function followPositions(options: PositionsOptions): Promise<void> {
  const { clock, signal, onTrouble, connection } = options;
  while (!signal.aborted && !connection.isClosed()) {
    try {
      await followOnce(options);
    } catch (error) {
      if (signal.aborted) return;
      onTrouble(troubleOf(error));
      await new Promise<void>((resolve) => {
        const cancel = clock.after(TRY_AGAIN_MS, resolve);
        signal.addEventListener('abort', () => resolve(cancel()), { once: true });
      });
    }
  }
}
