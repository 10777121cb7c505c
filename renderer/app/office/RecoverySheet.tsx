import { formatDateMinute } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';

/** The recovery key as it is read on screen and printed: eight numbered groups, and on paper what it is for. */
export function RecoverySheet({ recoveryKey }: { readonly recoveryKey: string }) {
  const { t } = useWords();
  const { session, live } = useServices();
  return (
    <div className="recovery-sheet">
      <p className="recovery-sheet-paper">
        {t('app.name')} · {t('recoveryKey.title')}
      </p>
      <ol className="recovery-sheet-groups" aria-label={t('recoveryKey.groups')}>
        {recoveryKey.split('-').map((group, index) => (
          <li key={`${index} ${group}`}>
            <span>{index + 1}</span>
            {group}
          </li>
        ))}
      </ol>
      <p className="recovery-sheet-paper">
        {t('recoveryKey.paper', { user: session.caller.user, time: formatDateMinute(live.status.nowMs()) })}
      </p>
    </div>
  );
}
