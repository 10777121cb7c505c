import { PopoverNext } from '@blueprintjs/core';
import { isMeasuring } from '../../lib/measured.ts';
import { useWords, type Words } from '../../lib/use-words.ts';
import { type MapTool, usePickedStore } from '../../stores/picked.store.ts';
import { useSecondMapStore } from '../../stores/second-map.store.ts';
import { Icon, type IconName } from '../../ui/Icon.tsx';
import { CommandButton } from '../keys/CommandButton.tsx';
import type { CommandId } from '../keys/commands.ts';
import { MetricFilterForm } from './MetricFilterForm.tsx';
import './map-toolbar.css';

const TOOLS: readonly { readonly tool: MapTool; readonly icon: IconName; readonly command: CommandId }[] = [
  { tool: 'move', icon: 'hand', command: 'moveMap' },
  { tool: 'box', icon: 'box', command: 'pickByBox' },
  { tool: 'lasso', icon: 'lasso', command: 'pickByLasso' },
  { tool: 'distance', icon: 'distance', command: 'measureDistance' },
  { tool: 'area', icon: 'area', command: 'measureArea' },
];

/** What the pointer does on the map, and what can be opened over it. */
export function MapToolbar() {
  const { t } = useWords();
  const { tool, isFiltering, actions } = usePickedStore();
  const isCompared = useSecondMapStore((state) => state.view !== null);
  return (
    <div className="map-toolbar" role="toolbar" aria-label={t('picked.tools.label')}>
      {TOOLS.map((entry) => (
        <CommandButton
          key={entry.tool}
          command={entry.command}
          isPressed={tool === entry.tool}
          label={t(`picked.tools.${entry.tool}`)}
          title={[t(`picked.tools.${entry.tool}`), ...hintOf(entry.tool, t)].join(' · ')}
        >
          <Icon name={entry.icon} />
        </CommandButton>
      ))}
      <PopoverNext
        placement="left-start"
        content={<MetricFilterForm />}
        popoverClassName="layer-popover"
        arrow={false}
        isOpen={isFiltering}
        onInteraction={actions.setFiltering}
      >
        <CommandButton command="pickByValue" className="icon-button" label={t('picked.tools.filter')} title={t('picked.tools.filter')}>
          <Icon name="filter" />
        </CommandButton>
      </PopoverNext>
      <CommandButton command="toggleSecondMap" isPressed={isCompared} label={t('secondMap.open')}>
        <Icon name="columns" />
      </CommandButton>
      <CommandButton command="showBookmarks" label={t('bookmarks.title')}>
        <Icon name="bookmark" />
      </CommandButton>
      <CommandButton command="savePicture" label={t('picture.title')}>
        <Icon name="picture" />
      </CommandButton>
    </div>
  );
}

function hintOf(tool: MapTool, t: Words['t']): readonly string[] {
  if (tool === 'move') return [];
  return [t(isMeasuring(tool) ? 'picked.measure.hint' : 'picked.tools.hint')];
}
