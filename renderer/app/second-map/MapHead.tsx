import type { ReactNode } from 'react';
import { areaName } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import type { MetricId } from '../../../shared/domain/metrics.ts';
import { coverageRate } from '../../../shared/domain/rates.ts';
import type { AreaFigureBook } from '../../data/area-figures.ts';
import type { LiveData } from '../../data/live-data.ts';
import { useServices } from '../../lib/services.ts';
import { PANEL_INTERVAL_MS, useCounted, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import type { LegendData } from '../../map/layers/legend.ts';
import { METRICS } from '../../metrics/index.ts';
import { Legend } from '../../panels/layers/LayerLegend.tsx';
import { MetricState } from '../../panels/layers/MetricNote.tsx';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import './second-map.css';

interface MapHeadProps {
  readonly side: 'first' | 'second';
  readonly metric: MetricId;
  /** The tasks that are counted, as they are named at the moment of the map. */
  readonly scope: BatchScope;
  readonly isPast: boolean;
  readonly legend: LegendData;
  /** Names of metric and moment, or the means to choose them. */
  readonly title: ReactNode;
  readonly moment: ReactNode;
  readonly close?: ReactNode;
  readonly source: { readonly live: LiveData; readonly figures: AreaFigureBook };
  readonly children?: ReactNode;
}

/** Above one of two maps: what it shows in words and in what unit, the coverage of the area in view, and what the colours mean. */
export function MapHead({ side, metric, scope, isPast, legend, title, moment, close, source, children }: MapHeadProps) {
  const words = useWords();
  const { t } = words;
  const rule = useLayersStore((state) => state.coverage.rule);
  const batchCode = useBatchCode(scope);
  const { hasRule, inputs, unit, level } = METRICS[metric];
  const facts = [
    t(`metric.unit.${unit}`),
    ...(hasRule ? [t(`rule.${rule}`)] : []),
    ...(level === 'street' ? [t('metric.byStreet')] : []),
    ...(inputs.includes('coverage') ? [words.scope(scope, batchCode)] : []),
  ];
  return (
    <div className="map-head" role="group" aria-label={t(`secondMap.${side}`)} data-side={side} data-past={isPast}>
      <div className="map-head-line">
        <span className="map-head-side">{t(`secondMap.${side}`)}</span>
        {title}
        {moment}
        {close}
      </div>
      {children}
      <p className="map-head-facts">
        <AreaRate {...source} />
        <span className="one-line">{facts.join(' · ')}</span>
      </p>
      <MetricState metric={metric} isPast={isPast} />
      <Legend legend={legend} />
    </div>
  );
}

function useBatchCode(scope: BatchScope): string {
  const { status } = useServices().live;
  useRevision(status, 5000);
  return (scope.kind === 'batch' && status.snapshot?.batches.find(({ id }) => id === scope.batchId)?.code) || '';
}

/** The coverage of the area in view, from the same sums as strip and tables. */
function AreaRate({ live, figures }: MapHeadProps['source']) {
  const { city } = useServices();
  const { t, rate } = useWords();
  const area = useSelectionStore((state) => state.selected);
  const rule = useLayersStore((state) => state.coverage.rule);
  const value = useCounted(live.coverage, PANEL_INTERVAL_MS, [figures, area, rule], () =>
    live.coverage.revision === 0 ? null : coverageRate(figures.coverageOf(area), rule),
  );
  return (
    <span className="map-head-rate" data-figure="coverage">
      {t('secondMap.rate', { area: areaName(city, area), rate: rate(value) })}
    </span>
  );
}
