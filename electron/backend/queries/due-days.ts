import type { GridRange } from '../../../shared/domain/areas.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import type { SqlCell } from '../db/database.ts';

/** Counts of one reporting day at its due time. */
export interface DueDayCount {
  listed: number;
  withdrawn: number;
  deferred: number;
  verified: number;
  verifiedOnTime: number;
}

type CountName = keyof DueDayCount;
const COUNTS: readonly CountName[] = ['listed', 'withdrawn', 'deferred', 'verified', 'verifiedOnTime'];

interface DueDay {
  /** The latest due time of the day's batches. */
  readonly dueAtMs: number;
  /** By grid. */
  readonly columns: { readonly [Name in CountName]: Uint16Array };
}

export interface DueBatch {
  readonly id: number;
  readonly dueAtMs: number;
}

/** The columns of `task` that `DueDays.add` takes, in its order. */
export const DUE_DAY_COLUMNS = 'batch_id, pushed_at, due_at, withdrawn_at, verified_at, deferred_at';

function isBy(moment: SqlCell | undefined, atMs: number): boolean {
  return typeof moment === 'number' && moment <= atMs;
}

function addOne(column: Uint16Array, grid: number): void {
  column[grid] = (column[grid] ?? 0) + 1;
}

function emptyDay(dueAtMs: number, gridCount: number): DueDay {
  const column = () => new Uint16Array(gridCount);
  return { dueAtMs, columns: { listed: column(), withdrawn: column(), deferred: column(), verified: column(), verifiedOnTime: column() } };
}

/** The reporting days of some batches, and how their tasks stood at each day's due time, grid by grid. The rule is that of grid-counts-as-of.ts. */
export class DueDays {
  readonly #batches: readonly DueBatch[];
  readonly #gridCount: number;
  readonly #days = new Map<number, DueDay>();
  readonly #dayOfBatch = new Map<number, DueDay>();

  /** @param batches the latest due time first */
  constructor(batches: readonly DueBatch[], gridCount: number) {
    this.#batches = batches;
    this.#gridCount = gridCount;
    for (const { id, dueAtMs } of batches) {
      const day = dayOf(dueAtMs);
      const dueDay = this.#days.get(day) ?? emptyDay(dueAtMs, gridCount);
      this.#days.set(day, dueDay);
      this.#dayOfBatch.set(id, dueDay);
    }
  }

  /** The same days with nothing counted. */
  emptyCopy(): DueDays {
    return new DueDays(this.#batches, this.#gridCount);
  }

  /** Takes over another's counts of one grid. */
  take(grid: number, from: DueDays): void {
    for (const [day, { columns }] of this.#days) {
      for (const name of COUNTS) columns[name][grid] = from.#days.get(day)?.columns[name][grid] ?? 0;
    }
  }

  clear(grid: number): void {
    for (const { columns } of this.#days.values()) for (const name of COUNTS) columns[name][grid] = 0;
  }

  /** Counts one placed task, given as DUE_DAY_COLUMNS. */
  add(grid: number, [batch, pushedAt, dueAt, withdrawnAt, verifiedAt, deferredAt]: readonly SqlCell[]): void {
    const day = this.#dayOfBatch.get(Number(batch));
    if (day === undefined || !isBy(pushedAt, day.dueAtMs)) return;
    const { dueAtMs, columns } = day;
    addOne(columns.listed, grid);
    if (isBy(withdrawnAt, dueAtMs)) addOne(columns.withdrawn, grid);
    else if (isBy(verifiedAt, dueAtMs)) {
      addOne(columns.verified, grid);
      if (isBy(verifiedAt, Number(dueAt))) addOne(columns.verifiedOnTime, grid);
    } else if (isBy(deferredAt, dueAtMs)) addOne(columns.deferred, grid);
  }

  /** Counts of some grids together by reporting day; a day without batches is not in it. */
  sumOf({ from, to }: GridRange): ReadonlyMap<number, DueDayCount> {
    const sum = (column: Uint16Array): number => {
      let total = 0;
      for (let grid = from; grid < to; grid++) total += column[grid] ?? 0;
      return total;
    };
    return new Map(
      [...this.#days].map(([day, { columns }]) => [
        day,
        {
          listed: sum(columns.listed),
          withdrawn: sum(columns.withdrawn),
          deferred: sum(columns.deferred),
          verified: sum(columns.verified),
          verifiedOnTime: sum(columns.verifiedOnTime),
        },
      ]),
    );
  }
}
