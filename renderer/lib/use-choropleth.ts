import { useMemo } from 'react';
import type { LiveData } from '../data/live-data.ts';
import { type Choropleth, choroplethOf, type MetricView } from '../metrics/choropleth.ts';
import type { MetricInput } from '../metrics/grid-metric.ts';
import { METRICS } from '../metrics/index.ts';
import { useServices } from './services.ts';
import { type Revised, useCounted } from './use-live.ts';

/** Several sources as one: it changes with each of them. */
export function togetherOf(live: LiveData, inputs: readonly MetricInput[]): Revised {
  return {
    get revision() {
      return inputs.reduce((sum, name) => sum + live[name].revision, 0);
    },
    onChanged(listener) {
      const ends = inputs.map((name) => live[name].onChanged(listener));
      return () => {
        for (const end of ends) end();
      };
    },
  };
}

/** What is counted from the grids by a metric, anew at most every `intervalMs`: its arrays are only valid while they are counted. */
export function useFromChoropleth<T>(
  view: MetricView,
  intervalMs: number,
  inputs: readonly unknown[],
  count: (choropleth: Choropleth) => T,
): T {
  const { city, shown } = useServices();
  const { inputs: names } = METRICS[view.metric];
  const source = useMemo(() => togetherOf(shown, names), [shown, names]);
  const { metric, rule, classing } = view;
  return useCounted(source, intervalMs, [metric, rule, classing, ...inputs], () => count(choroplethOf(city, shown, view)));
}
