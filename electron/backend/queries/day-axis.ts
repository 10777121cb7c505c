import type { DayAxis } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import { DAY_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import type { SqlCell } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { inArea, inGrids } from './area-filter.ts';
import { inScope, type ResolvedScope, resolveScope } from './batch-scope.ts';
import { inSlices } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';
import { IS_PLACED } from './task-figures.ts';

const STEP_MINUTES = 15;
const STEP_MS = STEP_MINUTES * MINUTE_MS;
const STEPS = DAY_MS / STEP_MS;

interface DayCurves {
  readonly verifiedUpTo: Uint32Array;
  readonly dueUpTo: Uint32Array;
  readonly deferredUpTo: Uint32Array;
}

/** Changes of a count by step; summed up they are the count at the end of each step. */
class StepChanges {
  readonly #changes = new Int32Array(STEPS);
  readonly #dayStartMs: number;

  constructor(dayStartMs: number) {
    this.#dayStartMs = dayStartMs;
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

  /** A moment at the very end of a step counts in it; what was before midnight counts from the first step on. */
  #change(atMs: number, change: number): void {
    const step = Math.max(Math.ceil((atMs - this.#dayStartMs) / STEP_MS) - 1, 0);
    if (step < STEPS) this.#changes[step] = (this.#changes[step] ?? 0) + change;
  }
}

function momentOf(cell: SqlCell | undefined): number {
  return typeof cell === 'number' ? cell : Number.POSITIVE_INFINITY;
}

/** The curves that areaCountsAsOf would give at the end of each step. */
async function curves(
  { db }: QueryContext,
  range: GridRange,
  scope: ResolvedScope,
  dayStartMs: number,
  signal: CallSignal,
): Promise<DayCurves> {
  const [due, verified, deferred] = [new StepChanges(dayStartMs), new StepChanges(dayStartMs), new StepChanges(dayStartMs)];
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

function alertsByLevel({ db, city }: QueryContext, area: AreaRef, dayStartMs: number): Uint32Array[] {
  const levels = ALERT_LEVELS.map(() => new Uint32Array(STEPS));
  const raised = db.values(sql`SELECT level, CAST((raised_at - ${dayStartMs}) / ${STEP_MS} AS INTEGER) AS step, COUNT(*) FROM alert
    WHERE raised_at >= ${dayStartMs} AND raised_at < ${dayStartMs + DAY_MS} AND ${inArea(city, 'grid', area)} GROUP BY level, step`);
  for (const [level, step, count] of raised) {
    const steps = levels[Number(level)];
    if (steps !== undefined) steps[Number(step)] = Number(count);
  }
  return levels;
}

/** The day of an area in steps, alerts and the day's coverage together. */
export async function dayAxis(
  context: QueryContext,
  { area, day }: { readonly area: AreaRef; readonly day: number },
  signal: CallSignal,
): Promise<DayAxis> {
  const dayStartMs = startOfDay(day);
  const scope = resolveScope(context.db, { kind: 'day', day }, context.clock.now());
  const dayCurves = await curves(context, gridRangeOf(context.city, area), scope, dayStartMs, signal);
  return { day, stepMinutes: STEP_MINUTES, alertsByLevel: alertsByLevel(context, area, dayStartMs), ...dayCurves };
}
