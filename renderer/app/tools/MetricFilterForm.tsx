import { useState } from 'react';
import { areaName, gridRangeOf } from '../../../shared/domain/areas.ts';
import { type PickWay, pickGrids } from '../../lib/pick-grids.ts';
import { useServices } from '../../lib/services.ts';
import { useFromChoropleth } from '../../lib/use-choropleth.ts';
import { useWords } from '../../lib/use-words.ts';
import { METRICS } from '../../metrics/index.ts';
import { filterGrids, parseMetricFilter } from '../../metrics/metric-filter.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { shownFactor } from '../../metrics/metric-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';

const RECOUNT_MS = 1000;
const WAYS: readonly PickWay[] = ['replace', 'add', 'subtract'];
const NONE: readonly number[] = [];

/** Picks the grids of the area in view whose value meets a condition such as `< 60 %`. */
export function MetricFilterForm() {
  const { t, count } = useWords();
  const { city } = useServices();
  const settings = useLayersStore((state) => state.coverage);
  const selected = useSelectionStore((state) => state.selected);
  const [text, setText] = useState('');
  const metric = METRICS[settings.metric];
  const filter = parseMetricFilter(text, shownFactor(metric.unit));
  const found = useFromChoropleth(viewOf(settings), RECOUNT_MS, [text, selected, city], ({ values }) =>
    filter === null ? NONE : filterGrids(filter, values, gridRangeOf(city, selected)),
  );
  const isOdd = text.trim() !== '' && filter === null;
  const pick = (way: PickWay): void => {
    if (filter !== null) pickGrids(city, found, way);
  };
  return (
    <form
      className="layer-settings metric-filter"
      onSubmit={(event) => {
        event.preventDefault();
        pick('replace');
      }}
    >
      <label className="setting">
        <span className="setting-label">{t('picked.filter.title', { metric: t(`metric.name.${settings.metric}`) })}</span>
        <input
          className="field metric-filter-field"
          autoFocus
          aria-label={t('picked.filter.label')}
          aria-invalid={isOdd}
          placeholder={t('picked.filter.placeholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      <p className={isOdd ? 'field-error' : 'metric-note'} role={isOdd ? 'alert' : 'status'}>
        {isOdd
          ? t('picked.filter.invalid')
          : filter === null
            ? t('picked.filter.within', { area: areaName(city, selected) })
            : `${t('picked.filter.within', { area: areaName(city, selected) })} · ${t('picked.filter.found', { value: count(found.length) })}`}
      </p>
      <div className="metric-filter-ways">
        {WAYS.map((way) => (
          <button key={way} type="button" className="text-button" disabled={filter === null} onClick={() => pick(way)}>
            {t(`picked.filter.${way}`)}
          </button>
        ))}
      </div>
    </form>
  );
}
