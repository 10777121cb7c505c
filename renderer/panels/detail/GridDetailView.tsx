import { useMemo } from 'react';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { type CallState, useCall } from '../../lib/use-call.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { AreaHeader } from './AreaHeader.tsx';
import { BatchTable } from './BatchTable.tsx';
import { ComparisonSection } from './ComparisonSection.tsx';
import { CompoundList } from './CompoundList.tsx';
import { DataAgeMatrix } from './DataAgeMatrix.tsx';
import { FigureTiles } from './FigureTiles.tsx';
import { TaskSection } from './TaskSection.tsx';
import { Timeline } from './Timeline.tsx';
import { TrendSection } from './TrendSection.tsx';
import { REFRESH_MS } from './use-area-calls.ts';
import { VisitList, WorkerList } from './WorkerLists.tsx';

/** One grid: what is behind, its tasks, what happened today, who is there, what is known of it. */
export function GridDetailView({ grid }: { readonly grid: number }) {
  const { live } = useServices();
  const scope = useLayersStore((state) => state.coverage.scope);
  const area = useMemo<AreaRef>(() => ({ level: 'grid', index: grid }), [grid]);
  const call = useCall('gridDetail', { grid, scope }, useRevision(live.coverage, REFRESH_MS));
  return (
    <>
      <AreaHeader area={area} leaderName={call.value?.leaderName ?? null} />
      <FigureTiles area={area} />
      <TrendSection area={area} call={partOf(call, call.value?.trend)} />
      <TaskSection area={area} />
      <ComparisonSection area={area} />
      <Timeline area={area} />
      <BatchTable call={partOf(call, call.value?.batches)} />
      <WorkerList call={partOf(call, call.value?.workersPresent)} />
      <VisitList call={partOf(call, call.value?.lastVisits)} />
      <CompoundList grid={grid} />
      <DataAgeMatrix call={partOf(call, call.value?.dataCollectedAtMinutes)} />
    </>
  );
}

/** One answer feeds many sections; each shows its own states. */
function partOf<T>(call: CallState<unknown>, value: T | undefined): CallState<T> {
  return { value: value ?? null, error: call.error, isLoading: call.isLoading, retry: call.retry };
}
