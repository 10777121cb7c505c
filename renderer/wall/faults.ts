/** Without a fault for so long, the next one is a first one again. Longer than any pause between two tries. */
const CALM_MS = 600_000;

/** Faults that came one soon after the other, with the time of the last. */
export interface FaultRow {
  readonly count: number;
  readonly lastAtMs: number;
}

export const NO_FAULTS: FaultRow = { count: 0, lastAtMs: 0 };

/** The row with one more fault, at `nowMs` of whatever clock all of its faults are told by. */
export function withFault({ count, lastAtMs }: FaultRow, nowMs: number): FaultRow {
  return { count: nowMs - lastAtMs > CALM_MS ? 1 : count + 1, lastAtMs: nowMs };
}

export interface PauseRange {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** How long to wait before the next try: twice as long after each fault of the row. */
export function pauseAfter({ count }: FaultRow, { firstMs, longestMs }: PauseRange): number {
  return Math.min(longestMs, firstMs * 2 ** Math.max(0, count - 1));
}
