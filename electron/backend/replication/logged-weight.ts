import type { Change } from './change.ts';

/**
 * So much text weighs as much as a change without any. That one takes more of the log as long as there are few of them (44 KiB where 1,000 rows of the
 * whole city move, with the pages of their table, indexes and summaries; 27 where 3,000 do), and less where they share those pages.
 */
const BYTES_A_CHANGE = 8 * 1024;
const KIB = 1024;
/** Up to so many, each change has pages of its own; of those beyond, some share theirs. */
const APART = 1000;
const LOGGED_APART = 44 * KIB;
const LOGGED_BEYOND = 21 * KIB;
/** Roots of trees, counts, the cursor: few changes take more each. */
const LOGGED_ANYWAY = 1024 * KIB;

function bytesOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  return value instanceof Uint8Array ? value.length : 0;
}

/** How much of the log or of memory changes take, in changes of rows without long texts; see MOST_LOGGED_CHANGES. */
export function weightOf(changes: readonly Change[]): number {
  let bytes = 0;
  for (const change of changes) {
    const values: Readonly<Record<string, unknown>> = change.op === 'upsert' ? change.row : change.op === 'patch' ? change.values : {};
    for (const column in values) bytes += bytesOf(values[column]);
  }
  return changes.length + bytes / BYTES_A_CHANGE;
}

/**
 * Bytes of the log that one transaction takes at most, as measured on 1.2 million tasks that all move within the city: 43 MiB for 1,000, 79 for 3,000,
 * 92 for 3,500; fewer with long texts, 94.
 * @param weight as weightOf counts
 */
export function mostLoggedBytes(weight: number): number {
  return LOGGED_ANYWAY + LOGGED_APART * Math.min(weight, APART) + LOGGED_BEYOND * Math.max(weight - APART, 0);
}
