import type { ReplicaPhase, StatusSnapshot } from '../../shared/contract/topics.ts';
import { TABLE_NAMES } from '../../shared/tables/index.ts';
import { loadedShare } from '../lib/rebuild-progress.ts';
import { troubleTitle } from '../lib/replication-words.ts';
import { useServices } from '../lib/services.ts';
import { useNow, useRevision } from '../lib/use-live.ts';
import { type Words, useWords } from '../lib/use-words.ts';
import { useDialogsStore } from '../stores/dialogs.store.ts';
import { Progress } from '../ui/Progress.tsx';
import './start-screen.css';
import './replica-progress.css';

/** How far an empty replica is: why it loads, which table, how many rows, or what keeps it from loading. Gone as soon as there are figures to show. */
export function ReplicaProgress() {
  const words = useWords();
  const { status } = useServices().live;
  useRevision(status, 200);
  const { snapshot } = status;
  if (snapshot !== null && (snapshot.position !== '' || snapshot.replica.phase === 'live')) return null;
  const replica = snapshot?.replica ?? { phase: 'starting' };
  return (
    <div className="replica-progress">
      <div className="start-box" role="status">
        <p className="start-failed">{headline(replica, words)}</p>
        {snapshot !== null && replica.phase === 'failed' ? (
          <FailedPhase status={snapshot} retryAtMs={replica.retryAtMs} />
        ) : (
          <Loading replica={replica} />
        )}
      </div>
    </div>
  );
}

function Loading({ replica }: { readonly replica: ReplicaPhase }) {
  const words = useWords();
  const isLoading = replica.phase === 'loading';
  return (
    <>
      <Progress fraction={isLoading ? loadedShare(replica) : null} label={words.t('state.loading')} />
      <p className="start-figures">
        <span>{stepOf(replica, words)}</span>
        {isLoading && (
          <span>
            {words.t('start.replicaProgress', { done: words.count(replica.doneRows), expected: words.count(replica.expectedRows) })}
          </span>
        )}
      </p>
    </>
  );
}

function FailedPhase({ status, retryAtMs }: { readonly status: StatusSnapshot; readonly retryAtMs: number }) {
  const words = useWords();
  const nowMs = useNow(1000);
  const { show } = useDialogsStore((state) => state.actions);
  return (
    <>
      <p className="start-step">{troubleTitle(status, words)}</p>
      <p className="start-figures">
        <span aria-hidden="true">{words.t('start.retryIn', { seconds: Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000)) })}</span>
        <button type="button" className="text-button" onClick={() => show('replication')}>
          {words.t('replication.open')}
        </button>
      </p>
    </>
  );
}

function headline(replica: ReplicaPhase, { t }: Words): string {
  if (replica.phase === 'failed') return t('start.replicaFailed');
  return replica.phase === 'loading' ? t(`start.reason.${replica.reason}`) : t('start.replicaStarting');
}

function stepOf(replica: ReplicaPhase, { t }: Words): string {
  if (replica.phase !== 'loading') return t(replica.phase === 'indexing' ? 'start.replicaIndexing' : 'start.replicaStarting');
  const table = TABLE_NAMES.find((name) => name === replica.table);
  return t('start.replicaLoading', { table: table === undefined ? replica.table : t(`table.${table}`) });
}
