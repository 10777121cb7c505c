import { useState } from 'react';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { useCommand } from '../../lib/use-command.ts';
import { useWords } from '../../lib/use-words.ts';

const DEADLINE_MS = 60_000;

/** What an operator can have done about the replication. A rebuild is asked about once, in place. */
export function ReplicationActions({ canRetry }: { readonly canRetry: boolean }) {
  const { t } = useWords();
  const { run, call } = useCommand(DEADLINE_MS);
  const [asksRebuild, setAsksRebuild] = useState(false);
  const isBusy = run.state === 'working';
  const rebuild = (): void => {
    setAsksRebuild(false);
    void call('rebuildReplica', {}, () => t('replication.action.rebuildStarted'));
  };
  return (
    <div className="replication-actions">
      <button
        type="button"
        className="plain-button"
        disabled={isBusy || !canRetry}
        onClick={() => void call('retrySource', {}, () => t('replication.action.retried'))}
      >
        {t('replication.action.retry')}
      </button>
      <button
        type="button"
        className="plain-button"
        disabled={isBusy}
        aria-expanded={asksRebuild}
        onClick={() => setAsksRebuild(!asksRebuild)}
      >
        {t('replication.action.rebuild')}
      </button>
      {asksRebuild && <RebuildQuestion onRebuild={rebuild} onCancel={() => setAsksRebuild(false)} />}
      <CommandLine run={run} />
    </div>
  );
}

function RebuildQuestion({ onRebuild, onCancel }: { readonly onRebuild: () => void; readonly onCancel: () => void }) {
  const { t } = useWords();
  return (
    <fieldset className="replication-question">
      <legend>{t('replication.action.rebuildTitle')}</legend>
      <p>{t('replication.action.rebuildText')}</p>
      <button type="button" className="plain-button" onClick={onRebuild}>
        {t('replication.action.rebuildNow')}
      </button>
      <button type="button" className="text-button" onClick={onCancel}>
        {t('replication.action.cancel')}
      </button>
    </fieldset>
  );
}
