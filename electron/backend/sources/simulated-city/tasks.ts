import { LIST_MARKS, PLACEMENTS, TASK_STATES, type TaskState } from '../../../../shared/domain/screening.ts';
import type { DayNumber } from '../../../../shared/domain/time.ts';
import type { TaskRow } from '../../../../shared/tables/task.table.ts';
import { EARLIEST_PUSH_MS, listSizeOf } from './batch-plan.ts';
import { createDailyFamily } from './daily-rows.ts';
import { personOf } from './people.ts';
import { RETENTION_DAYS } from './presets.ts';
import type { RowFamily } from './row-family.ts';
import { rowKey } from './row-keys.ts';
import { NEVER, TASK_MOMENTS, hasReached, type TaskMoment, type TaskPlan } from './task-plan.ts';
import type { World } from './world.ts';

const PLACED = PLACEMENTS.indexOf('placed');
const LISTED = LIST_MARKS.indexOf('listed');
const TRANSFERRED_IN = LIST_MARKS.indexOf('transferredIn');

/** The last of these that was reached is the state; nobody comes back from a later one. */
const STATE_OF_MOMENT: readonly (readonly [moment: TaskMoment, state: TaskState])[] = [
  ['withdrawn', 'withdrawn'],
  ['verified', 'verified'],
  ['deferred', 'deferred'],
  ['unreachable', 'unreachable'],
  ['started', 'inProgress'],
  ['assigned', 'assigned'],
];
const ATTEMPTS: readonly TaskMoment[] = ['started', 'retried', 'unreachable'];

const NOTES: { readonly [State in TaskState]?: readonly string[] } = {
  verified: ['上门核实', '电话核实', '上门核实，本人在家', '社区登记后核实', '', '', ''],
  unreachable: ['多次拨打无人接听', '号码停机', '上门无人，邻居称未见', '号码为他人使用'],
  deferred: ['本人外出，约定次日', '住院中，出院后核实', '隔离点已登记，待转回'],
  withdrawn: ['重复推送', '经核不属于排查对象', '推送单位撤销'],
};

function stateAt(plan: TaskPlan, ordinal: number, atMs: number): TaskState {
  return STATE_OF_MOMENT.find(([moment]) => hasReached(plan, moment, ordinal, atMs))?.[1] ?? 'pushed';
}

function noteOf(state: TaskState, bits: number): string {
  const notes = NOTES[state] ?? [];
  return notes[bits % Math.max(1, notes.length)] ?? '';
}

/** Where the task stands: where it was first put, then where it was settled. */
function placeAt(
  { city }: World,
  plan: TaskPlan,
  ordinal: number,
  atMs: number,
): Pick<TaskRow, 'street' | 'grid' | 'placement' | 'compound'> {
  const grid = plan.grid[ordinal] ?? -1;
  if (hasReached(plan, 'placed', ordinal, atMs)) {
    return { street: city.grids.street[grid] ?? -1, grid, placement: PLACED, compound: plan.compound[ordinal] ?? -1 };
  }
  const street = plan.firstStreet[ordinal] ?? -1;
  return { street, grid: plan.firstGrid[ordinal] ?? -1, placement: plan.firstPlacement[ordinal] ?? PLACED, compound: -1 };
}

/** The address is the one the record came with; being placed does not correct it. */
function addressOf({ addresses }: World, plan: TaskPlan, ordinal: number): string {
  return addresses.ofRecord({
    placement: plan.firstPlacement[ordinal] ?? PLACED,
    street: plan.firstStreet[ordinal] ?? -1,
    grid: plan.grid[ordinal] ?? 0,
    compound: plan.compound[ordinal] ?? -1,
    bits: plan.person[ordinal] ?? 0,
  });
}

function rowOf(world: World, plan: TaskPlan, ordinal: number, atMs: number): TaskRow | null {
  const batch = plan.batches[plan.batch[ordinal] ?? 0];
  if (batch === undefined || !hasReached(plan, 'pushed', ordinal, atMs)) return null;
  const timeOf = (moment: TaskMoment): number | null =>
    hasReached(plan, moment, ordinal, atMs) ? plan.baseMs + (plan.moments[moment][ordinal] ?? 0) : null;
  const mark = plan.listMark[ordinal] ?? LISTED;
  const state = stateAt(plan, ordinal, atMs);
  const assignedAt = timeOf('assigned');
  const bits = plan.person[ordinal] ?? 0;
  const person = personOf(bits);
  return {
    id: rowKey(plan.day, ordinal),
    batch_id: batch.id,
    ...placeAt(world, plan, ordinal, atMs),
    state: TASK_STATES.indexOf(state),
    outcome: state === 'verified' ? (plan.outcome[ordinal] ?? 0) : 0,
    list_mark: mark === TRANSFERRED_IN && !hasReached(plan, 'placed', ordinal, atMs) ? LISTED : mark,
    person_kind: plan.personKind[ordinal] ?? 0,
    worker_id: assignedAt === null ? -1 : (plan.worker[ordinal] ?? -2) + 1,
    attempts: ATTEMPTS.filter((moment) => hasReached(plan, moment, ordinal, atMs)).length,
    pushed_at: plan.baseMs + (plan.moments.pushed[ordinal] ?? 0),
    due_at: batch.dueAt,
    assigned_at: assignedAt,
    started_at: timeOf('started'),
    verified_at: timeOf('verified'),
    unreachable_at: timeOf('unreachable'),
    deferred_at: timeOf('deferred'),
    withdrawn_at: timeOf('withdrawn'),
    person_name: person.name,
    id_number: person.idNumber,
    phone: person.phone,
    address: addressOf(world, plan, ordinal),
    note: noteOf(state, bits),
  };
}

/** Screening tasks: placed, assigned by street, verified at the pace of street and grid, or not. */
export function createTasks(world: World, planOf: (day: DayNumber) => TaskPlan): RowFamily<'task'> {
  return createDailyFamily({
    table: 'task',
    retentionDays: RETENTION_DAYS,
    lifeDays: 2,
    earliestMs: EARLIEST_PUSH_MS,
    planOf,
    sizeOf: ({ count }) => count,
    countRows: (fromDay, toDay) => {
      let rows = 0;
      for (let day = fromDay; day <= toDay; day += 1) rows += listSizeOf(world, day);
      return rows;
    },
    rowOf: (plan, ordinal, atMs) => rowOf(world, plan, ordinal, atMs),
    eachMoment: (plan, ordinal, visit) => {
      for (const moment of TASK_MOMENTS) {
        const offset = plan.moments[moment][ordinal] ?? NEVER;
        if (offset !== NEVER) visit(plan.baseMs + offset);
      }
    },
  });
}
