import { clearPicked } from '../../lib/pick-grids.ts';
import { useWords } from '../../lib/use-words.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import './map-toolbar.css';

/** Says that grids are picked while the details show something else. */
export function PickedChip() {
  const { t, count } = useWords();
  const { grids, isOpen, lost, actions } = usePickedStore();
  if (lost > 0) {
    return (
      <p className="picked-chip picked-lost" role="status">
        {t('picked.lost', { value: count(lost) })}
        <button type="button" className="icon-button" aria-label={t('picked.clear')} onClick={() => actions.reportLost(0)}>
          <Icon name="close" />
        </button>
      </p>
    );
  }
  if (grids.length === 0 || isOpen) return null;
  return (
    <div className="picked-chip">
      <button type="button" title={t('picked.chip', { value: count(grids.length) })} onClick={() => actions.setOpen(true)}>
        {t('picked.title', { value: count(grids.length) })}
      </button>
      <button type="button" className="icon-button" aria-label={t('picked.clear')} onClick={clearPicked}>
        <Icon name="close" />
      </button>
    </div>
  );
}
