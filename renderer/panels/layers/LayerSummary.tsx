import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useShownScope } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useLegend } from './use-legend.ts';

/** Which tasks the choropleth counts, where it counts any. */
export function CoverageSummary() {
  const { scope } = useWords();
  const { status } = useServices().live;
  useRevision(status, 5000);
  const settings = useLayersStore((state) => state.coverage);
  const { scope: chosen } = settings;
  const batch = chosen.kind === 'batch' ? status.snapshot?.batches.find((candidate) => candidate.id === chosen.batchId) : undefined;
  const named = useShownScope(chosen);
  if (!METRICS[settings.metric].inputs.includes('coverage')) return null;
  return <>{scope(named, batch?.code ?? '')}</>;
}

/** The window, and how many alerts the map draws in it. */
export function AlertSummary() {
  const { t, count } = useWords();
  const { windowHours } = useLayersStore((state) => state.alerts);
  const { total } = useLegend('alerts');
  return <>{t('layers.inWindow', { window: t(`layers.windowHours.h${windowHours}`), value: count(total) })}</>;
}

/** How many ways are on the map. */
export function TracksSummary() {
  const { t, count } = useWords();
  const { total } = useLegend('tracks');
  return <>{t('layers.tracksOpen', { value: count(total) })}</>;
}

export function WorkerSummary() {
  const { t, count } = useWords();
  const { total } = useLegend('workers');
  return <>{t('layers.onDuty', { value: count(total) })}</>;
}
