import type { MetricId } from '../../../shared/domain/metrics.ts';
import { useServices } from '../../lib/services.ts';
import { useComparison } from '../../lib/use-comparison.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useIsPast } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { isOfNow } from '../../metrics/grid-metric.ts';
import { METRICS } from '../../metrics/index.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { PanelMessage } from '../../ui/PanelMessage.tsx';

/** What the metric in view is counted from, in what unit, and what keeps it from being shown. */
export function MetricNote() {
  const { t } = useWords();
  const { metric, rule } = useLayersStore((state) => state.coverage);
  const isPast = useIsPast();
  const { unit, level, hasRule } = METRICS[metric];
  const facts = [
    t(`metric.note.${metric}`),
    ...(hasRule ? [t(`rule.${rule}`)] : []),
    ...(level === 'street' ? [t('metric.byStreet')] : []),
    t(`metric.unit.${unit}`),
  ];
  return (
    <>
      <p className="metric-note">{facts.join(' · ')}</p>
      <MetricState metric={metric} isPast={isPast} />
    </>
  );
}

/** What keeps a metric from being shown: columns that are asked for and not here yet, refused, or not to be had for this scope or moment. */
export function MetricState({ metric, isPast }: { readonly metric: MetricId; readonly isPast: boolean }) {
  const { t, error } = useWords();
  const { live } = useServices();
  const scope = useLayersStore((state) => state.coverage.scope);
  const comparison = useComparison();
  useRevision(live.dataAges);
  useRevision(live.compared);
  if (metric === 'sinceYesterday' && scope.kind !== 'today') {
    return <PanelMessage tone="empty" title={t('metric.onlyToday')} />;
  }
  if (metric === 'sinceBatch' && scope.kind !== 'batch') return <PanelMessage tone="empty" title={t('metric.onlyBatch')} />;
  if (metric === 'sinceBatch' && live.status.snapshot !== null && comparison === null) {
    return <PanelMessage tone="empty" title={t('metric.noBatchBefore')} />;
  }
  if (isPast && isOfNow(METRICS[metric])) return <PanelMessage tone="empty" title={t('metric.onlyNow')} />;
  const { inputs } = METRICS[metric];
  const waited = [live.dataAges, live.compared].filter((source) => inputs.some((name) => live[name] === source));
  // While the replica loads, its progress is told in one place.
  const failure = waited.find((source) => source.failure !== null && source.failure.code !== 'replica-not-ready')?.failure ?? null;
  if (failure !== null) return <PanelMessage tone="error" title={t('error.title')} text={error(failure)} />;
  if (metric === 'sinceBatch' && live.compared.value !== null) return <ComparedWith />;
  return waited.some((source) => source.value === null) ? <p className="metric-note">{t('metric.asking')}</p> : null;
}

/** Which other batch a batch is compared with, and at which moment: both had had as much time. */
function ComparedWith() {
  const { t, span } = useWords();
  const comparison = useComparison();
  if (comparison === null) return null;
  const { otherCode, otherAtMs, otherFromMs } = comparison;
  const words = { code: otherCode, moment: formatMomentText(otherAtMs), span: span(otherAtMs - otherFromMs) };
  return <p className="metric-note">{t('metric.comparedWith', words)}</p>;
}
