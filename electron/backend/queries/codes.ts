import { ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { TASK_OUTCOMES, TASK_STATES } from '../../../shared/domain/screening.ts';
import { WORK_ORDER_STATES } from '../../../shared/domain/work-orders.ts';

function codesOf<const Name extends string>(names: readonly Name[]): { readonly [Key in Name]: number } {
  return Object.fromEntries(names.map((name, code) => [name, code])) as { readonly [Key in Name]: number };
}

/** Stored values of the lists in shared/domain, by name. */
export const TASK_STATE = codesOf(TASK_STATES);
export const TASK_OUTCOME = codesOf(TASK_OUTCOMES);
export const ALERT_STATE = codesOf(ALERT_STATES);
export const WORK_ORDER_STATE = codesOf(WORK_ORDER_STATES);
