import { dayOf, startOfDay } from '../../../shared/domain/time.ts';
import type { SqlCell } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { TASK_STATE } from '../queries/codes.ts';
import type { QueryContext } from '../queries/query-context.ts';

const IN_HAND: readonly number[] = [TASK_STATE.assigned, TASK_STATE.inProgress, TASK_STATE.unreachable];

interface WorkerCounts {
  openTasks: number;
  verifiedToday: number;
}

const NO_TASKS: Readonly<WorkerCounts> = { openTasks: 0, verifiedToday: 0 };

/** One task that counts for a worker. */
interface CountedTask {
  readonly workerId: number;
  readonly column: keyof WorkerCounts;
}

/**
 * Tasks in each worker's hands and verified today. It remembers whose count a task was in, because a task that changes hands or is deleted no
 * longer says whose it was.
 */
export class WorkerTasks {
  readonly #context: QueryContext;
  readonly #tasks = new Map<number, CountedTask>();
  readonly #counts = new Map<number, WorkerCounts>();
  #day = 0;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** The civil day that `verifiedToday` counts. */
  get day(): number {
    return this.#day;
  }

  of(workerId: number): Readonly<WorkerCounts> {
    return this.#counts.get(workerId) ?? NO_TASKS;
  }

  /** Counts everything anew; needed first and on every new day. */
  readAll(): void {
    const { db, clock } = this.#context;
    this.#day = dayOf(clock.now());
    this.#tasks.clear();
    this.#counts.clear();
    // From worker to worker along the index: a scan of all tasks would take as long as the replica is large.
    const counted = db.values(sql`WITH RECURSIVE someone (id) AS (
        SELECT MIN(worker_id) FROM task WHERE worker_id >= 0
        UNION ALL SELECT (SELECT MIN(worker_id) FROM task WHERE worker_id > someone.id) FROM someone WHERE someone.id IS NOT NULL
      )
      SELECT task.id, task.worker_id, task.state, task.verified_at FROM someone CROSS JOIN task
      WHERE task.worker_id = someone.id AND task.state IN (${TASK_STATE.assigned}, ${TASK_STATE.inProgress}, ${TASK_STATE.unreachable})
      UNION ALL SELECT task.id, task.worker_id, task.state, task.verified_at FROM someone CROSS JOIN task
      WHERE task.worker_id = someone.id AND task.state = ${TASK_STATE.verified} AND task.verified_at >= ${startOfDay(this.#day)}`);
    for (const [id, ...cells] of counted) this.#put(Number(id), this.#countedAs(cells));
  }

  /** Reads some tasks again. Answers the workers whose counts may have changed. */
  reread(taskIds: Iterable<number>): Set<number> {
    const workers = new Set<number>();
    for (const id of taskIds) {
      const [cells] = this.#context.db.values(sql`SELECT worker_id, state, verified_at FROM task WHERE id = ${id}`);
      const before = this.#tasks.get(id);
      const after = cells === undefined ? null : this.#countedAs(cells);
      this.#put(id, after);
      if (before !== undefined) workers.add(before.workerId);
      if (after !== null) workers.add(after.workerId);
    }
    return workers;
  }

  #countedAs([worker, state, verifiedAt]: readonly SqlCell[]): CountedTask | null {
    const workerId = Number(worker);
    if (workerId < 0) return null;
    if (IN_HAND.includes(Number(state))) return { workerId, column: 'openTasks' };
    const isVerifiedToday = state === TASK_STATE.verified && Number(verifiedAt) >= startOfDay(this.#day);
    return isVerifiedToday ? { workerId, column: 'verifiedToday' } : null;
  }

  #put(id: number, counted: CountedTask | null): void {
    const before = this.#tasks.get(id);
    if (before !== undefined) this.#add(before, -1);
    if (counted === null) {
      this.#tasks.delete(id);
      return;
    }
    this.#tasks.set(id, counted);
    this.#add(counted, 1);
  }

  #add({ workerId, column }: CountedTask, change: number): void {
    const counts = this.#counts.get(workerId) ?? { openTasks: 0, verifiedToday: 0 };
    counts[column] += change;
    this.#counts.set(workerId, counts);
  }
}
