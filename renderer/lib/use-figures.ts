import type { AreaRef } from '../../shared/domain/areas.ts';
import type { AreaFigures } from '../data/area-figures.ts';
import { hasArrived } from './filling.ts';
import { useServices } from './services.ts';
import { PANEL_INTERVAL_MS, useCounted, useRevision } from './use-live.ts';

/** The live counts of an area under the scope in view; null before they are here, also where another source's stand there still. */
export function useAreaFigures(area: AreaRef): AreaFigures | null {
  const { live, figures } = useServices();
  useRevision(live.status);
  const { snapshot } = live.status;
  const isHere = snapshot === null || hasArrived(snapshot, 'screening');
  return useCounted(live.coverage, PANEL_INTERVAL_MS, [figures, area, isHere], () =>
    live.coverage.revision === 0 || !isHere ? null : figures.coverageOf(area),
  );
}
