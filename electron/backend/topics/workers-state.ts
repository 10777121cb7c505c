import { TASKS_UNKNOWN, type WorkerColumns, type WorkersSnapshot } from '../../../shared/contract/topics.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { dayOf, startOfDay } from '../../../shared/domain/time.ts';
import { Sql, sql } from '../db/sql.ts';
import { inArea } from '../queries/area-filter.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { readCursor } from '../replication/book.ts';
import { columnOf, KeyedRows, type NumberRow } from './keyed-rows.ts';
import type { Refreshed, TopicState } from './topic-state.ts';
import { WorkerTasks } from './worker-tasks.ts';

/** @param rows id, grid, longitude, latitude, heading, located at, role, open tasks, verified today, whether it is unrecorded */
export function workerColumns(rows: readonly NumberRow[]): WorkerColumns {
  const { length } = rows;
  return {
    id: columnOf(rows, 0, new Float64Array(length)),
    grid: columnOf(rows, 1, new Int32Array(length)),
    longitude: columnOf(rows, 2, new Int32Array(length)),
    latitude: columnOf(rows, 3, new Int32Array(length)),
    heading: columnOf(rows, 4, new Uint16Array(length)),
    locatedAtMs: columnOf(rows, 5, new Float64Array(length)),
    role: columnOf(rows, 6, new Uint8Array(length)),
    openTasks: columnOf(rows, 7, new Uint16Array(length)),
    verifiedToday: columnOf(rows, 8, new Uint16Array(length)),
    isUnrecorded: columnOf(rows, 9, new Uint8Array(length)),
  };
}

const UNKNOWN = { openTasks: TASKS_UNKNOWN, verifiedToday: TASKS_UNKNOWN };
const EVERYBODY = new Sql('TRUE', []);

/** Workers on duty who stand in a competence, with their tasks. */
export class WorkersState implements TopicState<'workers'> {
  readonly #context: QueryContext;
  readonly #inCompetence: Sql;
  readonly #tasks: WorkerTasks;
  readonly #rows = new KeyedRows();
  /** Workers to read again; null for all of them. */
  #touchedWorkers: Set<number> | null = null;
  #touchedTasks = new Set<number>();
  /** False while a first snapshot is not complete: their positions may be here, their tasks are not. */
  #knowsTasks = true;

  constructor(context: QueryContext, competence: AreaRef) {
    this.#context = context;
    this.#inCompetence = inArea(context.city, 'position.grid', competence);
    this.#tasks = new WorkerTasks(context);
  }

  touch({ replaced, tables }: AppliedTransaction): boolean {
    if (replaced) this.#touchedWorkers = null;
    const workers = [...(tables.get('position')?.keys ?? []), ...(tables.get('worker')?.keys ?? [])];
    const tasks = tables.get('task')?.keys ?? [];
    for (const id of workers) this.#touchedWorkers?.add(id);
    for (const id of tasks) this.#touchedTasks.add(id);
    return replaced || workers.length > 0 || tasks.length > 0;
  }

  refresh(): Refreshed<'workers'> {
    const touched = this.#touchedWorkers;
    const tasks = this.#touchedTasks;
    this.#touchedWorkers = new Set();
    this.#touchedTasks = new Set();
    if (touched === null || this.#tasks.day !== dayOf(this.#context.clock.now())) {
      this.#knowsTasks = readCursor(this.#context.db) !== null;
      this.#tasks.readAll();
      this.#rows.replaceAll(this.#read(EVERYBODY));
      return { kind: 'replaced' };
    }
    for (const id of this.#tasks.reread(tasks)) touched.add(id);
    for (const id of touched) this.#reread(id);
    return this.#rows.takeChanges(workerColumns);
  }

  snapshot(): WorkersSnapshot {
    return { columns: workerColumns([...this.#rows.rows()]) };
  }

  forget(): void {
    this.#touchedWorkers = null;
  }

  nextChangeAtMs(): number {
    return startOfDay(dayOf(this.#context.clock.now()) + 1);
  }

  #read(condition: Sql): NumberRow[] {
    return this.#context.db
      .values(sql`SELECT position.worker_id, position.grid, longitude, latitude, heading, located_at, COALESCE(worker.role, 0)
        FROM position LEFT JOIN worker ON worker.id = position.worker_id WHERE ${condition} AND ${this.#inCompetence}`)
      .map((cells) => {
        const row = cells.map(Number);
        const workerId = row[0] ?? -1;
        const { openTasks, verifiedToday } = this.#knowsTasks ? this.#tasks.of(workerId) : UNKNOWN;
        return [...row, openTasks, verifiedToday, 0];
      });
  }

  #reread(workerId: number): void {
    const [row] = this.#read(sql`position.worker_id = ${workerId}`);
    if (row === undefined) this.#rows.remove(workerId);
    else this.#rows.put(row);
  }
}
