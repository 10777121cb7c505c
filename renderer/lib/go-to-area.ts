import type { AreaRef } from '../../shared/domain/areas.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';

/** Selects an area and lets the camera go there; nothing happens for one outside of what this window may show. */
export function goToArea(area: AreaRef): void {
  const { isInside, actions } = useSelectionStore.getState();
  if (!isInside(area)) return;
  actions.select(area);
  useCameraStore.getState().actions.zoomToArea(area);
}

/** One step in what was looked at: camera and metric follow. */
export function goThroughVisited(step: -1 | 1): void {
  const { actions } = useSelectionStore.getState();
  if (step < 0) actions.goBack();
  else actions.goForward();
  const { selected, visited, visitedIndex } = useSelectionStore.getState();
  const metric = visited[visitedIndex]?.metric;
  if (metric !== undefined) useLayersStore.getState().actions.setCoverage({ metric });
  useCameraStore.getState().actions.zoomToArea(selected);
}
