import type { ReplicaPhase, StatusSnapshot } from '../../shared/contract/topics.ts';
import { hasArrived, isFilling } from '../lib/filling.ts';
import { troubleTitle } from '../lib/replication-words.ts';
import { useServices } from '../lib/services.ts';
import { useNow, useRevision } from '../lib/use-live.ts';
import { type Words, useWords } from '../lib/use-words.ts';
import { LoadingFigures, TableProgressList } from '../panels/replication/LoadingProgress.tsx';
import { useDialogsStore } from '../stores/dialogs.store.ts';
import { Progress } from '../ui/Progress.tsx';
import './start-screen.css';
import './replica-progress.css';

/**
 * How far a replica is that is not complete: why it loads, each table, how many rows, how long it takes, or what keeps it from loading. In the middle
 * as long as there is nothing to see; in a corner, out of the way, once the first rows are on the map. Gone as soon as everything is here.
 */
export function ReplicaProgress() {
  const words = useWords();
  const { status } = useServices().live;
  useRevision(status, 200);
  const { snapshot } = status;
  if (snapshot !== null && !isFilling(snapshot)) return null;
  const replica = snapshot?.replica ?? { phase: 'starting' };
  const isAside = snapshot !== null && hasArrived(snapshot, 'alerts');
  return (
    <div className="replica-progress" data-aside={isAside}>
      <div className="start-box" role="status">
        <p className="start-failed">{headline(replica, words)}</p>
        {isAside && (
          <p className="start-step">{words.t(hasArrived(snapshot, 'screening') ? 'start.coverageShown' : 'start.alertsShown')}</p>
        )}
        {snapshot !== null && replica.phase === 'failed' ? (
          <FailedPhase status={snapshot} retryAtMs={replica.retryAtMs} />
        ) : (
          <LoadingSteps replica={replica} isAside={isAside} />
        )}
      </div>
    </div>
  );
}

function LoadingSteps({ replica, isAside }: { readonly replica: ReplicaPhase; readonly isAside: boolean }) {
  const { t } = useWords();
  if (replica.phase === 'loading') {
    return (
      <>
        <LoadingFigures replica={replica} />
        {/* Each table for who asks, once there is something else to look at. */}
        <details open={!isAside} aria-live="off">
          <summary>{t('start.tables')}</summary>
          <TableProgressList tables={replica.tables} />
        </details>
      </>
    );
  }
  return (
    <>
      <Progress fraction={null} label={t('state.loading')} />
      <p className="start-figures">{t(replica.phase === 'indexing' ? 'start.replicaIndexing' : 'start.replicaStarting')}</p>
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
