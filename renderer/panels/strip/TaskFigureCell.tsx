import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import type { AreaFigures } from '../../data/area-figures.ts';
import { areaKey } from '../../lib/area-words.ts';
import { openTaskRows } from '../../lib/open-rows.ts';
import { useWords } from '../../lib/use-words.ts';
import { Flash } from '../../ui/Flash.tsx';
import { StripCell } from './StripCell.tsx';

interface CellProps {
  readonly area: AreaRef;
  readonly scope: BatchScope;
  readonly figures: AreaFigures | null;
}

/** A count of tasks that opens its rows. `unplaced` has no number below the street. */
export function TaskFigureCell({
  area,
  scope,
  figures,
  figure,
  needsAttention = false,
}: CellProps & {
  readonly figure: 'overdue' | 'unplaced';
  readonly needsAttention?: boolean;
}) {
  const { t, count } = useWords();
  const value = figures === null ? null : figures[figure];
  return (
    <StripCell name={figure} label={t(`figure.${figure}`)}>
      {value === null ? (
        <span className="strip-none" title={figures === null ? undefined : t('strip.unplacedBelow')}>
          –
        </span>
      ) : (
        <button
          type="button"
          className="figure-button"
          data-attention={needsAttention && value > 0}
          aria-label={t('strip.openRows', { figure: t(`figure.${figure}`), value: count(value) })}
          onClick={() => openTaskRows(area, scope, figure, value)}
        >
          <Flash value={value} of={areaKey(area)}>
            {count(value)}
          </Flash>
        </button>
      )}
    </StripCell>
  );
}

/** 9,642 / 11,044: verified of due under the chosen rule. */
export function VerifiedFigure({ area, scope, figures, rule }: CellProps & { readonly rule: RateRule }) {
  const { t, count } = useWords();
  if (figures === null) return <StripCell label={t('figure.verifiedOfDue')}>–</StripCell>;
  const due = dueCount(figures, rule);
  const dueFigure = rule === 'withDeferred' ? 'due' : 'dueWithoutDeferred';
  return (
    <StripCell name="verified" label={t('figure.verifiedOfDue')}>
      <button
        type="button"
        className="figure-button"
        aria-label={t('strip.openRows', { figure: t('figure.verified'), value: count(figures.verified) })}
        onClick={() => openTaskRows(area, scope, 'verified', figures.verified)}
      >
        <Flash value={figures.verified} of={areaKey(area)}>
          {count(figures.verified)}
        </Flash>
      </button>
      <button
        type="button"
        className="figure-button strip-of"
        aria-label={t('strip.openRows', { figure: t(`figure.${dueFigure}`), value: count(due) })}
        onClick={() => openTaskRows(area, scope, dueFigure, due)}
      >
        / {count(due)}
      </button>
    </StripCell>
  );
}
