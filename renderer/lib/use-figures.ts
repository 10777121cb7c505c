import { useMemo } from 'react';
import type { AreaRef } from '../../shared/domain/areas.ts';
import type { AreaFigures } from '../data/area-figures.ts';
import { useServices } from './services.ts';
import { useRevision } from './use-live.ts';

/** The live counts of an area under the scope in view; null before the first snapshot. */
export function useAreaFigures(area: AreaRef): AreaFigures | null {
  const { live, figures } = useServices();
  const revision = useRevision(live.coverage);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for the figures' content
  return useMemo(() => (revision === 0 ? null : figures.coverageOf(area)), [figures, revision, area]);
}
