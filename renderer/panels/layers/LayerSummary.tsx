import { useMemo } from 'react';
import { gridRangeOf } from '../../../shared/domain/areas.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import { countAlerts } from '../../data/alert-filter.ts';
import { useServices } from '../../lib/services.ts';
import { useNow, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';

/** Which tasks the choropleth counts, and by which rule. */
export function CoverageSummary() {
  const { t, scope } = useWords();
  const { status } = useServices().live;
  const settings = useLayersStore((state) => state.coverage);
  const { scope: chosen } = settings;
  const batch = chosen.kind === 'batch' ? status.snapshot?.batches.find((candidate) => candidate.id === chosen.batchId) : undefined;
  return (
    <>
      {scope(chosen, batch?.code ?? '')} · {t(`rule.${settings.rule}`)}
    </>
  );
}

/** The window, and how many alerts of the area in view pass the filters: the number that the map draws. */
export function AlertSummary() {
  const { t, count } = useWords();
  const { live, city } = useServices();
  const settings = useLayersStore((state) => state.alerts);
  const selected = useSelectionStore((state) => state.selected);
  const revision = useRevision(live.alerts, 1000);
  const nowMs = useNow(60_000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for the rows' content
  const shown = useMemo(() => {
    const range = selected.level === 'city' ? null : gridRangeOf(city, selected);
    return countAlerts(live.alerts, settings, nowMs - settings.windowHours * HOUR_MS, range);
  }, [live, city, settings, selected, revision, nowMs]);
  return <>{t('layers.inWindow', { window: t(`layers.windowHours.h${settings.windowHours}`), value: count(shown) })}</>;
}

export function WorkerSummary() {
  const { t, count } = useWords();
  const { live, figures } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  const revision = useRevision(live.workers, 2000);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for the rows' content
  const onDuty = useMemo(() => figures.workersOnDutyIn(selected), [figures, selected, revision]);
  return <>{t('layers.onDuty', { value: count(onDuty) })}</>;
}
