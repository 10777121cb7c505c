import type { ReplicaStorage } from '../../../shared/contract/replication-history.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { formatBytes } from '../../lib/format.ts';
import { dataAsOfMs } from '../../lib/replication-words.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { LoadingFigures, TableProgressList } from './LoadingProgress.tsx';

const FIGURES = ['lag', 'backlogRows', 'rowsPerSecond', 'backlogBytes', 'walBytes', 'replicaBytes', 'freeBytes'] as const;

interface ReplicationFiguresProps {
  readonly status: StatusSnapshot;
  /** Null before the backend answered. */
  readonly storage: ReplicaStorage | null;
}

/** How far behind, how fast, how much waits, and what it takes: one line of figures. */
export function ReplicationFigures({ status, storage }: ReplicationFiguresProps) {
  const { t, age, count } = useWords();
  const { source } = status;
  const nowMs = useNow(1000);
  const asOfMs = dataAsOfMs(status);
  const bytes = (value: number | null | undefined): string =>
    value === null || value === undefined ? t('replication.figure.unknown') : formatBytes(value);
  const figures = {
    lag: asOfMs === null ? t('replication.figure.unknown') : age(nowMs - asOfMs),
    backlogRows: source.backlogRows === null ? t('replication.figure.unknown') : count(source.backlogRows),
    rowsPerSecond: count(source.rowsPerSecond),
    backlogBytes: bytes(source.backlogBytes),
    walBytes: bytes(storage?.walBytes),
    replicaBytes: bytes(storage?.replicaBytes),
    freeBytes: bytes(storage?.freeBytes),
  };
  return (
    <>
      <dl className="replication-figures">
        {FIGURES.map((name) => (
          <div key={name}>
            <dt>{t(`replication.figure.${name}`)}</dt>
            <dd>{figures[name]}</dd>
          </div>
        ))}
      </dl>
      <RebuildProgress status={status} />
    </>
  );
}

function RebuildProgress({ status: { replica } }: { readonly status: StatusSnapshot }) {
  if (replica.phase !== 'loading') return null;
  return (
    <div className="replication-rebuild">
      <LoadingFigures replica={replica} />
      <TableProgressList tables={replica.tables} />
    </div>
  );
}
