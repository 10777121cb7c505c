import { endConsultation, freezeOnWall } from '../../app/consultation/consultation-commands.ts';
import { chooseConsultationTool } from '../../app/consultation/consultation-tools.ts';
import { useCommandContext } from '../../app/keys/use-command-context.ts';
import { selectionInView } from '../../app/wall/show-on-wall.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { type ConsultationTool, useConsultationStore } from '../../stores/consultation.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SequenceSteps } from './SequenceSteps.tsx';
import { useAnnotate } from './use-annotate.ts';
import './consultation-bar.css';

const TOOLS: readonly Exclude<ConsultationTool, 'none'>[] = ['pointer', 'pen', 'arrow', 'label'];

/** Over the map while the walls show a frozen frame: what they show, what is drawn on it, and the way out. */
export function ConsultationBar() {
  const { t } = useWords();
  const context = useCommandContext();
  const annotate = useAnnotate();
  const showDialog = useDialogsStore((state) => state.actions.show);
  const { frame, annotations, tool } = useConsultationStore();
  if (frame === null) return null;
  const hasNone = annotations.length === 0;
  return (
    <div className="consultation-bar" role="toolbar" aria-label={t('consultation.bar')}>
      <strong className="consultation-mark">{t('consultation.title')}</strong>
      <span className="consultation-moment">{t('consultation.asOf', { moment: formatMomentText(frame.asOfMs) })}</span>
      <span className="consultation-tools">
        {TOOLS.map((id) => (
          <button
            key={id}
            type="button"
            className="icon-button"
            aria-pressed={tool === id}
            aria-label={t(`consultation.tool.${id}`)}
            title={t(`consultation.toolHint.${id}`)}
            onClick={() => chooseConsultationTool(tool === id ? 'none' : id)}
          >
            <Icon name={id} />
          </button>
        ))}
      </span>
      <button type="button" className="text-button" disabled={hasNone} onClick={() => annotate({ kind: 'undo' })}>
        {t('consultation.undo')}
      </button>
      <button type="button" className="text-button" disabled={hasNone} onClick={() => annotate({ kind: 'clear' })}>
        {t('consultation.clear')}
      </button>
      <SequenceSteps />
      <button
        type="button"
        className="text-button"
        title={t('consultation.renewHint')}
        onClick={() => void freezeOnWall(context, selectionInView())}
      >
        {t('consultation.renew')}
      </button>
      <button type="button" className="text-button" onClick={() => showDialog('minutes')}>
        {t('consultation.minutes.open')}
      </button>
      <button type="button" className="text-button" onClick={() => void endConsultation(context)}>
        {t('consultation.end')}
      </button>
    </div>
  );
}
