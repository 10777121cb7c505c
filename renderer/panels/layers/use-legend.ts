import { isLive, type LayerId } from '../../../shared/domain/layers.ts';
import { useMemo } from 'react';
import type { LiveData } from '../../data/live-data.ts';
import { useServices } from '../../lib/services.ts';
import { togetherOf } from '../../lib/use-choropleth.ts';
import { useCounted } from '../../lib/use-live.ts';
import { useShownNow } from '../../lib/use-moment.ts';
import type { LegendData } from '../../map/layers/legend.ts';
import { legendOf } from '../../map/layers/legend-of.ts';
import { METRICS } from '../../metrics/index.ts';
import { MAP_THEMES } from '../../map/map-theme.ts';
import { type CoverageSettings, useLayersStore } from '../../stores/layers.store.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';

const RECOUNT_MS = 2000;
/** Windows of alerts and freshness of positions move on without any news. */
const CLOCK_STEP_MS = 30_000;

/** A layer's classes with their colours and numbers, from the same data and settings as its drawing. */
export function useLegend(id: LayerId): LegendData {
  const { shown } = useServices();
  const coverage = useLayersStore((state) => state.coverage);
  return useLegendOf(id, shown, coverage, useShownNow(CLOCK_STEP_MS));
}

/** The same of any map's data and settings; `clock` moves on with what is shown. */
export function useLegendOf(id: LayerId, shown: LiveData, coverage: CoverageSettings, clock: number): LegendData {
  const { city } = useServices();
  const theme = useSettingsStore((state) => state.theme);
  const alerts = useLayersStore((state) => state.alerts);
  const tracks = useTracksStore((state) => state.opened);
  const source = useMemo(
    () => (id === 'coverage' ? togetherOf(shown, METRICS[coverage.metric].inputs) : isLive(id) ? shown[id] : shown.workers),
    [shown, id, coverage.metric],
  );
  return useCounted(source, RECOUNT_MS, [id, theme, coverage, alerts, tracks, clock], () =>
    legendOf(id, { city, live: shown, theme: MAP_THEMES[theme], coverage, alerts }),
  );
}
