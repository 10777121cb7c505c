import type { AreaRef } from '../../../shared/domain/areas.ts';
import { AreaHeader } from './AreaHeader.tsx';
import { BatchTable } from './BatchTable.tsx';
import { ChildrenTable } from './ChildrenTable.tsx';
import { FigureTiles } from './FigureTiles.tsx';
import { ProgressMatrix } from './ProgressMatrix.tsx';
import { Timeline } from './Timeline.tsx';
import { TrendSection } from './TrendSection.tsx';
import { useBatchCoverage, useTrend } from './use-area-calls.ts';

/** A city, district, street or community: its figures, where it is behind, what happened today. */
export function AreaDetail({ area }: { readonly area: AreaRef }) {
  return (
    <>
      <AreaHeader area={area} leaderName={null} />
      <FigureTiles area={area} />
      <TrendSection area={area} call={useTrend(area)} />
      <ChildrenTable area={area} />
      <ProgressMatrix area={area} />
      <Timeline area={area} />
      <BatchTable call={useBatchCoverage(area)} />
    </>
  );
}
