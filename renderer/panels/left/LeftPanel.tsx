import { AreaTree } from '../tree/AreaTree.tsx';
import { LayerPanel } from '../layers/LayerPanel.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import { useWords } from '../../lib/use-words.ts';
import { PanelBoundary } from '../../ui/PanelBoundary.tsx';
import './left-panel.css';

/** How to find a place, where it belongs, and what the map shows of it. */
export function LeftPanel() {
  const { t } = useWords();
  return (
    <div className="left-panel">
      <PanelBoundary part={t('panel.part.search')}>
        <SearchBox />
      </PanelBoundary>
      <PanelBoundary part={t('panel.part.areas')}>
        <AreaTree />
      </PanelBoundary>
      <PanelBoundary part={t('panel.part.layers')}>
        <LayerPanel />
      </PanelBoundary>
    </div>
  );
}
