import { TASK_OUTCOMES, TASK_STATES, type TaskState } from '../../../../shared/domain/screening.ts';

const VERIFIED = TASK_STATES.indexOf('verified');
const OPEN_STATES: readonly TaskState[] = ['pushed', 'assigned', 'inProgress', 'unreachable'];
const OPEN = TASK_STATES.map((state) => OPEN_STATES.includes(state));

const FIRST_STATE = 1;
const ON_TIME = FIRST_STATE + TASK_STATES.length;
/** The first outcome is none and has no count. */
const BEFORE_OUTCOMES = ON_TIME;

/** A grid has `listed`, its partition by current state, those verified on time, and the verified by outcome. */
export const COUNTS_A_GRID = BEFORE_OUTCOMES + TASK_OUTCOMES.length;

const stateAt = (state: TaskState): number => FIRST_STATE + TASK_STATES.indexOf(state);

/** Where each count stands. */
export const COUNT_AT = {
  listed: 0,
  pushed: stateAt('pushed'),
  assigned: stateAt('assigned'),
  inProgress: stateAt('inProgress'),
  verified: stateAt('verified'),
  unreachable: stateAt('unreachable'),
  deferred: stateAt('deferred'),
  withdrawn: stateAt('withdrawn'),
  verifiedOnTime: ON_TIME,
  /** The others follow. */
  firstOutcome: BEFORE_OUTCOMES + 1,
} as const;

/** The same counts over a group of task rows. */
export const COVERAGE_COUNT_EXPRESSIONS = [
  'COUNT(*)',
  ...TASK_STATES.map((_, state) => `COUNT(*) FILTER (WHERE task.state = ${state})`),
  `COUNT(*) FILTER (WHERE task.state = ${VERIFIED} AND task.verified_at <= task.due_at)`,
  ...TASK_OUTCOMES.slice(1).map((_, index) => `COUNT(*) FILTER (WHERE task.state = ${VERIFIED} AND task.outcome = ${index + 1})`),
].join(', ');

/** Tasks that are overdue once their due time has passed: deferred and withdrawn ones are not. */
export const OPEN_CONDITION = `task.state IN (${OPEN.flatMap((open, state) => (open ? [state] : [])).join(', ')})`;

export function isOpen(state: number): boolean {
  return OPEN[state] === true;
}

/** Which counts beyond `listed` one task adds to. */
export interface CountedTask {
  readonly state: number;
  readonly outcome: number;
  readonly onTime: boolean;
}

/** The open tasks of the grid whose counts begin at `offset`. */
export function openIn(counts: ArrayLike<number>, offset: number): number {
  const { pushed, assigned, inProgress, unreachable } = COUNT_AT;
  const at = (index: number): number => counts[offset + index] ?? 0;
  return at(pushed) + at(assigned) + at(inProgress) + at(unreachable);
}

function add(counts: Int32Array, index: number, sign: 1 | -1): void {
  counts[index] = (counts[index] ?? 0) + sign;
}

/** @param offset where the counts of the task's grid begin */
export function countTask(counts: Int32Array, offset: number, task: CountedTask, sign: 1 | -1): void {
  add(counts, offset, sign);
  add(counts, offset + FIRST_STATE + task.state, sign);
  if (task.state !== VERIFIED) return;
  if (task.onTime) add(counts, offset + ON_TIME, sign);
  if (task.outcome > 0) add(counts, offset + BEFORE_OUTCOMES + task.outcome, sign);
}
