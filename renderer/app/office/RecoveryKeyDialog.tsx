import { type SyntheticEvent, useState } from 'react';
import type { CallError } from '../../../shared/contract/errors.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { RecoverySheet } from './RecoverySheet.tsx';
import './recovery-key.css';

const NOTHING = {};

/** Shows a new recovery key once, and keeps it when two of its groups are typed back: until then it opens nothing. */
export function RecoveryKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const created = useCall('createRecoveryKey', NOTHING);
  const [isWritten, setWritten] = useState(false);
  return (
    <Dialog title={t('recoveryKey.title')} closeLabel={t('recoveryKey.close')} className="recovery-key" onClose={onClose}>
      <div className="recovery-key-body">
        <CallBody call={created} skeletonRows={4}>
          {({ recoveryKey }) =>
            isWritten ? (
              <TypeBack recoveryKey={recoveryKey} onBack={() => setWritten(false)} onKept={onClose} />
            ) : (
              <>
                <p>{t('recoveryKey.why')}</p>
                <RecoverySheet recoveryKey={recoveryKey} />
                <p className="recovery-key-hint">{t('recoveryKey.once')}</p>
                <div className="recovery-key-actions">
                  <button type="button" className="plain-button" onClick={() => window.print()}>
                    {t('recoveryKey.print')}
                  </button>
                  <button type="button" className="plain-button" onClick={() => setWritten(true)}>
                    {t('recoveryKey.written')}
                  </button>
                </div>
              </>
            )
          }
        </CallBody>
      </div>
    </Dialog>
  );
}

/** Two different groups, in their order. */
function groupsToType(count: number): readonly [number, number] {
  const first = Math.floor(Math.random() * count);
  const other = (first + 1 + Math.floor(Math.random() * (count - 1))) % count;
  return first < other ? [first, other] : [other, first];
}

interface TypeBackProps {
  readonly recoveryKey: string;
  readonly onBack: () => void;
  readonly onKept: () => void;
}

function TypeBack({ recoveryKey, onBack, onKept }: TypeBackProps) {
  const { t, error } = useWords();
  const { client } = useServices();
  const { notify } = useDialogsStore((state) => state.actions);
  const groups = recoveryKey.split('-');
  const [asked] = useState(() => groupsToType(groups.length));
  const [typed, setTyped] = useState<readonly string[]>(['', '']);
  const [failure, setFailure] = useState<CallError | 'other' | null>(null);
  const keep = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (asked.some((group, index) => typed[index]?.normalize('NFKC').trim() !== groups[group])) return setFailure('other');
    const answer = await client.call('keepRecoveryKey', { recoveryKey });
    if (!answer.ok) return setFailure(answer.error);
    notify(t('recoveryKey.kept'));
    onKept();
  };
  return (
    <form className="recovery-key-form" onSubmit={(event) => void keep(event)}>
      <p>{t('recoveryKey.typeBack')}</p>
      <div className="recovery-key-typed">
        {asked.map((group, index) => (
          <label key={group}>
            {t('recoveryKey.group', { group: group + 1 })}
            <input
              inputMode="numeric"
              autoComplete="off"
              maxLength={12}
              autoFocus={index === 0}
              aria-invalid={failure === 'other'}
              value={typed[index]}
              onChange={({ currentTarget: { value } }) => {
                setTyped(typed.map((other, place) => (place === index ? value : other)));
                setFailure(null);
              }}
            />
          </label>
        ))}
      </div>
      <p className="recovery-key-outcome" role="status">
        {failure === 'other' ? t('recoveryKey.other') : failure !== null && error(failure)}
      </p>
      <div className="recovery-key-actions">
        <button type="button" className="text-button" onClick={onBack}>
          {t('recoveryKey.back')}
        </button>
        <button type="submit" className="plain-button" disabled={typed.some((text) => text.trim() === '')}>
          {t('recoveryKey.keep')}
        </button>
      </div>
    </form>
  );
}
