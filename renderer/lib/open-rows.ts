import type { AreaRef } from '../../shared/domain/areas.ts';
import type { BatchScope, TaskFigure } from '../../shared/domain/figures.ts';
import type { RateRule } from '../../shared/domain/rates.ts';
import { useRowsStore } from '../stores/rows.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

const { open } = useRowsStore.getState().actions;

export function openTaskRows(area: AreaRef, scope: BatchScope, figure: TaskFigure, shown: number): void {
  open({ kind: 'tasks', area, scope, figure, shown });
}

/** The rows of a rate are its denominator under the rule; the numerator is marked among them. */
export function openRateRows(area: AreaRef, scope: BatchScope, rateRule: RateRule, due: number): void {
  open({ kind: 'tasks', area, scope, figure: rateRule === 'withDeferred' ? 'due' : 'dueWithoutDeferred', rateRule, shown: due });
}

/** A task in no grid can be shown nowhere but among the unplaced. */
export function openUnplacedTask(taskId: number): void {
  open({ kind: 'tasks', area: useSelectionStore.getState().home, scope: { kind: 'all' }, figure: 'unplaced', taskId, shown: null });
}

export function openAlertRows(area: AreaRef, level: number | null, shown: number): void {
  open({ kind: 'alerts', area, level, raised: null, shown });
}

export function openWorkerRows(area: AreaRef, shown: number | null): void {
  open({ kind: 'workers', area, shown });
}
