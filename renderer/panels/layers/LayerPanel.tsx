import { isLive, LAYER_IDS } from '../../../shared/domain/layers.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { AlertLayerSettings } from './AlertLayerSettings.tsx';
import { CoverageLayerSettings } from './CoverageLayerSettings.tsx';
import { LayerCard } from './LayerCard.tsx';
import { AlertSummary, CoverageSummary, TracksSummary, WorkerSummary } from './LayerSummary.tsx';
import './layers.css';

/** What stands in the head of each layer's card, and behind its settings button. */
const CARDS = {
  coverage: { Summary: CoverageSummary, Settings: CoverageLayerSettings },
  alerts: { Summary: AlertSummary, Settings: AlertLayerSettings },
  workers: { Summary: WorkerSummary, Settings: null },
  tracks: { Summary: TracksSummary, Settings: null },
} as const;

/** The map's layers: shown or not, their settings, legend and error slot. */
export function LayerPanel() {
  const { t } = useWords();
  const visible = useLayersStore((state) => state.visible);
  const hasTracks = useTracksStore((state) => state.opened !== null);
  // Nobody's way is on the map before somebody asked for it.
  const ids = LAYER_IDS.filter((id) => isLive(id) || hasTracks);
  return (
    <section className="layer-panel" aria-labelledby="layer-panel-title">
      <header className="panel-head">
        <h2 id="layer-panel-title">{t('layers.title')}</h2>
        <span>{t('layers.shown', { visible: ids.filter((id) => visible[id]).length, all: ids.length })}</span>
      </header>
      {ids.map((id) => (
        <LayerCard key={id} id={id} {...CARDS[id]} />
      ))}
    </section>
  );
}
