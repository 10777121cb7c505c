import type { AreaRef } from '../../../shared/domain/areas.ts';
import { useStartupStore } from '../../stores/startup.store.ts';
import { AreaHeader } from './AreaHeader.tsx';
import { BatchTable } from './BatchTable.tsx';
import { ChildrenTable } from './ChildrenTable.tsx';
import { ComparisonSection } from './ComparisonSection.tsx';
import { FigureTiles } from './FigureTiles.tsx';
import { ProgressMatrix } from './ProgressMatrix.tsx';
import { Timeline } from './Timeline.tsx';
import { TrendSection } from './TrendSection.tsx';
import { useBatchCoverage, useTrend } from './use-area-calls.ts';

/** A city, district, street or community: its figures, where it is behind, what happened today. */
export function AreaDetail({ area }: { readonly area: AreaRef }) {
  // What takes the backend longest, or is only seen after scrolling, comes after the map.
  const isPictureSettled = useStartupStore((state) => state.isPictureSettled);
  const trend = useTrend(isPictureSettled ? area : null);
  return (
    <>
      <AreaHeader area={area} leaderName={null} />
      <FigureTiles area={area} />
      <TrendSection area={area} call={trend} />
      <ChildrenTable area={area} />
      {isPictureSettled && (
        <>
          <ComparisonSection area={area} />
          <ProgressMatrix area={area} />
          <Timeline area={area} />
          <AreaBatches area={area} />
        </>
      )}
    </>
  );
}

function AreaBatches({ area }: { readonly area: AreaRef }) {
  return <BatchTable call={useBatchCoverage(area)} />;
}
