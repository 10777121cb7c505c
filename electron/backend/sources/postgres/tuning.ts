import { MOST_LOGGED_CHANGES } from '../../replication/change.ts';
import type { QueueLimits } from './change-queue.ts';

/** Times and sizes of a source, for tests to make small. */
export interface PostgresTuning {
  readonly connectTimeoutMs: number;
  /** A plain query that takes longer has lost its line. */
  readonly queryTimeoutMs: number;
  /** How often the server is told where we stand, and asked for a sign of life. */
  readonly statusEveryMs: number;
  /** A stream that says nothing for so long although it is asked is broken. */
  readonly silenceLimitMs: number;
  /** How often upstream's catalogue and our slot are looked at: a changed schema is on screen within twice this time. */
  readonly checkEveryMs: number;
  /** The cursor follows a log that holds nothing for us this often. */
  readonly advanceEveryMs: number;
  /** A copy that brings nothing for so long is broken. */
  readonly copySilenceLimitMs: number;
  readonly rowsAChunk: number;
  /** Log of the server's; a station that is further behind when it connects fills itself anew instead. */
  readonly mostBacklogBytes: number;
  /** While more comes in, a group waits for it no longer than this. */
  readonly gatherMs: number;
  readonly queue: QueueLimits;
}

const MEBIBYTE = 2 ** 20;
/**
 * As long to read as the whole city takes to copy, half a minute: 600,000 rows that changed one after the other were 1.3 GB of log (a page is logged
 * as a whole after each checkpoint), and 20,000 of them are read in a second. A street is copied in a second.
 */
const AS_LONG_AS_A_COPY = 1024 * MEBIBYTE;

export const DEFAULT_TUNING: PostgresTuning = {
  connectTimeoutMs: 10_000,
  queryTimeoutMs: 15_000,
  statusEveryMs: 1000,
  silenceLimitMs: 40_000,
  checkEveryMs: 4000,
  advanceEveryMs: 30_000,
  copySilenceLimitMs: 120_000,
  rowsAChunk: 2000,
  mostBacklogBytes: AS_LONG_AS_A_COPY,
  gatherMs: 100,
  queue: {
    partRows: MOST_LOGGED_CHANGES,
    partBytes: 16 * MEBIBYTE,
    groupRows: 3000,
    groupBytes: 3 * MEBIBYTE,
    mostRows: 16_000,
    mostBytes: 32 * MEBIBYTE,
  },
};
