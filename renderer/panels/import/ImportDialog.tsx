import { formatDateTime } from '../../../shared/domain/time.ts';
import { useStanding } from '../../lib/use-standing.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { ChooseFiles } from './ChooseFiles.tsx';
import { ImportProgress } from './ImportProgress.tsx';
import { RefusedFiles } from './RefusedFiles.tsx';
import { useImport } from './use-import.ts';
import { WaitingFilePart } from './WaitingFilePart.tsx';
import './import.css';

/** Files that were carried here: looked at, then imported, one after another. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useWords();
  const stands = useStanding();
  const { show } = useDialogsStore((state) => state.actions);
  const kind = stands?.status.source.kind ?? null;
  return (
    <Dialog title={t('importFiles.title')} closeLabel={t('importFiles.close')} className="import-files" onClose={onClose}>
      {kind === 'file' && <ImportBody />}
      {kind !== null && kind !== 'file' && (
        <PanelMessage
          tone="empty"
          title={t('importFiles.notFed', { kind: t(`replication.kind.${kind}`) })}
          text={t('importFiles.notFedText')}
          action={{ label: t('importFiles.settings'), run: () => show('source') }}
        />
      )}
    </Dialog>
  );
}

function ImportBody() {
  const { t } = useWords();
  const { preview, work, applied, brought, bring, apply } = useImport();
  const last = preview?.last ?? null;
  const isBusy = work.state === 'bringing' || work.state === 'looking' || work.state === 'applying';
  return (
    <div className="import-body">
      <p className="import-note">{t('importFiles.intro')}</p>
      <dl className="import-facts">
        <div>
          <dt>{t('importFiles.last')}</dt>
          <dd>
            {last === null
              ? t('importFiles.lastNone')
              : t('importFiles.lastOf', { number: last.number, time: formatDateTime(last.exportedAtMs) })}
          </dd>
        </div>
        <div>
          <dt>{t('importFiles.trusted')}</dt>
          <dd className="import-key">{preview?.trusted.join(' · ')}</dd>
        </div>
      </dl>
      <ChooseFiles isBusy={isBusy} onChoose={(files) => void bring(files)} />
      <ImportProgress work={work} />
      {applied !== null && !isBusy && (
        <p role="status" className="import-done">
          {t('importFiles.applied', { number: applied.number, time: formatDateTime(applied.toMs) })}
        </p>
      )}
      {preview !== null && work.state === 'none' && (
        <>
          {preview.next === null ? (
            <PanelMessage tone="empty" title={t('importFiles.nothing')} text={t('importFiles.nothingText')} />
          ) : (
            <WaitingFilePart file={preview.next} onApply={(file) => void apply(file)} />
          )}
          <RefusedFiles refused={preview.refused} brought={brought} />
        </>
      )}
    </div>
  );
}
