import { AreaTree } from '../tree/AreaTree.tsx';
import { LayerPanel } from '../layers/LayerPanel.tsx';
import { SearchBox } from '../search/SearchBox.tsx';
import './left-panel.css';

/** How to find a place, where it belongs, and what the map shows of it. */
export function LeftPanel() {
  return (
    <div className="left-panel">
      <SearchBox />
      <AreaTree />
      <LayerPanel />
    </div>
  );
}
