import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { areaKey } from '../../lib/area-words.ts';
import { openAlertRows } from '../../lib/open-rows.ts';
import { useServices } from '../../lib/services.ts';
import { PANEL_INTERVAL_MS, useCounted } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { Flash } from '../../ui/Flash.tsx';
import { StripCell } from './StripCell.tsx';

/** Open alerts by level, each with its shape; each opens its rows. */
export function AlertFigure({ area }: { readonly area: AreaRef }) {
  const { t, count } = useWords();
  const { live, figures } = useServices();
  const byLevel = useCounted(live.alerts, PANEL_INTERVAL_MS, [figures, area], () => figures.openAlertsOf(area));
  return (
    <StripCell name="alerts" label={`${t('strip.alertsOf')} ${ALERT_LEVELS.map((level) => t(`alertLevelShort.${level}`)).join(' · ')}`}>
      {byLevel.map((open, level) => (
        <button
          key={ALERT_LEVELS[level]}
          type="button"
          className="figure-button strip-level"
          aria-label={t('strip.openRows', {
            figure: `${t('figure.openAlerts')} ${t(`alertLevel.${ALERT_LEVELS[level] ?? 'blue'}`)}`,
            value: count(open),
          })}
          onClick={() => openAlertRows(area, level, open)}
        >
          <AlertMark level={level} />
          <Flash value={open} of={areaKey(area)}>
            {live.alerts.revision === 0 ? '–' : count(open)}
          </Flash>
        </button>
      ))}
    </StripCell>
  );
}
