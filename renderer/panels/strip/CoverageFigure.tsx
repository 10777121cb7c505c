import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { coverageRate, dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import type { AreaFigures } from '../../data/area-figures.ts';
import { areaKey } from '../../lib/area-words.ts';
import { useIsFilling } from '../../lib/filling.ts';
import { formatPoints } from '../../lib/format.ts';
import { openRateRows } from '../../lib/open-rows.ts';
import { useComparedRate, useComparison } from '../../lib/use-comparison.ts';
import { useWords } from '../../lib/use-words.ts';
import { Flash } from '../../ui/Flash.tsx';
import { StripCell } from './StripCell.tsx';

interface CoverageFigureProps {
  readonly area: AreaRef;
  readonly scope: BatchScope;
  readonly rule: RateRule;
  readonly figures: AreaFigures | null;
}

/** The coverage rate under the chosen rule, with the other rule and the day or batch before at the same time beside it. */
export function CoverageFigure({ area, scope, rule, figures }: CoverageFigureProps) {
  const { t, rate } = useWords();
  const otherRule: RateRule = rule === 'withDeferred' ? 'withoutDeferred' : 'withDeferred';
  const now = figures === null ? null : coverageRate(figures, rule);
  const other = figures === null ? null : coverageRate(figures, otherRule);
  const isPart = useIsFilling();
  const value = figures !== null ? rate(now) : isPart ? t('strip.notYet') : '–';
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
        aria-label={t('strip.openRows', { figure: t('figure.coverage'), value })}
        onClick={() => openRateRows(area, scope, rule, due)}
      >
        <Flash value={rate(now)} of={areaKey(area)}>
          {figures === null && isPart ? <span title={t('strip.notYetHint')}>{value}</span> : value}
        </Flash>
      </button>
      {now !== null && <ComparedRate area={area} rule={rule} now={now} />}
    </StripCell>
  );
}

/** ▲ 2.1 · 昨日此时 78.1%: percentage points above the day or batch before, as it stood at the same time, and its rate. */
function ComparedRate({ area, rule, now }: { readonly area: AreaRef; readonly rule: RateRule; readonly now: number }) {
  const { t, rate } = useWords();
  const comparison = useComparison();
  const before = useComparedRate(area, rule);
  if (comparison === null || before === undefined || before === null) return null;
  const points = formatPoints(now - before);
  const direction = points === '0.0' ? 'none' : now > before ? 'up' : 'down';
  const other = comparison.kind === 'day' ? t('time.compare.yesterday') : comparison.otherCode;
  const spoken = t(`time.compare.${direction}`, { other, points, rate: rate(before) });
  return (
    <span className="strip-delta" data-direction={direction} title={spoken}>
      <span aria-hidden="true">
        {direction === 'up' ? '▲' : direction === 'down' ? '▼' : '='} {points}{' '}
        <span className="strip-other">
          {rate(before)} {other}
        </span>
      </span>
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
}
