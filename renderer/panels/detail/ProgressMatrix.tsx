import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import type { TaskFigure } from '../../../shared/domain/figures.ts';
import { TASK_OUTCOMES } from '../../../shared/domain/screening.ts';
import { openTaskRows } from '../../lib/open-rows.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Section } from '../../ui/Section.tsx';
import { REFRESH_MS } from './use-area-calls.ts';

const STATE_FIGURES = ['pushed', 'assigned', 'inProgress', 'deferred', 'withdrawn', 'verifiedOnTime'] as const;
const OUTCOME_FIGURES = TASK_OUTCOMES.filter((outcome) => outcome !== 'none');

/** Where every task of the area stands, and how the verified ones ended; each number opens its rows. */
export function ProgressMatrix({ area }: { readonly area: AreaRef }) {
  const { t } = useWords();
  const { live } = useServices();
  const scope = useLayersStore((state) => state.coverage.scope);
  const call = useCall('areaCounts', { area, scope }, useRevision(live.coverage, REFRESH_MS));
  return (
    <Section title={t('detail.progress')}>
      <CallBody call={call} skeletonRows={5}>
        {(counts) => (
          <dl className="progress-matrix">
            {STATE_FIGURES.map((figure) => (
              <MatrixCell key={figure} area={area} figure={figure} value={counts[figure]} />
            ))}
            {OUTCOME_FIGURES.map((figure, index) => (
              <MatrixCell key={figure} area={area} figure={figure} value={outcomeCount(counts, index)} />
            ))}
          </dl>
        )}
      </CallBody>
    </Section>
  );
}

function outcomeCount(counts: AreaCounts, index: number): number {
  return counts.outcomes[index] ?? 0;
}

function MatrixCell({ area, figure, value }: { readonly area: AreaRef; readonly figure: TaskFigure; readonly value: number }) {
  const { t, count } = useWords();
  const scope = useLayersStore((state) => state.coverage.scope);
  return (
    <div data-figure={figure}>
      <dt className="one-line">{t(`figure.${figure}`)}</dt>
      <dd data-zero={value === 0}>
        <button
          type="button"
          className="figure-button"
          aria-label={t('strip.openRows', { figure: t(`figure.${figure}`), value: count(value) })}
          onClick={() => openTaskRows(area, scope, figure, value)}
        >
          {count(value)}
        </button>
      </dd>
    </div>
  );
}
