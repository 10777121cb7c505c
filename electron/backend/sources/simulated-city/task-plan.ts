import { DAY_MS, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import type { World } from './world.ts';
import { BATCHES_A_DAY, planBatch, type BatchPlan } from './batch-plan.ts';

/** A moment that never comes. */
export const NEVER = 0xffff_ffff;

/** Moments of a task's life in the order in which they can come; each a column of offsets in a TaskPlan. */
export const TASK_MOMENTS = [
  'pushed',
  'placed',
  'assigned',
  'started',
  'retried',
  'unreachable',
  'deferred',
  'withdrawn',
  'verified',
] as const;
export type TaskMoment = (typeof TASK_MOMENTS)[number];

/** The whole lives of all tasks of one reporting day, in columns by ordinal. */
export interface TaskPlan {
  readonly day: DayNumber;
  readonly batches: readonly BatchPlan[];
  readonly count: number;
  /** Moments are milliseconds after this one, so that 32 bits hold them; NEVER for those that do not come. */
  readonly baseMs: number;
  readonly moments: { readonly [Moment in TaskMoment]: Uint32Array };
  /** Index into `batches`. */
  readonly batch: Uint8Array;
  /** Where the task stands from `placed` on. */
  readonly grid: Int32Array;
  readonly compound: Int32Array;
  /** Where it stands before: −1 for a record not matched yet, a neighbour's grid for one handed over. */
  readonly firstGrid: Int32Array;
  readonly firstStreet: Int16Array;
  readonly firstPlacement: Uint8Array;
  readonly outcome: Uint8Array;
  readonly listMark: Uint8Array;
  readonly personKind: Uint8Array;
  /** Index of the worker. */
  readonly worker: Int32Array;
  /** Bits that the person, the door and the notes are made of. */
  readonly person: Uint32Array;
  /** 1 when the worker goes to the door, 0 when a call is enough. */
  readonly atDoor: Uint8Array;
}

export function emptyTaskPlan(world: World, day: DayNumber): TaskPlan {
  const batches = Array.from({ length: BATCHES_A_DAY }, (_, ordinal) => planBatch(world, day, ordinal));
  const count = batches.reduce((sum, { size }) => sum + size, 0);
  const column = (): Uint32Array => new Uint32Array(count).fill(NEVER);
  return {
    day,
    batches,
    count,
    baseMs: startOfDay(day) - DAY_MS,
    moments: {
      pushed: column(),
      placed: column(),
      assigned: column(),
      started: column(),
      retried: column(),
      unreachable: column(),
      deferred: column(),
      withdrawn: column(),
      verified: column(),
    },
    batch: new Uint8Array(count),
    grid: new Int32Array(count).fill(-1),
    compound: new Int32Array(count).fill(-1),
    firstGrid: new Int32Array(count).fill(-1),
    firstStreet: new Int16Array(count).fill(-1),
    firstPlacement: new Uint8Array(count),
    outcome: new Uint8Array(count),
    listMark: new Uint8Array(count),
    personKind: new Uint8Array(count),
    worker: new Int32Array(count).fill(-1),
    person: new Uint32Array(count),
    atDoor: new Uint8Array(count),
  };
}

/** The moment as an offset of the plan; NEVER when it lies so late that nobody waits for it. */
export function offsetIn(plan: TaskPlan, atMs: number): number {
  // Three days after its reporting day a list is closed.
  return atMs < plan.baseMs + 4 * DAY_MS ? Math.max(0, Math.floor(atMs - plan.baseMs)) : NEVER;
}

/** Whether the task has reached a moment of its life. */
export function hasReached(plan: TaskPlan, moment: TaskMoment, ordinal: number, atMs: number): boolean {
  return atMs - plan.baseMs >= (plan.moments[moment][ordinal] ?? NEVER);
}
