import { useState } from 'react';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { download } from '../../lib/download.ts';
import { useCommand } from '../../lib/use-command.ts';
import { useWords } from '../../lib/use-words.ts';

const DEADLINE_MS = 60_000;

/** What an operator can have done about the replication. A rebuild is asked about once, in place. */
export function ReplicationActions({ canRetry, takesFiles }: { readonly canRetry: boolean; readonly takesFiles: boolean }) {
  const { t } = useWords();
  const { run, call } = useCommand(DEADLINE_MS);
  const { show } = useDialogsStore((state) => state.actions);
  const [asksRebuild, setAsksRebuild] = useState(false);
  const isBusy = run.state === 'working';
  const rebuild = (): void => {
    setAsksRebuild(false);
    void call('rebuildReplica', {}, () => t('replication.action.rebuildStarted'));
  };
  const exportDiagnostics = async (): Promise<void> => {
    const exported = await call('exportDiagnostics', {}, ({ fileName }) => t('replication.action.exported', { fileName }));
    if (exported !== null) download(exported.fileName, exported.zip, 'application/zip');
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
      <button
        type="button"
        className="plain-button"
        disabled={isBusy}
        title={t('replication.action.exportHint')}
        onClick={() => void exportDiagnostics()}
      >
        {t('replication.action.export')}
      </button>
      {takesFiles && (
        <button type="button" className="plain-button" onClick={() => show('import')}>
          {t('replication.action.import')}
        </button>
      )}
      <button type="button" className="plain-button" onClick={() => show('source')}>
        {t('replication.action.settings')}
      </button>
      {asksRebuild && <RebuildQuestion onRebuild={rebuild} onCancel={() => setAsksRebuild(false)} />}
      <CommandLine run={run} hint={t('replication.action.exportHint')} />
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
