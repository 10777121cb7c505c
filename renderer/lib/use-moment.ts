import type { CallName } from '../../shared/contract/backend-api.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { dayOf } from '../../shared/domain/time.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { useNow } from './use-live.ts';

/** Calls whose answer can be that of a moment. */
const TELL_OF_A_MOMENT: ReadonlySet<CallName> = new Set<CallName>([
  'areaCounts',
  'batchCoverage',
  'trend',
  'gridDetail',
  'tasks',
  'alerts',
  'workOrders',
  'workers',
  'timeline',
]);

export const NOW: { readonly asOfMs?: number } = {};

/** What a panel's question says of time: nothing now, the moment in view otherwise. */
export function useAsOf(name: CallName): { readonly asOfMs?: number } {
  const askedMs = useTimeStore((state) => (TELL_OF_A_MOMENT.has(name) ? state.askedMs : null));
  return askedMs === null ? NOW : { asOfMs: askedMs };
}

/** The clock of what is shown: the moment in view, or the backend's clock on whole steps. */
export function useShownNow(stepMs: number): number {
  const nowMs = useNow(stepMs);
  return useTimeStore((state) => state.shownMs) ?? nowMs;
}

/** A scope as it is named: today's batches are, in the past, those of the moment's day. */
export function useShownScope(scope: BatchScope): BatchScope {
  const shownMs = useTimeStore((state) => state.shownMs);
  return scope.kind === 'today' && shownMs !== null ? { kind: 'day', day: dayOf(shownMs) } : scope;
}

/** Whether the window shows the past. */
export function useIsPast(): boolean {
  return useTimeStore((state) => state.shownMs !== null);
}
