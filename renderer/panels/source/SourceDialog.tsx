import { useState } from 'react';
import type { CurrentSource } from '../../../shared/contract/source-settings.ts';
import { useCall } from '../../lib/use-call.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segmented } from '../../ui/Segmented.tsx';
import { Findings } from './Findings.tsx';
import { FileSourceFields } from './FileSourceFields.tsx';
import { SourceFields } from './SourceFields.tsx';
import { type FormKind, formOf, hasServer, invalidField, missingField, type SourceForm } from './source-form.ts';
import { isPassed, type Trial, useSourceTrial } from './use-source-trial.ts';
import './source.css';

const NOTHING = {};
const KINDS: readonly FormKind[] = ['simulated', 'postgres', 'nats', 'file'];

/** Where this station replicates from: tried first, then saved and switched to while the window stays. */
export function SourceDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const current = useCall('sourceSettings', NOTHING);
  return (
    <Dialog title={t('sourceSettings.title')} closeLabel={t('sourceSettings.close')} className="source-settings" onClose={onClose}>
      <div className="source-body">
        <CallBody call={current} skeletonRows={9}>
          {(settings) => <SourceSettings current={settings} onClose={onClose} />}
        </CallBody>
      </div>
    </Dialog>
  );
}

function SourceSettings({ current, onClose }: { readonly current: CurrentSource; readonly onClose: () => void }) {
  const { t } = useWords();
  const { notify } = useDialogsStore((state) => state.actions);
  const [form, setForm] = useState<SourceForm>(() => formOf(current));
  const [wasAsked, setWasAsked] = useState(false);
  const { trial, test, save } = useSourceTrial(form);
  const missing = missingField(form);
  const refused = trial.state === 'refused' ? invalidField(trial.error) : null;
  const change = (changed: Partial<SourceForm>): void => setForm({ ...form, ...changed });
  const tryIt = (): void => {
    setWasAsked(true);
    if (missing === null) void test();
  };
  const saveIt = async (): Promise<void> => {
    setWasAsked(true);
    if (missing !== null || !(await save())) return;
    notify(t('sourceSettings.saved'));
    onClose();
  };
  const canSave = hasServer(form.kind) ? missing === null && isPassed(trial) : true;
  const fields = { form, current, invalid: refused ?? (wasAsked ? missing : null), onChange: change };
  return (
    <>
      <p className="source-note">{t('sourceSettings.intro')}</p>
      {current.isFromCommandLine && <p className="source-note">{t('sourceSettings.fromCommandLine')}</p>}
      <Segmented
        label={t('sourceSettings.kind')}
        value={form.kind}
        options={KINDS.map((value) => ({ value, label: t(`replication.kind.${value}`) }))}
        onChange={(kind) => change({ kind, secret: null })}
      />
      {form.kind === 'file' && <FileSourceFields {...fields} />}
      {hasServer(form.kind) && <SourceFields {...fields} />}
      <div className="source-actions">
        {hasServer(form.kind) && (
          <button type="button" className="plain-button" disabled={trial.state === 'working'} onClick={tryIt}>
            {t('sourceSettings.test')}
          </button>
        )}
        <button type="button" className="plain-button" disabled={!canSave} onClick={() => void saveIt()}>
          {t('sourceSettings.save')}
        </button>
      </div>
      <TrialResult trial={trial} onSaveAnyway={() => void saveIt()} />
    </>
  );
}

function TrialResult({ trial, onSaveAnyway }: { readonly trial: Trial; readonly onSaveAnyway: () => void }) {
  const { t } = useWords();
  switch (trial.state) {
    case 'none':
      return <div role="status" />;
    case 'working':
      return (
        <p role="status" className="source-note">
          {t('sourceSettings.testing')}
        </p>
      );
    case 'refused':
      return <Refusal trial={trial} />;
    case 'tried':
      return (
        <div role="status">
          <p className="source-verdict" data-failed={!isPassed(trial)}>
            {verdictOf(trial, t)}
          </p>
          <Findings findings={trial.findings} />
          {!isPassed(trial) && (
            <p className="source-note">
              {t('sourceSettings.saveAnywayHint')}{' '}
              <button type="button" className="text-button" onClick={onSaveAnyway}>
                {t('sourceSettings.saveAnyway')}
              </button>
            </p>
          )}
        </div>
      );
  }
}

function Refusal({ trial }: { readonly trial: Extract<Trial, { state: 'refused' }> }) {
  const { t, error } = useWords();
  const field = invalidField(trial.error);
  return (
    <p role="alert" className="source-note" data-failed>
      {field === null ? error(trial.error) : t(`sourceSettings.invalid.${field}`)}
    </p>
  );
}

function verdictOf(trial: Extract<Trial, { state: 'tried' }>, t: ReturnType<typeof useWords>['t']): string {
  if (!isPassed(trial)) return t('sourceSettings.failed');
  return t(trial.findings.some(({ outcome }) => outcome === 'warning') ? 'sourceSettings.passedWithWarnings' : 'sourceSettings.passed');
}
