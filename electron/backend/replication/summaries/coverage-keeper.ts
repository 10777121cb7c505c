import { TASK_STATES } from '../../../../shared/domain/screening.ts';
import { dayOf } from '../../../../shared/domain/time.ts';
import type { WriteDb } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';
import { countTask, isOpen, type CountedTask } from './coverage-counts.ts';
import { summaryGrid, summaryGridBatch, summaryGridDay, summaryOpenDue, summaryUnplaced } from './coverage-tables.ts';
import { DeltaTable } from './delta-table.ts';
import { cell, type KeptCells, type RowKeeper } from './row-keeper.ts';

interface Task extends CountedTask {
  readonly batch: number;
  readonly street: number;
  readonly grid: number;
  readonly placement: number;
  readonly due: number;
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

/** Coverage by grid, by batch and by reporting day, the unplaced, and what is open by due time. */
export class CoverageKeeper {
  readonly tables: readonly DeltaTable[];
  /** Grids whose tasks moved to another day with their batch since last asked. */
  readonly movedGrids = new Set<number>();
  readonly #db: WriteDb;
  readonly #gridBatch: DeltaTable;
  readonly #gridDay: DeltaTable;
  readonly #grid: DeltaTable;
  readonly #unplaced: DeltaTable;
  readonly #openDue: DeltaTable;
  readonly #dayOfBatch = new Map<number, number>();

  constructor(db: WriteDb) {
    this.#db = db;
    this.#gridBatch = new DeltaTable(db, summaryGridBatch);
    this.#gridDay = new DeltaTable(db, summaryGridDay);
    this.#grid = new DeltaTable(db, summaryGrid);
    this.#unplaced = new DeltaTable(db, summaryUnplaced);
    this.#openDue = new DeltaTable(db, summaryOpenDue);
    this.tables = [this.#gridBatch, this.#gridDay, this.#grid, this.#unplaced, this.#openDue];
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
      const day = after === null ? null : dayOf(cell(after, 1));
      const known = this.#dayOfBatch.get(batch) ?? null;
      if (known === day) return;
      this.#moveBatch(batch, known, day);
      if (day === null) this.#dayOfBatch.delete(batch);
      else this.#dayOfBatch.set(batch, day);
    },
    truncate: () => {
      this.#dayOfBatch.clear();
      for (const table of this.tables) table.flush();
      this.#gridDay.recount();
    },
  };

  /** Reads the batches' days again, after a rollback or another file. */
  reload(): void {
    this.#dayOfBatch.clear();
    for (const [id, dueAt] of this.#db.values(sql`SELECT id, due_at FROM batch`)) this.#dayOfBatch.set(Number(id), dayOf(Number(dueAt)));
    this.movedGrids.clear();
  }

  #count(task: Task, sign: 1 | -1): void {
    if (task.placement !== PLACED || task.grid < 0) {
      const counts = this.#unplaced.at(task.batch, task.street, task.placement);
      counts[0] = (counts[0] ?? 0) + sign;
      if (task.state === WITHDRAWN) counts[1] = (counts[1] ?? 0) + sign;
      return;
    }
    countTask(this.#gridBatch.at(task.batch, task.grid), task, sign);
    countTask(this.#gridDay.at(this.#dayOfBatch.get(task.batch) ?? dayOf(task.due), task.grid), task, sign);
    countTask(this.#grid.at(task.grid), task, sign);
    if (isOpen(task.state)) {
      const open = this.#openDue.at(task.batch, task.due, task.grid);
      open[0] = (open[0] ?? 0) + sign;
    }
  }

  /** Takes the batch's tasks from their day to another; null stands for each task's own day, while the batch is not known. */
  #moveBatch(batch: number, from: number | null, to: number | null): void {
    const tasks = this.#db.values(
      sql`SELECT grid, state, outcome, due_at, verified_at FROM task WHERE batch_id = ${batch} AND placement = 0 AND grid >= 0`,
    );
    for (const [grid, state, outcome, due, verifiedAt] of tasks) {
      const dueAt = Number(due);
      const task = { state: Number(state), outcome: Number(outcome), onTime: typeof verifiedAt === 'number' && verifiedAt <= dueAt };
      countTask(this.#gridDay.at(from ?? dayOf(dueAt), Number(grid)), task, -1);
      countTask(this.#gridDay.at(to ?? dayOf(dueAt), Number(grid)), task, 1);
      this.movedGrids.add(Number(grid));
    }
  }
}
