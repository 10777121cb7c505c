import { z } from 'zod';
import { encodeFrame } from '../../../shared/rpc/binary-codec.ts';
import type { Change } from '../replication/change.ts';
import { decodeChanges, encodeChanges, wireRun, type WireRun } from './change-runs.ts';
import { readCells, readFrameAs } from './frame.ts';
import { WireError } from './wire-error.ts';
import { FORMAT, packTable, unpackTable, wireTable } from './wire-table.ts';

/** Where one worker is now, or that nobody knows: the row as it stands, or its end. */
export interface PositionFrame {
  readonly street: string;
  readonly change: Change;
}

const frame = z.tuple([z.literal(FORMAT), z.string(), wireTable, z.array(wireRun)]);

export function encodePosition({ street, change }: PositionFrame): Uint8Array<ArrayBuffer> {
  return encodeFrame([FORMAT, street, packTable('position'), encodeChanges('position', [change])]);
}

/** @throws WireError */
export function decodePosition(bytes: Uint8Array<ArrayBuffer>): PositionFrame {
  const [, street, described, runs] = readFrameAs(frame, bytes);
  if (unpackTable(described) !== 'position') throw new WireError('malformed', 'position');
  const [change] = readCells('position', () => decodeChanges('position', runs as readonly WireRun[]));
  if (change === undefined || change.op === 'truncate') throw new WireError('malformed', 'position');
  return { street, change };
}
