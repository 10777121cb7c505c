import type { AreaRef } from '../../shared/domain/areas.ts';
import type { AreaFigures } from '../data/area-figures.ts';
import { useServices } from './services.ts';
import { PANEL_INTERVAL_MS, useCounted } from './use-live.ts';

/** The live counts of an area under the scope in view; null before the first snapshot. */
export function useAreaFigures(area: AreaRef): AreaFigures | null {
  const { live, figures } = useServices();
  return useCounted(live.coverage, PANEL_INTERVAL_MS, [figures, area], () =>
    live.coverage.revision === 0 ? null : figures.coverageOf(area),
  );
}
