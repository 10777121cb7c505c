import type { ReplicaPhase } from '../../shared/contract/topics.ts';
import { TABLE_NAMES } from '../../shared/tables/index.ts';
import { useServices } from '../lib/services.ts';
import { useNow, useRevision } from '../lib/use-live.ts';
import { type Words, useWords } from '../lib/use-words.ts';
import { Progress } from '../ui/Progress.tsx';
import './start-screen.css';
import './replica-progress.css';

/** How far the replica is while it loads: why, which table, how many rows. Gone as soon as there are figures to show. */
export function ReplicaProgress() {
  const words = useWords();
  const { status } = useServices().live;
  useRevision(status, 200);
  const replica = status.snapshot?.replica ?? { phase: 'starting' };
  if (replica.phase === 'live' || replica.phase === 'catching-up') return null;
  return (
    <div className="replica-progress">
      <div className="start-box" role="status">
        <p className="start-failed">{headline(replica, words)}</p>
        {replica.phase === 'failed' ? (
          <FailedPhase code={replica.code} retryAtMs={replica.retryAtMs} />
        ) : (
          <>
            <Progress fraction={fractionOf(replica)} label={words.t('state.loading')} />
            <p className="start-figures">
              <span>{stepOf(replica, words)}</span>
              {replica.phase === 'loading' && (
                <span>
                  {words.t('start.replicaProgress', { done: words.count(replica.doneRows), expected: words.count(replica.expectedRows) })}
                </span>
              )}
            </p>
          </>
        )}
      </div>
    </div>
  );
}

function FailedPhase({
  code,
  retryAtMs,
}: {
  readonly code: 'disk-full' | 'source-failed' | 'replica-damaged';
  readonly retryAtMs: number;
}) {
  const { t } = useWords();
  const nowMs = useNow(1000);
  return (
    <>
      <p className="start-step">{code === 'source-failed' ? t('start.sourceFailed') : t(`error.${code}`)}</p>
      <p className="start-step">{t('start.retryIn', { seconds: Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000)) })}</p>
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

/** The part of the table that is under way; unknown before its size is. */
function fractionOf(replica: ReplicaPhase): number | null {
  if (replica.phase !== 'loading' || replica.expectedRows === 0) return null;
  return Math.min(1, replica.doneRows / replica.expectedRows);
}
