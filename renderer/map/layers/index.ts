import { ALERTS_LAYER } from './alerts.layer.ts';
import { COVERAGE_LAYER } from './coverage.layer.ts';
import type { MapLayerRow } from './map-layer.ts';
import { TRACKS_LAYER } from './tracks.layer.ts';
import { WORKERS_LAYER } from './workers.layer.ts';

/** The map's layers, bottom to top. A new layer is one file and one row here, its id in shared/domain/layers.ts and its legend in legend-of.ts. */
export const MAP_LAYERS: readonly MapLayerRow[] = [COVERAGE_LAYER, ALERTS_LAYER, WORKERS_LAYER, TRACKS_LAYER];
