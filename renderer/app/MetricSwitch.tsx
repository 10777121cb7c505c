import { HTMLSelect } from '@blueprintjs/core';
import { METRIC_IDS } from '../../shared/domain/metrics.ts';
import { chooseMetric } from '../lib/choose-metric.ts';
import { useWords } from '../lib/use-words.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { useInterfaceScale } from './appearance.ts';

/** What the grids are coloured by: all in sight where there is room, else behind one field, as beside a second map, which has one too. */
export function MetricSwitch() {
  const { t } = useWords();
  const metric = useLayersStore((state) => state.coverage.metric);
  const { widthClass } = useInterfaceScale();
  const areMapsTwo = useSecondMapStore((state) => state.view !== null);
  const label = t('metric.switch');
  if (widthClass !== 'wide' || areMapsTwo) {
    const chosen = (value: string): void => {
      const next = METRIC_IDS.find((id) => id === value);
      if (next !== undefined) chooseMetric(next);
    };
    return (
      <HTMLSelect
        className="metric-select"
        aria-label={label}
        value={metric}
        minimal
        onChange={(event) => chosen(event.currentTarget.value)}
      >
        {METRIC_IDS.map((id) => (
          <option key={id} value={id}>
            {t(`metric.name.${id}`)}
          </option>
        ))}
      </HTMLSelect>
    );
  }
  const options = METRIC_IDS.map((id) => ({ value: id, label: t(`metric.short.${id}`) }));
  return <Segmented label={label} value={metric} options={options} onChange={chooseMetric} />;
}
