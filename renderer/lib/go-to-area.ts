import type { AreaRef } from '../../shared/domain/areas.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** Selects an area and lets the camera go there; nothing happens for one outside of what this window may show. */
export function goToArea(area: AreaRef): void {
  const { isInside, actions } = useSelectionStore.getState();
  if (!isInside(area)) return;
  actions.select(area);
  useCameraStore.getState().actions.zoomToArea(area);
}

/** One step in the visited areas; the camera follows. */
export function goThroughVisited(step: -1 | 1): void {
  const { actions } = useSelectionStore.getState();
  if (step < 0) actions.goBack();
  else actions.goForward();
  useCameraStore.getState().actions.zoomToArea(useSelectionStore.getState().selected);
}
