import type { LayerId } from '../../shared/domain/layers.ts';
import type { MetricView } from '../metrics/choropleth.ts';
import { viewOf } from '../metrics/metric-view.ts';
import { type LayerFailure, useLayersStore } from '../stores/layers.store.ts';

/** What tells the maps of a window apart; whatever is not here (layers, selection, camera) they share. */
export interface MapPane {
  /** The window's own map: it carries out what the camera is told to do, pictures are taken of it, and consultations drawn on it. */
  readonly isFirst: boolean;
  /** What its grids are coloured by. */
  view(): MetricView;
  /** Tells of another view that the layers' settings do not tell of. Answers the function that ends it. */
  onViewChanged(listener: () => void): () => void;
  /** Fills a layer's error slot; null empties it. */
  setFailure(id: LayerId, failure: LayerFailure | null): void;
}

export const FIRST_PANE: MapPane = {
  isFirst: true,
  view: () => viewOf(useLayersStore.getState().coverage),
  onViewChanged: () => () => undefined,
  setFailure: useLayersStore.getState().actions.setFailure,
};
