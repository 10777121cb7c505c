import { LAYER_IDS } from '../../../shared/domain/layers.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { AlertLayerSettings } from './AlertLayerSettings.tsx';
import { CoverageLayerSettings } from './CoverageLayerSettings.tsx';
import { LayerCard } from './LayerCard.tsx';
import { AlertSummary, CoverageSummary, WorkerSummary } from './LayerSummary.tsx';
import './layers.css';

/** What stands in the head of each layer's card, and behind its settings button. */
const CARDS = {
  coverage: { Summary: CoverageSummary, Settings: CoverageLayerSettings },
  alerts: { Summary: AlertSummary, Settings: AlertLayerSettings },
  workers: { Summary: WorkerSummary, Settings: null },
} as const;

/** The map's layers: shown or not, their settings, legend and error slot. */
export function LayerPanel() {
  const { t } = useWords();
  const visible = useLayersStore((state) => state.visible);
  return (
    <section className="layer-panel" aria-labelledby="layer-panel-title">
      <header className="panel-head">
        <h2 id="layer-panel-title">{t('layers.title')}</h2>
        <span>{t('layers.shown', { visible: LAYER_IDS.filter((id) => visible[id]).length, all: LAYER_IDS.length })}</span>
      </header>
      {LAYER_IDS.map((id) => (
        <LayerCard key={id} id={id} {...CARDS[id]} />
      ))}
    </section>
  );
}
