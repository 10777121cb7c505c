import type { AreaRef } from '../../../shared/domain/areas.ts';
import { openWorkerRows } from '../../lib/open-rows.ts';
import { useServices } from '../../lib/services.ts';
import { useCounted } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { StripCell } from './StripCell.tsx';

/** Positions arrive all the time; who stands in which area changes slowly. */
const RECOUNT_MS = 2000;

export function WorkerFigure({ area }: { readonly area: AreaRef }) {
  const { t, count } = useWords();
  const { live, figures } = useServices();
  const onDuty = useCounted(live.workers, RECOUNT_MS, [figures, area], () => figures.workersOnDutyIn(area));
  return (
    <StripCell name="workers" label={t('figure.workersOnDuty')}>
      <button
        type="button"
        className="figure-button"
        aria-label={t('strip.openRows', { figure: t('figure.workersOnDuty'), value: count(onDuty) })}
        onClick={() => openWorkerRows(area, onDuty)}
      >
        {live.workers.revision === 0 ? '–' : count(onDuty)}
      </button>
    </StripCell>
  );
}
