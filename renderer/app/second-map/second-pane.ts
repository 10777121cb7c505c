import type { City } from '../../../shared/city/city.ts';
import type { LiveData } from '../../data/live-data.ts';
import type { MapPane } from '../../map/map-pane.ts';
import { choroplethOf } from '../../metrics/choropleth.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { secondSettings } from './second-settings.ts';

/** The second map, beside one that draws from `first`. */
export function secondPane(city: City, first: LiveData): MapPane {
  return {
    isFirst: false,
    view: () => {
      const { coverage } = useLayersStore.getState();
      const metric = useSecondMapStore.getState().view?.metric ?? coverage.metric;
      return viewOf(secondSettings(coverage, metric, () => choroplethOf(city, first, viewOf(coverage)).breaks));
    },
    onViewChanged: (listener) =>
      useSecondMapStore.subscribe((state, before) => {
        if (state.view?.metric !== before.view?.metric) listener();
      }),
    setFailure: useSecondMapStore.getState().actions.setLayerFailure,
  };
}
