import { z } from 'zod';
import { encodeFrame } from '../../../shared/rpc/binary-codec.ts';
import { readFrameAs } from './frame.ts';
import { FORMAT } from './wire-table.ts';

/** Says that a sender lives, and up to when everything that was committed is in its stream. Holds no row. */
export interface Heartbeat {
  readonly feed: string;
  /** Everything committed up to `atMs` stands at this sequence or before. */
  readonly sequence: number;
  /** By the clock of the source. */
  readonly atMs: number;
  /** By the clock of the sender. */
  readonly sentAtMs: number;
}

const heartbeat = z.tuple([z.literal(FORMAT), z.string(), z.number(), z.number(), z.number()]);

export function encodeHeartbeat({ feed, sequence, atMs, sentAtMs }: Heartbeat): Uint8Array<ArrayBuffer> {
  return encodeFrame([FORMAT, feed, sequence, atMs, sentAtMs]);
}

/** @throws WireError */
export function decodeHeartbeat(bytes: Uint8Array<ArrayBuffer>): Heartbeat {
  const [, feed, sequence, atMs, sentAtMs] = readFrameAs(heartbeat, bytes);
  return { feed, sequence, atMs, sentAtMs };
}
