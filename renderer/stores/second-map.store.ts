import { create } from 'zustand';
import type { CallError } from '../../shared/contract/errors.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import type { LayerId } from '../../shared/domain/layers.ts';
import type { MetricId } from '../../shared/domain/metrics.ts';
import { type LayerFailure, type LayerFailures, withFailure } from './layers.store.ts';

/**
 * Which moment the second map tells of: that of the first one, the same time a day before it, that of another batch as long after its push, or one
 * of its own.
 */
export type SecondMoment = { readonly kind: 'same' | 'yesterday' | 'otherBatch' } | { readonly kind: 'at'; readonly atMs: number };

/** What the second map shows; everything else (rule, layers, area, selection) it shares with the first. */
export interface SecondView {
  readonly metric: MetricId;
  readonly moment: SecondMoment;
}

/** The moment and the tasks that are shown; null for those of the first map. */
export interface SecondShown {
  readonly atMs: number | null;
  readonly scope: BatchScope | null;
}

interface SecondMapState {
  /** Null: there is one map. */
  readonly view: SecondView | null;
  /** What it shows by now; null before there is anything to show. */
  readonly shown: SecondShown | null;
  /** It was opened over a map that showed the whole area in view: half as wide, it should do so again. */
  readonly keepsArea: boolean;
  /** Why the moment that was asked for is not shown. */
  readonly failure: CallError | null;
  /** What stands in the error slots of its layers. */
  readonly layerFailures: LayerFailures;
  readonly actions: {
    /** Null closes it. */
    look(view: SecondView | null, keepsArea?: boolean): void;
    /** Of an open one. */
    change(change: Partial<SecondView>): void;
    show(shown: SecondShown): void;
    fail(failure: CallError | null): void;
    setLayerFailure(id: LayerId, failure: LayerFailure | null): void;
  };
}

const NOTHING_SHOWN = { shown: null, failure: null, layerFailures: {} } as const;

/** The second of two maps that stand side by side. */
export const useSecondMapStore = create<SecondMapState>()((set) => ({
  view: null,
  keepsArea: false,
  ...NOTHING_SHOWN,
  actions: {
    look: (view, keepsArea = false) => set(view === null ? { view, keepsArea, ...NOTHING_SHOWN } : { view, keepsArea }),
    change: (change) => set(({ view }) => (view === null ? {} : { view: { ...view, ...change } })),
    show: (shown) => set({ shown, failure: null }),
    fail: (failure) => set({ failure }),
    setLayerFailure: (id, failure) =>
      set((state) => {
        const layerFailures = withFailure(state.layerFailures, id, failure);
        return layerFailures === state.layerFailures ? state : { layerFailures };
      }),
  },
}));
