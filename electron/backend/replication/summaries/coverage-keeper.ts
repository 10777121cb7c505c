import { TASK_STATES } from '../../../../shared/domain/screening.ts';
import { dayOf } from '../../../../shared/domain/time.ts';
import type { WriteDb } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { countTask, isOpen, type CountedTask } from './coverage-counts.ts';
import { ALL_TASKS, CoverageTable } from './coverage-table.ts';
import { summaryOwnDue, summaryUnplaced } from './coverage-tables.ts';
import { offsetInTile } from './coverage-tile.ts';
import { DeltaTable } from './delta-table.ts';
import { cell, type KeptCells, type KeptTable, type RowKeeper } from './row-keeper.ts';

interface DueTask {
  readonly batch: number;
  readonly grid: number;
  readonly due: number;
  readonly state: number;
}

interface Task extends CountedTask, DueTask {
  readonly street: number;
  readonly placement: number;
}

const TASK_COLUMNS = ['batch_id', 'street', 'grid', 'placement', 'state', 'outcome', 'due_at', 'verified_at'] as const;
const PLACED = 0;
const WITHDRAWN = TASK_STATES.indexOf('withdrawn');

function taskOf(cells: KeptCells): Task {
  const due = cell(cells, 6);
  const verifiedAt = cells[7] ?? null;
  return {
    batch: cell(cells, 0),
    street: cell(cells, 1),
    grid: cell(cells, 2),
    placement: cell(cells, 3),
    state: cell(cells, 4),
    outcome: cell(cells, 5),
    due,
    onTime: verifiedAt !== null && verifiedAt <= due,
  };
}

function countsAlike(a: Task, b: Task): boolean {
  return (
    a.state === b.state &&
    a.outcome === b.outcome &&
    a.grid === b.grid &&
    a.batch === b.batch &&
    a.due === b.due &&
    a.onTime === b.onTime &&
    a.placement === b.placement &&
    a.street === b.street
  );
}

/** Coverage by batch and in all, the unplaced, and what is open with a due time of its own. */
export class CoverageKeeper {
  readonly tables: readonly KeptTable[];
  /** Grids whose tasks moved to another day with their batch since last asked. */
  readonly movedGrids = new Set<number>();
  readonly #db: WriteDb;
  readonly #coverage: CoverageTable;
  readonly #unplaced: DeltaTable;
  readonly #ownDue: DeltaTable;
  readonly #dueOfBatch = new Map<number, number>();

  constructor(db: WriteDb) {
    this.#db = db;
    this.#coverage = new CoverageTable(db);
    this.#unplaced = new DeltaTable(db, summaryUnplaced);
    this.#ownDue = new DeltaTable(db, summaryOwnDue);
    this.tables = [this.#coverage, this.#unplaced, this.#ownDue];
    this.reload();
  }

  readonly task: RowKeeper = {
    columns: TASK_COLUMNS,
    replace: (before, after) => {
      const left = before === null ? null : taskOf(before);
      const entered = after === null ? null : taskOf(after);
      if (left !== null && entered !== null && countsAlike(left, entered)) return;
      if (left !== null) this.#count(left, -1);
      if (entered !== null) this.#count(entered, 1);
    },
    truncate: () => {
      for (const table of this.tables) table.clear();
    },
  };

  readonly batch: RowKeeper = {
    columns: ['id', 'due_at'],
    replace: (before, after) => {
      const batch = cell(after ?? before ?? [], 0);
      const due = after === null ? null : cell(after, 1);
      const known = this.#dueOfBatch.get(batch) ?? null;
      if (known === due) return;
      this.#moveBatch(batch, known, due);
      if (due === null) this.#dueOfBatch.delete(batch);
      else this.#dueOfBatch.set(batch, due);
    },
    truncate: () => {
      this.#dueOfBatch.clear();
      this.#ownDue.recount();
    },
  };

  /** Reads the batches' due times again, after a rollback or another file. */
  reload(): void {
    this.#dueOfBatch.clear();
    for (const [id, dueAt] of this.#db.values(sql`SELECT id, due_at FROM batch`)) this.#dueOfBatch.set(Number(id), Number(dueAt));
    this.movedGrids.clear();
  }

  #count(task: Task, sign: 1 | -1): void {
    if (task.placement !== PLACED || task.grid < 0) {
      const counts = this.#unplaced.at(task.batch, task.street, task.placement);
      counts[0] = (counts[0] ?? 0) + sign;
      if (task.state === WITHDRAWN) counts[1] = (counts[1] ?? 0) + sign;
      return;
    }
    const offset = offsetInTile(task.grid);
    countTask(this.#coverage.counts(task.batch, task.grid), offset, task, sign);
    countTask(this.#coverage.counts(ALL_TASKS, task.grid), offset, task, sign);
    this.#countOwnDue(task, this.#dueOfBatch.get(task.batch) ?? null, sign);
  }

  #countOwnDue({ batch, grid, due, state }: DueTask, batchDue: number | null, sign: 1 | -1): void {
    if (due === batchDue || !isOpen(state)) return;
    const own = this.#ownDue.at(grid, batch, due);
    own[0] = (own[0] ?? 0) + sign;
    if (batchDue === null) return;
    const elsewhere = this.#ownDue.at(grid, batch, batchDue);
    elsewhere[1] = (elsewhere[1] ?? 0) + sign;
  }

  /** Takes the batch's tasks from its due time to another; null stands for a batch that is not known. */
  #moveBatch(batch: number, from: number | null, to: number | null): void {
    const tasks = this.#db.values(sql`SELECT grid, state, due_at FROM task WHERE batch_id = ${batch} AND placement = 0 AND grid >= 0`);
    const isOtherDay = from === null || to === null || dayOf(from) !== dayOf(to);
    for (const [grid, state, due] of tasks) {
      const task = { batch, grid: Number(grid), due: Number(due), state: Number(state) };
      this.#countOwnDue(task, from, -1);
      this.#countOwnDue(task, to, 1);
      if (isOtherDay) this.movedGrids.add(task.grid);
    }
  }
}
