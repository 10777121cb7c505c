import { useMemo } from 'react';
import { dayOf } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useFromChoropleth } from '../../lib/use-choropleth.ts';
import { useIsPast, useShownNow } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { useLegendOf } from '../../panels/layers/use-legend.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { type SecondView, useSecondMapStore } from '../../stores/second-map.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { ChoiceSelect } from '../choices/ChoiceSelect.tsx';
import { secondMetricChoices } from '../choices/view-choices.ts';
import { MapHead } from './MapHead.tsx';
import { MomentChoice } from './MomentChoice.tsx';
import { secondSettings } from './second-settings.ts';
import type { SecondData } from './use-second-data.ts';

const RECOUNT_MS = 2000;
const CLOCK_STEP_MS = 30_000;

/** Above the right one of two maps: what it shows, and the means to change that. */
export function SecondMapHead({ view, second }: { readonly view: SecondView; readonly second: SecondData }) {
  const { t, error } = useWords();
  const settings = useLayersStore((state) => state.coverage);
  const { shown, failure, layerFailures } = useSecondMapStore();
  const firstNowMs = useShownNow(CLOCK_STEP_MS);
  const firstIsPast = useIsPast();
  const shownMs = shown?.atMs ?? null;
  const breaks = useFromChoropleth(viewOf(settings), RECOUNT_MS, [], (choropleth) => choropleth.breaks);
  const own = useMemo(() => secondSettings(settings, view.metric, () => breaks), [settings, view.metric, breaks]);
  const legend = useLegendOf('coverage', second.data, own, shownMs ?? firstNowMs);
  const asked = shown?.scope ?? settings.scope;
  const scope = asked.kind === 'today' && shownMs !== null ? ({ kind: 'day', day: dayOf(shownMs) } as const) : asked;
  return (
    <MapHead
      side="second"
      metric={view.metric}
      scope={scope}
      isPast={shownMs !== null || firstIsPast}
      legend={legend}
      source={{ live: second.data, figures: second.figures }}
      title={<MetricSelect />}
      moment={<MomentChoice view={view} />}
      close={<CloseButton />}
    >
      {failure !== null && (
        <p className="map-head-failed" role="alert">
          {t('secondMap.failed', { reason: error(failure) })}
        </p>
      )}
      {layerFailures.coverage !== undefined && (
        <p className="map-head-failed" role="alert">
          {t(`layers.failure.${layerFailures.coverage}`)}
        </p>
      )}
    </MapHead>
  );
}

function MetricSelect() {
  const words = useWords();
  const { city } = useServices();
  return <ChoiceSelect label={words.t('secondMap.metric')} choices={secondMetricChoices(words, city)} />;
}

function CloseButton() {
  const { t } = useWords();
  const { look } = useSecondMapStore((state) => state.actions);
  return (
    <button type="button" className="icon-button" aria-label={t('secondMap.close')} title={t('secondMap.close')} onClick={() => look(null)}>
      <Icon name="close" />
    </button>
  );
}
