import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import type { Change, OfStreet } from '../../replication/change.ts';
import type { UpstreamCatalog } from './catalog.ts';
import type { CityCodes } from './city-codes.ts';
import type { ControlLine } from './control-line.ts';
import type { IncompleteRow, StreamChange } from './row-message.ts';
import { untilSeen } from './seen-transactions.ts';

function originOf({ previousStreet }: IncompleteRow): OfStreet {
  return previousStreet === undefined ? {} : { previousStreet };
}

/** Of a row that is gone upstream by now: its later deletion names the street that it was in then, not the one that it leaves here. */
function endOf(row: IncompleteRow): readonly Change[] {
  const { table, key, previousStreet } = row;
  // A row whose key names no grid of this city was never applied.
  return previousStreet === undefined || typeof key !== 'number' ? [] : [{ op: 'delete', table, key, previousStreet }];
}

/**
 * A row that enters the filter, or gets another key, comes without the large values that did not change, and the replica has none to keep. They
 * are read from upstream as they are now. If they changed since, the change is still to come; if the row is gone, so is its end where it was last, and only
 * where it came from has to be told now. Until others see the transaction upstream would answer how it was before (seen-transactions.ts).
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
    await untilSeen(this.#control, [...new Set(incomplete.map(({ transactionId }) => transactionId))]);
    const whole = new Map<IncompleteRow, Change>();
    for (const rows of Map.groupBy(incomplete, ({ table, leftOut }) => `${table} ${leftOut.join()}`).values()) {
      await this.#ask(rows, whole);
    }
    return changes.flatMap((change) => (change.op === 'complete' ? (whole.get(change) ?? endOf(change)) : change));
  }

  async #ask(rows: readonly IncompleteRow[], whole: Map<IncompleteRow, Change>): Promise<void> {
    const [{ table, leftOut }] = rows as readonly [IncompleteRow];
    const keys = new Set(rows.map(({ upstreamKey }) => upstreamKey));
    const found = await this.#control.cells(table, this.#catalog, leftOut, [...keys], this.#codes);
    for (const row of rows) {
      const cells = found.get(row.key);
      if (cells === undefined) continue;
      const values = Object.fromEntries(leftOut.map((name, index) => [name, cells[index] as CellValue]));
      whole.set(row, { op: 'upsert', table, row: { ...row.row, ...values }, ...originOf(row) } as Change);
    }
  }
}
