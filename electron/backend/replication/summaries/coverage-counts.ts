import { TASK_OUTCOMES, TASK_STATES, type TaskState } from '../../../../shared/domain/screening.ts';

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const VERIFIED = TASK_STATES.indexOf('verified');
const OUTCOMES = TASK_OUTCOMES.slice(1).map(snakeCase);
const OPEN_STATES: readonly TaskState[] = ['pushed', 'assigned', 'inProgress', 'unreachable'];
const OPEN = TASK_STATES.map((state) => OPEN_STATES.includes(state));

const FIRST_STATE = 1;
const ON_TIME = FIRST_STATE + TASK_STATES.length;
const FIRST_OUTCOME = ON_TIME;

/** `listed`, its partition by current state, `verified_on_time`, and the verified by outcome. */
export const COVERAGE_COUNTS: readonly string[] = ['listed', ...TASK_STATES.map(snakeCase), 'verified_on_time', ...OUTCOMES];

/** The same counts over a group of task rows. */
export const COVERAGE_COUNT_EXPRESSIONS = [
  'COUNT(*)',
  ...TASK_STATES.map((_, state) => `COUNT(*) FILTER (WHERE task.state = ${state})`),
  `COUNT(*) FILTER (WHERE task.state = ${VERIFIED} AND task.verified_at <= task.due_at)`,
  ...OUTCOMES.map((_, index) => `COUNT(*) FILTER (WHERE task.state = ${VERIFIED} AND task.outcome = ${index + 1})`),
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

function add(counts: Int32Array, index: number, sign: 1 | -1): void {
  counts[index] = (counts[index] ?? 0) + sign;
}

export function countTask(counts: Int32Array, task: CountedTask, sign: 1 | -1): void {
  add(counts, 0, sign);
  add(counts, FIRST_STATE + task.state, sign);
  if (task.state !== VERIFIED) return;
  if (task.onTime) add(counts, ON_TIME, sign);
  if (task.outcome > 0) add(counts, FIRST_OUTCOME + task.outcome, sign);
}
