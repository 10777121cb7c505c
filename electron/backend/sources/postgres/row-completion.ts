import { setTimeout as wait } from 'node:timers/promises';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import type { Change } from '../../replication/change.ts';
import type { UpstreamCatalog } from './catalog.ts';
import type { StreamChange } from './change-decoder.ts';
import type { CityCodes } from './city-codes.ts';
import type { ControlLine } from './control-line.ts';
import type { IncompleteRow } from './table-decoder.ts';

/** The stream's numbers have 32 bits; those of snapshots have 64, and begin with the same ones shortly before or after the snapshot's end. */
const ARE_SEEN = `
  SELECT bool_and(pg_visible_in_snapshot((id + CASE WHEN id - ending % 4294967296 > 2147483648 THEN -4294967296
                                                    WHEN id - ending % 4294967296 < -2147483648 THEN 4294967296
                                                    ELSE 0 END + ending / 4294967296 * 4294967296)::text::xid8, now_seen)) AS seen
    FROM (SELECT s AS now_seen, pg_snapshot_xmax(s)::text::bigint AS ending FROM pg_current_snapshot() s) snapshot, unnest($1::bigint[]) id`;
const LOOK_AGAIN_MS = 5;

/**
 * A row that enters the filter, or gets another key, comes without the large values that did not change, and the replica has none to keep. They
 * are read from upstream as they are now. If they changed since, the change is still to come; if the row is gone, so is its end. The stream
 * brings a transaction as soon as its commit is written, a moment before others see it: until then upstream would answer how it was before.
 */
export class RowCompletion {
  readonly #control: ControlLine;
  readonly #catalog: UpstreamCatalog;
  readonly #codes: CityCodes;

  constructor(control: ControlLine, catalog: UpstreamCatalog, codes: CityCodes) {
    this.#control = control;
    this.#catalog = catalog;
    this.#codes = codes;
  }

  /** @throws SourceFailedError */
  async complete(changes: readonly StreamChange[]): Promise<readonly Change[]> {
    const incomplete = changes.filter((change): change is IncompleteRow => change.op === 'complete');
    if (incomplete.length === 0) return changes as readonly Change[];
    await this.#untilSeen([...new Set(incomplete.map(({ transactionId }) => transactionId))]);
    const whole = new Map<IncompleteRow, Change>();
    for (const rows of Map.groupBy(incomplete, ({ table, leftOut }) => `${table} ${leftOut.join()}`).values()) {
      await this.#ask(rows, whole);
    }
    return changes.flatMap((change) => (change.op === 'complete' ? (whole.get(change) ?? []) : change));
  }

  /** A commit that waits for a standby to confirm it is not seen by others for as long as that takes. */
  async #untilSeen(transactionIds: readonly number[]): Promise<void> {
    while (!(await this.#control.row<{ seen: boolean }>(ARE_SEEN, [transactionIds])).seen) await wait(LOOK_AGAIN_MS);
  }

  async #ask(rows: readonly IncompleteRow[], whole: Map<IncompleteRow, Change>): Promise<void> {
    const [{ table, leftOut }] = rows as readonly [IncompleteRow];
    const keys = new Set(rows.map(({ upstreamKey }) => upstreamKey));
    const found = await this.#control.cells(table, this.#catalog, leftOut, [...keys], this.#codes);
    for (const row of rows) {
      const cells = found.get(row.key);
      if (cells === undefined) continue;
      const values = Object.fromEntries(leftOut.map((name, index) => [name, cells[index] as CellValue]));
      const origin = row.previousStreet === undefined ? {} : { previousStreet: row.previousStreet };
      whole.set(row, { op: 'upsert', table, row: { ...row.row, ...values }, ...origin } as Change);
    }
  }
}
