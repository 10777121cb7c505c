import { useServices } from '../../lib/services.ts';
import { useIsPast, useShownScope } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLegend } from '../../panels/layers/use-legend.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { MapHead } from './MapHead.tsx';

/** Above the window's own map while another stands beside it. */
export function FirstMapHead() {
  const { t } = useWords();
  const { live, figures } = useServices();
  const { metric, scope } = useLayersStore((state) => state.coverage);
  const shownMs = useTimeStore((state) => state.shownMs);
  return (
    <MapHead
      side="first"
      metric={metric}
      scope={useShownScope(scope)}
      isPast={useIsPast()}
      legend={useLegend('coverage')}
      source={{ live, figures }}
      title={<strong>{t(`metric.name.${metric}`)}</strong>}
      moment={
        <span className="map-head-moment" data-past={shownMs !== null}>
          {shownMs === null ? t('secondMap.now') : formatMomentText(shownMs)}
        </span>
      }
    />
  );
}
