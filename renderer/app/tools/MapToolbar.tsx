import { PopoverNext } from '@blueprintjs/core';
import { clearPicked } from '../../lib/pick-grids.ts';
import { useServices } from '../../lib/services.ts';
import { useWords, type Words } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { isMeasuring } from '../../lib/measured.ts';
import { type MapTool, usePickedStore } from '../../stores/picked.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { toggleSecondMap } from '../second-map/toggle-second-map.ts';
import { MetricFilterForm } from './MetricFilterForm.tsx';
import './map-toolbar.css';

const TOOLS: readonly { readonly tool: MapTool; readonly icon: IconName }[] = [
  { tool: 'move', icon: 'hand' },
  { tool: 'box', icon: 'box' },
  { tool: 'lasso', icon: 'lasso' },
  { tool: 'distance', icon: 'distance' },
  { tool: 'area', icon: 'area' },
];

/** What the pointer does on the map, and how many grids are picked. */
export function MapToolbar() {
  const { t } = useWords();
  const { tool, actions } = usePickedStore();
  const { city } = useServices();
  const isCompared = useSecondMapStore((state) => state.view !== null);
  const { show } = useDialogsStore((state) => state.actions);
  return (
    <div className="map-toolbar" role="toolbar" aria-label={t('picked.tools.label')}>
      {TOOLS.map((entry) => (
        <button
          key={entry.tool}
          type="button"
          className="icon-button"
          aria-pressed={tool === entry.tool}
          aria-label={t(`picked.tools.${entry.tool}`)}
          title={[t(`picked.tools.${entry.tool}`), ...hintOf(entry.tool, t)].join(' · ')}
          onClick={() => actions.setTool(entry.tool)}
        >
          <Icon name={entry.icon} />
        </button>
      ))}
      <PopoverNext placement="left-start" content={<MetricFilterForm />} popoverClassName="layer-popover" arrow={false}>
        <button type="button" className="icon-button" aria-label={t('picked.tools.filter')} title={t('picked.tools.filter')}>
          <Icon name="filter" />
        </button>
      </PopoverNext>
      <button
        type="button"
        className="icon-button"
        aria-pressed={isCompared}
        aria-label={t('secondMap.open')}
        title={t('command.toggleSecondMap')}
        onClick={() => toggleSecondMap(city)}
      >
        <Icon name="columns" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('bookmarks.title')}
        title={t('command.showBookmarks')}
        onClick={() => show('bookmarks')}
      >
        <Icon name="bookmark" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t('picture.title')}
        title={t('command.savePicture')}
        onClick={() => show('picture')}
      >
        <Icon name="picture" />
      </button>
    </div>
  );
}

function hintOf(tool: MapTool, t: Words['t']): readonly string[] {
  if (tool === 'move') return [];
  return [t(isMeasuring(tool) ? 'picked.measure.hint' : 'picked.tools.hint')];
}

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
