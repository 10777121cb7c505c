import { type ReactNode, useState } from 'react';
import type { OfficeSecurity } from '../../../shared/contract/office-security.ts';
import { formatDateMinute } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import './office-notice.css';

/** Under it lies, in the office's settings, what was restored; emptied by who has taken note. */
const RESTORED_SETTING = 'office.restored';

/** One line under the strip about the office's own data, the most urgent first: it never covers anything. */
export function OfficeNotice() {
  const { status } = useServices().live;
  useRevision(status);
  const [isPutOff, setPutOff] = useState(false);
  const office = status.snapshot?.office ?? null;
  if (office === null) return null;
  if (office.restored !== null) return <Restored {...office.restored} />;
  if (office.backupTrouble !== null) return <BackupTrouble office={office} code={office.backupTrouble} />;
  if (office.recoveryKeyMadeAtMs === null && !isPutOff) return <NoRecoveryKey onPutOff={() => setPutOff(true)} />;
  return null;
}

function Restored({ atMs, backupAtMs }: { readonly atMs: number; readonly backupAtMs: number }) {
  const { t } = useWords();
  const { client } = useServices();
  const takeNote = (): void => void client.call('saveSetting', { key: RESTORED_SETTING, value: null });
  return (
    <Line text={t('officeNotice.restored', { time: formatDateMinute(atMs), backup: formatDateMinute(backupAtMs) })}>
      <button type="button" className="text-button" onClick={takeNote}>
        {t('officeNotice.takeNote')}
      </button>
    </Line>
  );
}

function BackupTrouble({ office, code }: { readonly office: OfficeSecurity; readonly code: NonNullable<OfficeSecurity['backupTrouble']> }) {
  const { t } = useWords();
  const newest = office.newestBackupAtMs === null ? t('officeNotice.noBackup') : formatDateMinute(office.newestBackupAtMs);
  return <Line text={t('officeNotice.backupFailed', { reason: t(`error.${code}`), newest })} />;
}

function NoRecoveryKey({ onPutOff }: { readonly onPutOff: () => void }) {
  const { t } = useWords();
  const { show } = useDialogsStore((state) => state.actions);
  return (
    <Line text={t('officeNotice.noRecoveryKey')}>
      <button type="button" className="text-button" onClick={() => show('recoveryKey')}>
        {t('officeNotice.setUp')}
      </button>
      <button type="button" className="text-button" onClick={onPutOff}>
        {t('officeNotice.later')}
      </button>
    </Line>
  );
}

function Line({ text, children }: { readonly text: string; readonly children?: ReactNode }) {
  return (
    <div className="office-notice" role="status">
      <span>{text}</span>
      {children}
    </div>
  );
}
