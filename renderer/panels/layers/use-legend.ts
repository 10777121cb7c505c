import type { LayerId } from '../../../shared/domain/layers.ts';
import { useServices } from '../../lib/services.ts';
import { useCounted, useNow } from '../../lib/use-live.ts';
import type { LegendData } from '../../map/layers/legend.ts';
import { legendOf } from '../../map/layers/legend-of.ts';
import { MAP_THEMES } from '../../map/map-theme.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';

const RECOUNT_MS = 2000;
/** Windows of alerts and freshness of positions move on without any news. */
const CLOCK_STEP_MS = 30_000;

/** A layer's classes with their colours and numbers, from the same data and settings as its drawing. */
export function useLegend(id: LayerId): LegendData {
  const { city, live } = useServices();
  const theme = useSettingsStore((state) => state.theme);
  const coverage = useLayersStore((state) => state.coverage);
  const alerts = useLayersStore((state) => state.alerts);
  const clock = useNow(CLOCK_STEP_MS);
  return useCounted(live[id], RECOUNT_MS, [id, theme, coverage, alerts, clock], () =>
    legendOf(id, { city, live, theme: MAP_THEMES[theme], coverage, alerts }),
  );
}
