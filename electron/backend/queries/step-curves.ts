import type { CoverageCurves } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';
import type { SqlCell } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { inGrids } from './area-filter.ts';
import { inScope, type ResolvedScope } from './batch-scope.ts';
import { inSlices } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';
import { IS_PLACED } from './task-figures.ts';

/** Equal steps from a moment on. */
export interface Steps {
  readonly fromMs: number;
  readonly stepMs: number;
  readonly count: number;
}

/** Changes of a count by step; summed up they are the count at the end of each step. */
class StepChanges {
  readonly #steps: Steps;
  readonly #changes: Int32Array;

  constructor(steps: Steps) {
    this.#steps = steps;
    this.#changes = new Int32Array(steps.count);
  }

  /** The count is 1 higher from `fromMs` until `untilMs`. */
  add(fromMs: number, untilMs: number): void {
    if (fromMs >= untilMs) return;
    this.#change(fromMs, 1);
    this.#change(untilMs, -1);
  }

  upTo(): Uint32Array {
    let sum = 0;
    return Uint32Array.from(this.#changes, (change) => (sum += change));
  }

  /** A moment at the very end of a step counts in it; what was before the first counts from it on. */
  #change(atMs: number, change: number): void {
    const { fromMs, stepMs, count } = this.#steps;
    const step = Math.max(Math.ceil((atMs - fromMs) / stepMs) - 1, 0);
    if (step < count) this.#changes[step] = (this.#changes[step] ?? 0) + change;
  }
}

function momentOf(cell: SqlCell | undefined): number {
  return typeof cell === 'number' ? cell : Number.POSITIVE_INFINITY;
}

/** The curves that countsAsOf would give at the end of each step. */
export async function stepCurves(
  { db }: QueryContext,
  range: GridRange,
  scope: ResolvedScope,
  steps: Steps,
  signal: CallSignal,
): Promise<CoverageCurves> {
  const [due, verified, deferred] = [new StepChanges(steps), new StepChanges(steps), new StepChanges(steps)];
  await inSlices(range, signal, (slice) => {
    const tasks = db.values(sql`SELECT pushed_at, verified_at, deferred_at, withdrawn_at FROM task
      WHERE ${inScope('batch_id', scope)} AND ${inGrids('grid', slice)} AND ${IS_PLACED}`);
    for (const task of tasks) {
      const pushedAtMs = momentOf(task[0]);
      const verifiedAtMs = Math.max(momentOf(task[1]), pushedAtMs);
      const deferredAtMs = Math.max(momentOf(task[2]), pushedAtMs);
      const withdrawnAtMs = momentOf(task[3]);
      due.add(pushedAtMs, withdrawnAtMs);
      verified.add(verifiedAtMs, withdrawnAtMs);
      deferred.add(deferredAtMs, Math.min(verifiedAtMs, withdrawnAtMs));
    }
  });
  return { verifiedUpTo: verified.upTo(), dueUpTo: due.upTo(), deferredUpTo: deferred.upTo() };
}
