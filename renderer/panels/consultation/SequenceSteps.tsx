import { PopoverNext } from '@blueprintjs/core';
import { CommandButton } from '../../app/keys/CommandButton.tsx';
import { neighbourStep, sequenceOf } from '../../app/consultation/sequence.ts';
import { useWords } from '../../lib/use-words.ts';
import { useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { useSequenceStore } from '../../stores/sequence.store.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Back and forward through the bookmarks of a consultation, and which they are. */
export function SequenceSteps() {
  const { t } = useWords();
  const bookmarks = useBookmarksStore((state) => state.bookmarks);
  const { chosen, shownId, isChoosing, actions } = useSequenceStore();
  const sequence = sequenceOf(bookmarks, chosen);
  const at = sequence.findIndex(({ id }) => id === shownId);
  const button = (direction: 1 | -1) => (
    <CommandButton
      command={direction === 1 ? 'sequenceForward' : 'sequenceBack'}
      label={t(direction === 1 ? 'consultation.nextStep' : 'consultation.previousStep')}
      isDisabled={neighbourStep(sequence, shownId, direction) === null}
    >
      <Icon name={direction === 1 ? 'forward' : 'back'} />
    </CommandButton>
  );
  return (
    <span className="consultation-steps">
      <PopoverNext
        placement="top"
        content={<SequencePicker />}
        popoverClassName="layer-popover"
        arrow={false}
        isOpen={isChoosing}
        onInteraction={actions.setChoosing}
      >
        <CommandButton command="chooseSequence" className="text-button">
          {t('consultation.sequence')}
        </CommandButton>
      </PopoverNext>
      {sequence.length > 0 && (
        <>
          {button(-1)}
          <span className="consultation-step">
            {at < 0 ? '–' : at + 1}/{sequence.length}
          </span>
          {button(1)}
        </>
      )}
    </span>
  );
}

/** Which bookmarks the consultation goes through. */
function SequencePicker() {
  const { t } = useWords();
  const bookmarks = useBookmarksStore((state) => state.bookmarks);
  const { chosen, actions } = useSequenceStore();
  if (bookmarks.length === 0) return <p className="sequence-none">{t('consultation.noBookmarks')}</p>;
  return (
    <fieldset className="sequence-picker">
      <legend>{t('consultation.sequenceHint')}</legend>
      {bookmarks.map(({ id, name }) => (
        <label key={id} className="one-line">
          <input type="checkbox" checked={chosen.has(id)} onChange={() => actions.toggle(id)} /> {name}
        </label>
      ))}
    </fieldset>
  );
}
