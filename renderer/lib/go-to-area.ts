import type { AreaRef } from '../../shared/domain/areas.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** Selects an area from outside of the map and lets the camera go there. */
export function goToArea(area: AreaRef): void {
  useSelectionStore.getState().actions.select(area);
  useCameraStore.getState().actions.zoomToArea(area);
}

/** One step in the visited areas; the camera follows. */
export function goThroughVisited(step: -1 | 1): void {
  const { actions } = useSelectionStore.getState();
  if (step < 0) actions.goBack();
  else actions.goForward();
  useCameraStore.getState().actions.zoomToArea(useSelectionStore.getState().selected);
}
