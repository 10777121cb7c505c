import { useEffect } from 'react';
import { areaKey } from '../../lib/area-words.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { useWords } from '../../lib/use-words.ts';
import { usePickedStore } from '../../stores/picked.store.ts';
import { useRowsStore } from '../../stores/rows.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { PanelBoundary } from '../../ui/PanelBoundary.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { PickedPanel } from '../picked/PickedPanel.tsx';
import { TracksPanel } from '../tracks/TracksPanel.tsx';
import { RowsPanel } from '../rows/RowsPanel.tsx';
import { AreaDetail } from './AreaDetail.tsx';
import { GridDetailView } from './GridDetailView.tsx';
import './detail.css';

const NONE: readonly number[] = [];

/** What was selected, most urgent first; or the grids picked on the map; or the rows behind a figure that was clicked. */
export function DetailPanel() {
  const { t } = useWords();
  const selected = useSelectionStore((state) => state.selected);
  const rows = useRowsStore((state) => state.request);
  const picked = usePickedStore((state) => (state.isOpen ? state.grids : NONE));
  const hasTracks = useTracksStore((state) => state.isOpen);
  useRowsEndWithSelection();
  return (
    <PanelBoundary
      part={t('landmarks.detail')}
      key={hasTracks ? 'tracks' : rows !== null ? 'rows' : picked.length > 0 ? 'picked' : areaKey(selected)}
    >
      <UnknownArea />
      {hasTracks ? (
        <TracksPanel />
      ) : rows !== null ? (
        <RowsPanel key={JSON.stringify(rows)} request={rows} />
      ) : picked.length > 0 ? (
        <PickedPanel grids={picked} />
      ) : (
        <div className="detail-scroll" data-area={areaKey(selected)}>
          {selected.level === 'grid' ? <GridDetailView grid={selected.index} /> : <AreaDetail area={selected} />}
        </div>
      )}
    </PanelBoundary>
  );
}

/** Going to another place ends looking at the rows of a figure. */
function useRowsEndWithSelection(): void {
  const { close } = useRowsStore((state) => state.actions);
  useEffect(
    () =>
      useSelectionStore.subscribe((state, before) => {
        if (state.selected === before.selected) return;
        close();
        usePickedStore.getState().actions.setOpen(false);
        useTracksStore.getState().actions.setOpen(false);
      }),
    [close],
  );
}

/** A link named an area that this city does not have, or that is none of this window's. */
function UnknownArea() {
  const { t } = useWords();
  const code = useSelectionStore((state) => state.unknownCode);
  const home = useSelectionStore((state) => state.home);
  if (code === null) return null;
  return (
    <div className="detail-unknown">
      <PanelMessage
        tone="error"
        title={t('detail.unknownArea', { code })}
        text={t('detail.unknownAreaHint')}
        action={{ label: t('detail.toHome'), run: () => goToArea(home) }}
      />
    </div>
  );
}
