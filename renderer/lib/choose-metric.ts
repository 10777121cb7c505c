import type { MetricId } from '../../shared/domain/metrics.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** Colours the grids by a metric; the way back leads to the one before. */
export function chooseMetric(metric: MetricId): void {
  useSelectionStore.getState().actions.lookBy(metric);
  const { visible, actions } = useLayersStore.getState();
  actions.setCoverage({ metric });
  if (!visible.coverage) actions.toggle('coverage');
}
