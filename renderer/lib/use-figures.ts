import type { AreaRef } from '../../shared/domain/areas.ts';
import type { AreaFigures } from '../data/area-figures.ts';
import { hasArrived } from './filling.ts';
import { useServices } from './services.ts';
import { PANEL_INTERVAL_MS, useCounted, useRevision } from './use-live.ts';

/** Whether the live counts of tasks are here, and are those of what else is shown. */
export function useCoverageIsHere(): boolean {
  const { live } = useServices();
  useRevision(live.status);
  const revision = useRevision(live.coverage);
  const { snapshot } = live.status;
  return revision > 0 && (snapshot === null || hasArrived(snapshot, 'screening'));
}

/** The live counts of an area under the scope in view; null before they are here, also where another source's stand there still. */
export function useAreaFigures(area: AreaRef): AreaFigures | null {
  const { live, figures } = useServices();
  const isHere = useCoverageIsHere();
  return useCounted(live.coverage, PANEL_INTERVAL_MS, [figures, area, isHere], () => (isHere ? figures.coverageOf(area) : null));
}
