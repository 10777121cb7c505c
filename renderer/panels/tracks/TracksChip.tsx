import { useWords } from '../../lib/use-words.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { Icon } from '../../ui/Icon.tsx';

/** Says that tracks are on the map while the details show something else. */
export function TracksChip() {
  const { t } = useWords();
  const { opened, isOpen, actions } = useTracksStore();
  if (opened === null || isOpen) return null;
  return (
    <div className="picked-chip">
      <button type="button" onClick={() => actions.setOpen(true)}>
        {t('tracks.reopen')}
      </button>
      <button type="button" className="icon-button" aria-label={t('tracks.close')} onClick={actions.close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
