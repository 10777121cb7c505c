import type { z } from 'zod';
import { decodeFrame, MalformedFrameError } from '../../../shared/rpc/binary-codec.ts';
import { WireError } from './wire-error.ts';
import { FORMAT } from './wire-table.ts';

function readFrame(bytes: Uint8Array<ArrayBuffer>): unknown {
  try {
    return decodeFrame(bytes);
  } catch (cause) {
    if (cause instanceof MalformedFrameError) throw new WireError('malformed', '', { cause });
    throw cause;
  }
}

/** The message of a frame whose first entry is the format. @throws WireError `malformed`, `format` */
export function readFrameAs<Message>(schema: z.ZodType<Message>, bytes: Uint8Array<ArrayBuffer>): Message {
  const message = readFrame(bytes);
  const parsed = schema.safeParse(message);
  if (parsed.success) return parsed.data;
  const isOther = Array.isArray(message) && typeof message[0] === 'number' && message[0] !== FORMAT;
  throw new WireError(isOther ? 'format' : 'malformed', '', { cause: parsed.error });
}

/** What fails while typed columns become rows was not written by us. @throws WireError `malformed` */
export function readCells<Result>(table: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new WireError('malformed', table, { cause });
  }
}
