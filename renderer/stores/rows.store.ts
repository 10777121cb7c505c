import { create } from 'zustand';
import type { AreaRef } from '../../shared/domain/areas.ts';
import type { BatchScope, TaskFigure } from '../../shared/domain/figures.ts';
import type { RateRule } from '../../shared/domain/rates.ts';

/** The rows behind a figure that was clicked, and the figure as it stood then; or one of these rows that was searched for. */
export type RowsRequest = {
  readonly area: AreaRef;
  /** The figure as shown where it was clicked; for a rate its denominator. Null where no figure was clicked. */
  readonly shown: number | null;
} & (
  | {
      readonly kind: 'tasks';
      readonly figure: TaskFigure;
      readonly scope: BatchScope;
      /** Set when a rate was clicked: the rows are its denominator under this rule. */
      readonly rateRule?: RateRule;
      /** Set when one task was searched for: of the rows this one only. */
      readonly taskId?: number;
    }
  | {
      readonly kind: 'alerts';
      /** Index into ALERT_LEVELS; null for all. */
      readonly level: number | null;
      /** Open ones of any age, or those raised in a span. */
      readonly raised: { readonly fromMs: number; readonly toMs: number } | null;
    }
  | { readonly kind: 'workOrders' }
  | { readonly kind: 'workers' }
);

interface RowsState {
  readonly request: RowsRequest | null;
  readonly actions: {
    open(request: RowsRequest): void;
    close(): void;
  };
}

export const useRowsStore = create<RowsState>()((set) => ({
  request: null,
  actions: {
    open: (request) => set({ request }),
    close: () => set({ request: null }),
  },
}));
