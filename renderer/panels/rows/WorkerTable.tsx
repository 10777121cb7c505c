import { useEffect, useMemo } from 'react';
import type { City } from '../../../shared/city/city.ts';
import type { WorkerListRow } from '../../../shared/contract/backend-api.ts';
import { type AreaLevel, type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useShownNow } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { DataTable, type TableColumn } from '../../ui/DataTable.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { OpenTrack } from '../tracks/OpenTrack.tsx';
import { locatedText } from '../detail/located-text.ts';
import { GridCell } from './PlaceCells.tsx';

const REFRESH_MS = 10_000;

/** Who is on duty in an area and what is in their hands: by name, never by score. */
export function WorkerTable({ area, onTotal }: { readonly area: AreaRef; readonly onTotal: (total: number) => void }) {
  const { t } = useWords();
  const { city } = useServices();
  const nowMs = useShownNow(REFRESH_MS);
  const call = useCall('workers', { area }, Math.floor(nowMs / REFRESH_MS));
  const onDuty = useMemo(() => call.value?.filter((worker) => isOnDutyIn(city, area, worker)) ?? null, [call.value, city, area]);
  const total = onDuty?.length ?? null;
  useEffect(() => {
    if (total !== null) onTotal(total);
  }, [total, onTotal]);
  const columns = useWorkerColumns(area.level, nowMs);
  return (
    <CallBody
      call={{ ...call, value: onDuty }}
      skeletonRows={12}
      isEmpty={(workers) => workers.length === 0}
      empty={<PanelMessage tone="empty" title={t('rows.empty')} text={t('rows.emptyHint')} />}
    >
      {(workers) => (
        <DataTable
          label={t('figure.workersOnDuty')}
          columns={columns}
          rowCount={workers.length}
          rowAt={(index) => workers[index]}
          onOpen={(worker) => worker.presentGrid >= 0 && goToArea({ level: 'grid', index: worker.presentGrid })}
          visibleRows={0}
        />
      )}
    </CallBody>
  );
}

function useWorkerColumns(level: AreaLevel, nowMs: number): readonly TableColumn<WorkerListRow>[] {
  const words = useWords();
  const { t } = words;
  return useMemo(
    () => [
      { id: 'name', header: t('detail.worker'), width: '58px', cell: (worker) => worker.name },
      { id: 'role', header: t('rows.role'), width: '64px', cell: (worker) => t(`workerRole.${WORKER_ROLES[worker.role] ?? 'gridWorker'}`) },
      {
        id: 'grid',
        header: t('detail.grid'),
        width: 'minmax(0, 1fr)',
        cell: (worker) =>
          worker.presentGrid < 0 ? t('rows.outsideGrid') : <GridCell grid={worker.presentGrid} isUnderCommunity={level === 'community'} />,
      },
      { id: 'open', header: t('rows.openTasks'), width: '46px', align: 'end', cell: (worker) => worker.openTasks },
      { id: 'verified', header: t('rows.verifiedToday'), width: '66px', align: 'end', cell: (worker) => worker.verifiedToday },
      {
        id: 'located',
        header: t('rows.located'),
        width: '56px',
        align: 'end',
        cell: (worker) => locatedText(worker, nowMs, words) ?? '–',
      },
      {
        id: 'track',
        header: t('tracks.open'),
        width: '44px',
        align: 'end',
        cell: ({ id, name }) => <OpenTrack subject={{ kind: 'worker', workerId: id }} name={name} />,
      },
    ],
    [t, words, level, nowMs],
  );
}

/** The call also answers who is responsible for the area but elsewhere or off duty; the figure counts who stands in it. */
function isOnDutyIn(city: City, area: AreaRef, worker: WorkerListRow): boolean {
  if (worker.locatedAtMs === null) return false;
  const { from, to } = gridRangeOf(city, area);
  return area.level === 'city' || (worker.presentGrid >= from && worker.presentGrid < to);
}
