import { useMemo } from 'react';
import type { Tracks, WorkerTrack } from '../../../shared/contract/tracks.ts';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { DataTable, type TableColumn } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';

const VISIBLE_ROWS = 16;

/** Who came through the grids, whoever stayed longest first: evidence of presence, not a ranking. */
export function TrackPersons({ opened }: { readonly opened: Tracks }) {
  const { t, count } = useWords();
  const { choose } = useTracksStore((state) => state.actions);
  const columns = usePersonColumns();
  const { tracks, leftOut } = opened;
  return (
    <Section title={t('tracks.persons')} aside={<span>{count(tracks.length)}</span>}>
      <DataTable
        label={t('tracks.persons')}
        columns={columns}
        rowCount={tracks.length}
        rowAt={(index) => tracks[index]}
        onOpen={({ workerId }) => choose(workerId)}
        visibleRows={VISIBLE_ROWS}
      />
      {leftOut > 0 && <p className="line-note">{t('tracks.leftOut', { value: count(leftOut) })}</p>}
    </Section>
  );
}

function usePersonColumns(): readonly TableColumn<WorkerTrack>[] {
  const { t, count, span } = useWords();
  return useMemo(
    () => [
      { id: 'name', header: t('tracks.person.worker'), width: 'minmax(0, 1fr)', cell: ({ name }) => name },
      {
        id: 'role',
        header: t('tracks.person.role'),
        width: 'minmax(0, 1fr)',
        cell: ({ role }) => t(`workerRole.${WORKER_ROLES[role] ?? 'gridWorker'}`),
      },
      { id: 'heard', header: t('tracks.person.heard'), width: '92px', align: 'end', cell: ({ heardMs }) => span(heardMs) },
      { id: 'stops', header: t('tracks.person.stops'), width: '48px', align: 'end', cell: ({ stops }) => count(stops.length) },
      { id: 'visits', header: t('tracks.person.visits'), width: '64px', align: 'end', cell: ({ visits }) => count(visits.length) },
    ],
    [t, count, span],
  );
}
