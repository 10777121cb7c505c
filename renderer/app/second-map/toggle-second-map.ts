import type { City } from '../../../shared/city/city.ts';
import { areaBounds } from '../../map/bounds.ts';
import { useCameraStore } from '../../stores/camera.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { hasPast } from './second-settings.ts';

/** Opens a second map with the same metric as it stood a day before, or closes it. */
export function toggleSecondMap(city: City): void {
  const { view, actions } = useSecondMapStore.getState();
  const { metric } = useLayersStore.getState().coverage;
  if (view !== null) actions.look(null);
  else actions.look({ metric: hasPast(metric) ? metric : 'coverage', moment: { kind: 'yesterday' } }, isAreaInView(city));
}

/** The maps have their size by now: the area in view is shown whole once more where it was before. */
export function keepAreaInView(city: City): void {
  const { selected } = useSelectionStore.getState();
  if (useSecondMapStore.getState().keepsArea && !isAreaInView(city)) useCameraStore.getState().actions.zoomToArea(selected);
}

function isAreaInView(city: City): boolean {
  const { bounds } = useCameraStore.getState();
  const area = areaBounds(city, useSelectionStore.getState().selected);
  if (bounds === null || area === null) return false;
  const isHigh = area.south >= bounds.south && area.north <= bounds.north;
  return isHigh && area.west >= bounds.west && area.east <= bounds.east;
}
