import { z } from 'zod';
import type { SourcePosition } from '../replication/change.ts';

/** A place in a source's history. */
export interface CommitPoint {
  readonly position: SourcePosition;
  /** Text that grows with every commit, compared as text: 16 hexadecimal digits. */
  readonly order: string;
  readonly committedAtMs: number;
}

/** As frames carry it. */
export const commitPoint = z.tuple([z.string(), z.string().regex(/^[0-9a-f]{16}$/), z.number()]);

export function packPoint({ position, order, committedAtMs }: CommitPoint): z.infer<typeof commitPoint> {
  return [position, order, committedAtMs];
}

export function unpackPoint([position, order, committedAtMs]: z.infer<typeof commitPoint>): CommitPoint {
  return { position, order, committedAtMs };
}
