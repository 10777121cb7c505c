import type { AreaRef } from '../../../shared/domain/areas.ts';
import { coverageRate, dueCount } from '../../../shared/domain/rates.ts';
import { areaKey } from '../../lib/area-words.ts';
import { openRateRows, openTaskRows } from '../../lib/open-rows.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { Flash } from '../../ui/Flash.tsx';
import { isBehind } from '../../ui/RateBar.tsx';
import { Tile } from '../../ui/Tile.tsx';

/** The four figures of an area: the same live numbers as strip, tree and map. Each opens its rows. */
export function FigureTiles({ area }: { readonly area: AreaRef }) {
  const { t, rate, count } = useWords();
  const { rule, scope } = useLayersStore((state) => state.coverage);
  const figures = useAreaFigures(area);
  const coverage = figures === null ? null : coverageRate(figures, rule);
  const due = figures === null ? 0 : dueCount(figures, rule);
  const dueFigure = rule === 'withDeferred' ? 'due' : 'dueWithoutDeferred';
  const text = (value: number | undefined): string => (value === undefined ? '–' : count(value));
  return (
    <div className="tiles">
      <Tile name="coverage" label={`${t('figure.coverageShort')} · ${t(`rule.${rule}`)}`} isBehind={isBehind(coverage)}>
        <button type="button" className="figure-button" onClick={() => openRateRows(area, scope, rule, due)}>
          <Flash value={rate(coverage)} of={areaKey(area)}>
            {figures === null ? '–' : rate(coverage)}
          </Flash>
        </button>
      </Tile>
      <Tile name="verified" label={t('figure.verifiedOfDue')}>
        <button type="button" className="figure-button" onClick={() => openTaskRows(area, scope, 'verified', figures?.verified ?? 0)}>
          <Flash value={figures?.verified ?? null} of={areaKey(area)}>
            {text(figures?.verified)}
          </Flash>
        </button>
        <button type="button" className="figure-button tile-of" onClick={() => openTaskRows(area, scope, dueFigure, due)}>
          /{figures === null ? '–' : count(due)}
        </button>
      </Tile>
      <Tile name="overdue" label={t('figure.overdue')}>
        <button type="button" className="figure-button" onClick={() => openTaskRows(area, scope, 'overdue', figures?.overdue ?? 0)}>
          <Flash value={figures?.overdue ?? null} of={areaKey(area)}>
            {text(figures?.overdue)}
          </Flash>
        </button>
      </Tile>
      <Tile name="unreachable" label={t('figure.unreachable')}>
        <button type="button" className="figure-button" onClick={() => openTaskRows(area, scope, 'unreachable', figures?.unreachable ?? 0)}>
          <Flash value={figures?.unreachable ?? null} of={areaKey(area)}>
            {text(figures?.unreachable)}
          </Flash>
        </button>
      </Tile>
    </div>
  );
}
