import { create } from 'zustand';
import type { Classing } from '../../shared/domain/classing.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import type { LayerId } from '../../shared/domain/layers.ts';
import type { MetricId } from '../../shared/domain/metrics.ts';
import type { RateRule } from '../../shared/domain/rates.ts';

export interface CoverageSettings {
  readonly rule: RateRule;
  readonly scope: BatchScope;
  /** What a batch is compared with: one pushed before it; null is the batch before. */
  readonly comparedBatchId: number | null;
  /** What the grids are coloured by. */
  readonly metric: MetricId;
  /** How a metric's values are sorted into classes, where the viewer chose anything. */
  readonly classings: Readonly<Partial<Record<MetricId, Classing>>>;
}
export interface AlertSettings {
  readonly windowHours: 1 | 24 | 168;
  /** Indices that are left out; empty means that all are shown. */
  readonly hiddenLevels: readonly number[];
  readonly hiddenKinds: readonly number[];
  readonly hiddenStates: readonly number[];
}

/** Why a layer is not drawn: it could not be made, could not take over its data, could not be drawn, or the graphics card cannot hold it. */
export type LayerFailure = 'not-made' | 'not-updated' | 'not-drawn' | 'too-large';

/** What stands in the error slots of a map's layers. */
export type LayerFailures = Readonly<Partial<Record<LayerId, LayerFailure>>>;

/** The slots with another content in one of them, null for none: the same ones where it is in there already. */
export function withFailure(failures: LayerFailures, id: LayerId, failure: LayerFailure | null): LayerFailures {
  if ((failures[id] ?? null) === failure) return failures;
  const { [id]: _removed, ...others } = failures;
  return failure === null ? others : { ...others, [id]: failure };
}

interface LayersState {
  readonly visible: Readonly<Record<LayerId, boolean>>;
  readonly coverage: CoverageSettings;
  readonly alerts: AlertSettings;
  /** What stands in a layer's own error slot; absent while it is fine. */
  readonly failures: Readonly<Partial<Record<LayerId, LayerFailure>>>;
  /** How often the user asked for another try; the map makes the layer anew each time. */
  readonly retries: Readonly<Partial<Record<LayerId, number>>>;
  readonly actions: {
    toggle(id: LayerId): void;
    setCoverage(change: Partial<CoverageSettings>): void;
    setAlerts(change: Partial<AlertSettings>): void;
    setFailure(id: LayerId, failure: LayerFailure | null): void;
    retry(id: LayerId): void;
  };
}

export const useLayersStore = create<LayersState>()((set) => ({
  visible: { coverage: true, alerts: true, workers: true, tracks: true },
  coverage: { rule: 'withDeferred', scope: { kind: 'today' }, comparedBatchId: null, metric: 'coverage', classings: {} },
  alerts: { windowHours: 24, hiddenLevels: [], hiddenKinds: [], hiddenStates: [] },
  failures: {},
  retries: {},
  actions: {
    toggle: (id) => set((state) => ({ visible: { ...state.visible, [id]: !state.visible[id] } })),
    setCoverage: (change) => set((state) => ({ coverage: { ...state.coverage, ...change } })),
    setAlerts: (change) => set((state) => ({ alerts: { ...state.alerts, ...change } })),
    setFailure: (id, failure) =>
      set((state) => {
        const failures = withFailure(state.failures, id, failure);
        return failures === state.failures ? state : { failures };
      }),
    retry: (id) => set((state) => ({ retries: { ...state.retries, [id]: (state.retries[id] ?? 0) + 1 } })),
  },
}));
