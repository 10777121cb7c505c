import type { TaskListRow } from '../../../shared/contract/backend-api.ts';
import { TASK_OUTCOMES, TASK_STATES } from '../../../shared/domain/screening.ts';
import type { Words } from '../../lib/use-words.ts';
import type { ChipTone } from '../../ui/Chip.tsx';

/** Outcomes that ask for further care stand out; the others are simply done. */
const CARE_OUTCOMES: readonly string[] = ['homeObservation', 'centralisedIsolation'];

/** What a task's chip says and how loudly: late ones by how much, open ones by their step, verified ones by their outcome. */
export function taskStateChip(task: TaskListRow, nowMs: number, { t, span }: Words): { readonly tone: ChipTone; readonly text: string } {
  const state = TASK_STATES[task.state] ?? 'pushed';
  const isLate = task.dueAtMs < nowMs;
  switch (state) {
    case 'verified': {
      const outcome = TASK_OUTCOMES[task.outcome] ?? 'none';
      return { tone: CARE_OUTCOMES.includes(outcome) ? 'attention' : 'done', text: t(`outcome.${outcome}`) };
    }
    case 'unreachable':
      return { tone: isLate ? 'late' : 'quiet', text: t('detail.attempts', { value: task.attempts }) };
    case 'deferred':
    case 'withdrawn':
      return { tone: 'quiet', text: t(`taskState.${state}`) };
    default:
      return isLate
        ? { tone: 'late', text: t('detail.overdueBy', { age: span(nowMs - task.dueAtMs) }) }
        : { tone: state === 'pushed' ? 'quiet' : 'active', text: t(`taskState.${state}`) };
  }
}
