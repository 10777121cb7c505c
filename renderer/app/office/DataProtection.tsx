import { formatDateMinute } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';

/** What protects this office's data, whether a recovery key was kept, and how old the newest copy is. */
export function DataProtection() {
  const { t } = useWords();
  const { status } = useServices().live;
  useRevision(status);
  const { show } = useDialogsStore((state) => state.actions);
  const office = status.snapshot?.office;
  if (office === undefined) return null;
  const { protection, recoveryKeyMadeAtMs: madeAtMs, newestBackupAtMs: backupAtMs } = office;
  return (
    <div className="setting">
      <span className="setting-label">{t('dataProtection.title')}</span>
      <span>{t(`dataProtection.${protection}`)}</span>
      <span>{backupAtMs === null ? t('officeNotice.noBackup') : t('dataProtection.backup', { time: formatDateMinute(backupAtMs) })}</span>
      <span>{madeAtMs === null ? t('dataProtection.noKey') : t('dataProtection.keyMade', { time: formatDateMinute(madeAtMs) })}</span>
      <button type="button" className="text-button" onClick={() => show('recoveryKey')}>
        {t(madeAtMs === null ? 'officeNotice.setUp' : 'dataProtection.replaceKey')}
      </button>
    </div>
  );
}
