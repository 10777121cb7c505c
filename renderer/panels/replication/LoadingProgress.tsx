import type { ReplicaPhase, TableProgress } from '../../../shared/contract/topics.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { loadedShare, loadingLeftMs, tableShare } from '../../lib/rebuild-progress.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords, type Words } from '../../lib/use-words.ts';
import { Progress } from '../../ui/Progress.tsx';
import './loading-progress.css';

type Loading = Extract<ReplicaPhase, { phase: 'loading' }>;

function tableName(table: string, { t }: Words): string {
  const known = TABLE_NAMES.find((name) => name === table);
  return known === undefined ? table : t(`table.${known}`);
}

/** How far all of it is, what is being done, and how long the rest takes. */
export function LoadingFigures({ replica }: { readonly replica: Loading }) {
  const words = useWords();
  const { t, count, age } = words;
  const nowMs = useNow(1000);
  const leftMs = loadingLeftMs(replica, nowMs);
  const step = replica.isCounting ? t('start.replicaCounting') : t('start.replicaLoading', { table: tableName(replica.table, words) });
  return (
    <>
      <Progress fraction={loadedShare(replica)} label={t('state.loading')} />
      <p className="loading-figures">
        <span>{step}</span>
        <span>
          {t('start.replicaProgress', { done: count(replica.doneRows), expected: count(replica.expectedRows) })}
          {leftMs !== null && ` · ${t('start.replicaLeft', { left: age(leftMs) })}`}
        </span>
      </p>
    </>
  );
}

/** How far each table is, in the order in which they come. */
export function TableProgressList({ tables }: { readonly tables: readonly TableProgress[] }) {
  const words = useWords();
  const { t, count } = words;
  return (
    <ul className="table-progress" aria-label={t('start.tables')}>
      {tables.map((progress) => (
        <li key={progress.table}>
          <span className="one-line">{tableName(progress.table, words)}</span>
          <Progress fraction={tableShare(progress)} label={tableName(progress.table, words)} />
          <span className="table-progress-rows">
            {t('start.replicaProgress', { done: count(progress.doneRows), expected: count(progress.expectedRows) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
