import { CommandButton } from '../../app/keys/CommandButton.tsx';
import type { CommandId } from '../../app/keys/commands.ts';
import { useWords } from '../../lib/use-words.ts';
import { type ConsultationTool, useConsultationStore } from '../../stores/consultation.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { Icon } from '../../ui/Icon.tsx';
import { SequenceSteps } from './SequenceSteps.tsx';
import './consultation-bar.css';

const TOOLS: readonly { readonly id: Exclude<ConsultationTool, 'none'>; readonly command: CommandId }[] = [
  { id: 'pointer', command: 'togglePointer' },
  { id: 'pen', command: 'togglePen' },
  { id: 'arrow', command: 'toggleArrow' },
  { id: 'label', command: 'toggleLabel' },
];

/** Over the map while the walls show a frozen frame: what they show, what is drawn on it, and the way out. */
export function ConsultationBar() {
  const { t } = useWords();
  const { frame, annotations, tool } = useConsultationStore();
  if (frame === null) return null;
  const hasNone = annotations.length === 0;
  return (
    <div className="consultation-bar" role="toolbar" aria-label={t('consultation.bar')}>
      <strong className="consultation-mark">{t('consultation.title')}</strong>
      <span className="consultation-moment">{t('consultation.asOf', { moment: formatMomentText(frame.asOfMs) })}</span>
      <span className="consultation-tools">
        {TOOLS.map(({ id, command }) => (
          <CommandButton
            key={id}
            command={command}
            isPressed={tool === id}
            label={t(`consultation.tool.${id}`)}
            title={t(`consultation.toolHint.${id}`)}
          >
            <Icon name={id} />
          </CommandButton>
        ))}
      </span>
      <CommandButton command="undoAnnotation" className="text-button" isDisabled={hasNone}>
        {t('consultation.undo')}
      </CommandButton>
      <CommandButton command="clearAnnotations" className="text-button" isDisabled={hasNone}>
        {t('consultation.clear')}
      </CommandButton>
      <SequenceSteps />
      <CommandButton command="freezeOnWall" className="text-button" title={t('consultation.renewHint')}>
        {t('consultation.renew')}
      </CommandButton>
      <CommandButton command="showMinutes" className="text-button">
        {t('consultation.minutes.open')}
      </CommandButton>
      <CommandButton command="endConsultation" className="text-button">
        {t('consultation.end')}
      </CommandButton>
    </div>
  );
}
