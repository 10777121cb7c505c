import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import type { LegendData, LegendEntry, LegendSource } from '../layers/legend.ts';
import { usableBounds } from '../usable-rows.ts';
import { selectAlerts } from './select-alerts.ts';

/**
 * Levels with the number of alerts that heat, hexagons and marks are made from, and what hexagons and heat say; alerts that cannot be shown are
 * counted apart.
 */
export function alertsLegend({ city, live, theme, alerts }: LegendSource): LegendData {
  const { columns, count } = live.alerts;
  const selection = selectAlerts(columns, count, alerts, live.status.nowMs(), usableBounds(city));
  const entries = ALERT_LEVELS.map(
    (level, index): LegendEntry => ({
      swatch: { kind: 'level', color: theme.alertLevels[level], level: index },
      label: { kind: 'text', key: `alertLevel.${level}` },
      count: selection.countByLevel[index] ?? 0,
    }),
  );
  const [gravest] = ALERT_LEVELS;
  const gathered: readonly LegendEntry[] = [
    {
      swatch: { kind: 'hexagon', color: theme.alertLevels[gravest], fill: theme.halo, ink: theme.label },
      label: { kind: 'text', key: 'onMap.legend.hexagon' },
      count: null,
    },
    {
      swatch: { kind: 'ramp', color: theme.density.at(-1) ?? theme.label, colors: theme.density },
      label: { kind: 'text', key: 'onMap.legend.density' },
      count: null,
    },
  ];
  return { entries: [...entries, ...gathered], total: selection.rows.length, leftOut: selection.leftOut };
}
