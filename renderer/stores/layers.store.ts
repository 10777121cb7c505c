import { create } from 'zustand';
import { type ClassingMethod, COVERAGE_BREAKS } from '../../shared/domain/classing.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import type { LayerId } from '../../shared/domain/layers.ts';
import type { RateRule } from '../../shared/domain/rates.ts';

export interface CoverageSettings {
  readonly rule: RateRule;
  readonly scope: BatchScope;
  readonly classing: ClassingMethod;
  /** Breaks of the manual classing, ascending fractions. */
  readonly manualBreaks: readonly number[];
}
export interface AlertSettings {
  readonly windowHours: 1 | 24 | 168;
  /** Indices that are left out; empty means that all are shown. */
  readonly hiddenLevels: readonly number[];
  readonly hiddenKinds: readonly number[];
  readonly hiddenStates: readonly number[];
}

interface LayersState {
  readonly visible: Readonly<Record<LayerId, boolean>>;
  readonly coverage: CoverageSettings;
  readonly alerts: AlertSettings;
  /** Why a layer cannot be drawn, as an error code of its own slot; absent while it is fine. */
  readonly failures: Readonly<Partial<Record<LayerId, string>>>;
  readonly actions: {
    toggle(id: LayerId): void;
    setCoverage(change: Partial<CoverageSettings>): void;
    setAlerts(change: Partial<AlertSettings>): void;
    setFailure(id: LayerId, failure: string | null): void;
  };
}

export const useLayersStore = create<LayersState>()((set) => ({
  visible: { coverage: true, alerts: true, workers: true },
  coverage: { rule: 'withDeferred', scope: { kind: 'today' }, classing: 'manual', manualBreaks: COVERAGE_BREAKS },
  alerts: { windowHours: 24, hiddenLevels: [], hiddenKinds: [], hiddenStates: [] },
  failures: {},
  actions: {
    toggle: (id) => set((state) => ({ visible: { ...state.visible, [id]: !state.visible[id] } })),
    setCoverage: (change) => set((state) => ({ coverage: { ...state.coverage, ...change } })),
    setAlerts: (change) => set((state) => ({ alerts: { ...state.alerts, ...change } })),
    setFailure: (id, failure) =>
      set((state) => {
        const { [id]: _removed, ...others } = state.failures;
        return { failures: failure === null ? others : { ...others, [id]: failure } };
      }),
  },
}));
