import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import type { LegendData, LegendEntry, LegendSource } from '../layers/legend.ts';
import { alertBounds } from './alerts-on-map.ts';
import { selectAlerts } from './select-alerts.ts';

/** Levels with the number of alerts that heat, hexagons and marks are made from; alerts without a usable position are named apart. */
export function alertsLegend({ city, live, theme, alerts }: LegendSource): LegendData {
  const { columns, count } = live.alerts;
  const selection = selectAlerts(columns, count, alerts, live.status.nowMs(), alertBounds(city));
  const entries = ALERT_LEVELS.map(
    (level, index): LegendEntry => ({
      swatch: { kind: 'level', color: theme.alertLevels[level], level: index },
      label: { kind: 'text', key: `alertLevel.${level}` },
      count: selection.countByLevel[index] ?? 0,
    }),
  );
  const unlocated: LegendEntry = {
    swatch: { kind: 'outline', color: theme.labelQuiet },
    label: { kind: 'text', key: 'onMap.legend.unlocated' },
    count: selection.unlocated,
  };
  return { entries: selection.unlocated > 0 ? [...entries, unlocated] : entries, total: selection.rows.length };
}
