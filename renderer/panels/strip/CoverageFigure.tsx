import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { coverageRate, dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import type { AreaFigures } from '../../data/area-figures.ts';
import { areaKey } from '../../lib/area-words.ts';
import { formatPoints } from '../../lib/format.ts';
import { openRateRows } from '../../lib/open-rows.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { Flash } from '../../ui/Flash.tsx';
import { StripCell } from './StripCell.tsx';

interface CoverageFigureProps {
  readonly area: AreaRef;
  readonly scope: BatchScope;
  readonly rule: RateRule;
  readonly figures: AreaFigures | null;
}

/** The coverage rate under the chosen rule, with the other rule and yesterday at this time beside it. */
export function CoverageFigure({ area, scope, rule, figures }: CoverageFigureProps) {
  const { t, rate } = useWords();
  const otherRule: RateRule = rule === 'withDeferred' ? 'withoutDeferred' : 'withDeferred';
  const now = figures === null ? null : coverageRate(figures, rule);
  const other = figures === null ? null : coverageRate(figures, otherRule);
  const due = figures === null ? 0 : dueCount(figures, rule);
  return (
    <StripCell
      name="coverage"
      label={
        <>
          {t('figure.coverage')} <span className="strip-rule">{t(`rule.${rule}`)}</span> ·{' '}
          {t('strip.otherRule', { rule: t(`rule.${otherRule}`), rate: rate(other) })}
        </>
      }
    >
      <button
        type="button"
        className="figure-button"
        aria-label={t('strip.openRows', { figure: t('figure.coverage'), value: rate(now) })}
        onClick={() => openRateRows(area, scope, rule, due)}
      >
        <Flash value={rate(now)} of={areaKey(area)}>
          {figures === null ? '–' : rate(now)}
        </Flash>
      </button>
      {scope.kind === 'today' && now !== null && <YesterdayDelta area={area} rule={rule} now={now} />}
    </StripCell>
  );
}

/** ▲ 2.1: percentage points above the reporting day before, as it stood at this time of day. */
function YesterdayDelta({ area, rule, now }: { readonly area: AreaRef; readonly rule: RateRule; readonly now: number }) {
  const { t } = useWords();
  const { live } = useServices();
  const minuteMs = useNow(60_000);
  const { day } = live.coverage;
  const asOfMs = Math.floor(minuteMs / 60_000) * 60_000 - DAY_MS;
  const yesterday = useCall('areaCountsAsOf', day === null ? null : { area, day: day - 1, asOfMs });
  if (yesterday.value === null) return null;
  const before = coverageRate(yesterday.value, rule);
  if (before === null) return null;
  const points = formatPoints(now - before);
  const direction = points === '0.0' ? 'none' : now > before ? 'up' : 'down';
  const spoken = direction === 'none' ? t('strip.deltaNone') : t(direction === 'up' ? 'strip.deltaUp' : 'strip.deltaDown', { points });
  return (
    <span className="strip-delta" data-direction={direction} title={spoken}>
      <span aria-hidden="true">
        {direction === 'up' ? '▲' : direction === 'down' ? '▼' : '='} {points}
      </span>
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
}
