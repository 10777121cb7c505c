import { setTimeout as wait } from 'node:timers/promises';
import type { ControlLine } from './control-line.ts';

/** The stream's numbers have 32 bits; those of snapshots have 64, and begin with the same ones shortly before or after the snapshot's end. */
const ARE_SEEN = `
  SELECT bool_and(pg_visible_in_snapshot((id + CASE WHEN id - ending % 4294967296 > 2147483648 THEN -4294967296
                                                    WHEN id - ending % 4294967296 < -2147483648 THEN 4294967296
                                                    ELSE 0 END + ending / 4294967296 * 4294967296)::text::xid8, now_seen)) AS seen
    FROM (SELECT s AS now_seen, pg_snapshot_xmax(s)::text::bigint AS ending FROM pg_current_snapshot() s) snapshot, unnest($1::bigint[]) id`;
const LOOK_AGAIN_MS = 5;
/** Seconds of a busy stream: what came before is seen, unless a commit waits for a standby all that time. */
const MOST_REMEMBERED = 20_000;

/**
 * The stream brings a transaction as soon as its commit is written, a moment before others see it; a commit that waits for a standby to confirm it is
 * not seen for as long as that takes. Resolves once upstream answers with what these transactions wrote. @throws SourceFailedError
 */
export async function untilSeen(control: ControlLine, transactionIds: readonly number[]): Promise<void> {
  if (transactionIds.length === 0) return;
  while (!(await control.row<{ seen: boolean }>(ARE_SEEN, [transactionIds])).seen) await wait(LOOK_AGAIN_MS);
}

/** The transactions that came last, so that what is asked of upstream is never older than what the replica has. */
export class RecentTransactions {
  #ids: number[] = [];

  came(transactionId: number): void {
    if (this.#ids.length === MOST_REMEMBERED) this.#ids = this.#ids.slice(MOST_REMEMBERED / 2);
    this.#ids.push(transactionId);
  }

  /** @throws SourceFailedError */
  async untilSeen(control: ControlLine): Promise<void> {
    await untilSeen(control, this.#ids);
  }
}
