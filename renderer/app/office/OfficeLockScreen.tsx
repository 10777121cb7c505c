import { type SyntheticEvent, useState } from 'react';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { CallError } from '../../../shared/contract/errors.ts';
import type { OfficeLock, OfficeRecovery } from '../../../shared/contract/office-security.ts';
import { formatDateMinute } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import '../start-screen.css';
import './office-lock.css';

/** Copying and checking an office takes a while. */
const RECOVERY_DEADLINE_MS = 120_000;

type Recover = (recovery: OfficeRecovery) => void;

interface LockProps {
  readonly lock: OfficeLock;
  readonly isBusy: boolean;
  readonly recover: Recover;
}

/** Why the office's own data does not open, and the ways on: each keeps everything that is there. */
export function OfficeLockScreen({ lock, client }: { readonly lock: OfficeLock; readonly client: BackendClient }) {
  const { t } = useWords();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallError | null>(null);
  const recover = async (recovery: OfficeRecovery): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const answer = await client.call('recoverOffice', recovery, { deadlineMs: RECOVERY_DEADLINE_MS });
    // What comes next begins with another connection; only a refusal stays on this screen.
    if (answer.ok) return;
    setBusy(false);
    setFailure(answer.error);
  };
  const props = { lock, isBusy, recover: (recovery: OfficeRecovery) => void recover(recovery) };
  return (
    <main className="start-screen">
      <div className="start-box office-lock">
        <h1 className="start-title">{t('app.name')}</h1>
        <div>
          <p className="start-failed">{t('officeLock.title')}</p>
          <p className="start-step">{t(`officeLock.reason.${lock.reason}`)}</p>
        </div>
        <RecoveryKeyForm {...props} failure={failure} />
        <Retry {...props} />
        <StartNew {...props} />
      </div>
    </main>
  );
}

function RecoveryKeyForm({ lock, isBusy, recover, failure }: LockProps & { readonly failure: CallError | null }) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const { recoveryKeyMadeAtMs: madeAtMs, newestBackupAtMs: backupAtMs } = lock;
  const open = (from: 'office' | 'backup'): void => recover({ way: 'recovery-key', recoveryKey: text, from });
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    open('office');
  };
  const cannot = isBusy || text.trim() === '';
  if (madeAtMs === null) return <Way title={t('officeLock.keyTitle')} text={t('officeLock.keyNeverMade')} />;
  return (
    <form onSubmit={submit}>
      <Way title={t('officeLock.keyTitle')} text={t('officeLock.keyMade', { time: formatDateMinute(madeAtMs) })}>
        <input
          className="recovery-key-input"
          aria-label={t('officeLock.keyTitle')}
          aria-invalid={failure !== null}
          aria-describedby="office-lock-outcome"
          placeholder={t('officeLock.keyShape')}
          inputMode="numeric"
          autoComplete="off"
          spellCheck={false}
          autoFocus
          maxLength={100}
          value={text}
          onChange={({ currentTarget: { value } }) => setText(value)}
        />
        <p id="office-lock-outcome" className="office-lock-outcome" role="status" data-failed={failure !== null}>
          <Outcome isBusy={isBusy} failure={failure} />
        </p>
        <div className="office-lock-actions">
          <button type="submit" className="plain-button" disabled={cannot}>
            {t('officeLock.open')}
          </button>
          {backupAtMs !== null && (
            <button type="button" className="plain-button" disabled={cannot} onClick={() => open('backup')}>
              {t('officeLock.openBackup', { time: formatDateMinute(backupAtMs) })}
            </button>
          )}
        </div>
      </Way>
    </form>
  );
}

function Outcome({ isBusy, failure }: { readonly isBusy: boolean; readonly failure: CallError | null }) {
  const { t, error } = useWords();
  if (isBusy) return t('officeLock.opening');
  if (failure === null) return null;
  const group = Number(failure.details?.['group'] ?? 0);
  if (failure.code !== 'recovery-key-malformed') return error(failure);
  return group === 0 ? t('officeLock.wrongShape') : t('officeLock.wrongGroup', { group });
}

/** A keychain that is open by now, or copies that somebody put back. */
function Retry({ lock, isBusy, recover }: LockProps) {
  const { t } = useWords();
  const text = lock.reason === 'keychain-unavailable' ? 'keychain' : lock.reason === 'damaged' ? 'damaged' : 'key';
  return (
    <Way title={t('officeLock.retryTitle')} text={t(`officeLock.retryText.${text}`)}>
      <div className="office-lock-actions">
        <button type="button" className="plain-button" disabled={isBusy} onClick={() => recover({ way: 'retry' })}>
          {t('start.retry')}
        </button>
      </div>
    </Way>
  );
}

function StartNew({ isBusy, recover }: LockProps) {
  const { t } = useWords();
  const [isAsked, setAsked] = useState(false);
  return (
    <Way title={t('officeLock.newTitle')} text={t('officeLock.newText')}>
      <div className="office-lock-actions">
        {isAsked ? (
          <>
            <button type="button" className="plain-button" disabled={isBusy} onClick={() => recover({ way: 'start-new' })}>
              {t('officeLock.newConfirm')}
            </button>
            <button type="button" className="text-button" disabled={isBusy} onClick={() => setAsked(false)}>
              {t('officeLock.newCancel')}
            </button>
          </>
        ) : (
          <button type="button" className="plain-button" disabled={isBusy} onClick={() => setAsked(true)}>
            {t('officeLock.newStart')}
          </button>
        )}
      </div>
    </Way>
  );
}

function Way({ title, text, children }: { readonly title: string; readonly text: string; readonly children?: React.ReactNode }) {
  return (
    <section className="office-lock-way">
      <h2>{title}</h2>
      <p className="start-step">{text}</p>
      {children}
    </section>
  );
}
