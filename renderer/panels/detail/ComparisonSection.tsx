import { useMemo } from 'react';
import type { CoverageCurves } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { coverageRate, type RateRule } from '../../../shared/domain/rates.ts';
import { formatTimeOfDay, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useComparedRate, useComparison } from '../../lib/use-comparison.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useShownNow } from '../../lib/use-moment.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import type { Comparison } from '../../time/comparison.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Section } from '../../ui/Section.tsx';
import { linePath, stepToX, WIDTH } from '../axis/chart-geometry.ts';
import { curveRates } from './curve-rates.ts';
import './comparison.css';

const REFRESH_MS = 60_000;
const STEP_MINUTES = 15;
const HOURS = [0, 6, 12, 18, 24];

/** The coverage of the day or batch in view beside the one before, each from its own beginning. */
export function ComparisonSection({ area }: { readonly area: AreaRef }) {
  const comparison = useComparison();
  return comparison === null ? null : <Compared area={area} comparison={comparison} />;
}

function Compared({ area, comparison }: { readonly area: AreaRef; readonly comparison: Comparison }) {
  const { t, day } = useWords();
  const { live } = useServices();
  const { scope, fromMs, otherScope, otherFromMs } = comparison;
  const own = useCall('coverageCurve', { area, scope, fromMs }, useRevision(live.coverage, REFRESH_MS));
  const other = useCall('coverageCurve', { area, scope: otherScope, fromMs: otherFromMs });
  const both = useMemo(
    () => (own.value === null || other.value === null ? null : { own: own.value, other: other.value }),
    [own.value, other.value],
  );
  const call = { ...own, value: both, error: own.error ?? other.error, isLoading: own.isLoading || other.isLoading };
  const otherName = comparison.kind === 'day' ? day(comparison.otherDay) : comparison.otherCode;
  return (
    <Section title={t(`time.compare.${comparison.kind}`)} aside={<ComparedFigures area={area} otherName={otherName} />}>
      <CallBody call={call} skeletonRows={2}>
        {(curves) => <Curves curves={curves} comparison={comparison} otherName={otherName} />}
      </CallBody>
    </Section>
  );
}

/** The pair of figures under the chosen rule: now, or the moment in view, and the other at the same time. */
function ComparedFigures({ area, otherName }: { readonly area: AreaRef; readonly otherName: string }) {
  const { rate } = useWords();
  const rule = useLayersStore((state) => state.coverage.rule);
  const figures = useAreaFigures(area);
  const other = useComparedRate(area, rule);
  return (
    <span data-figure="compared">
      <strong>{figures === null ? '–' : rate(coverageRate(figures, rule))}</strong> · {otherName} {other === undefined ? '–' : rate(other)}
    </span>
  );
}

interface CurvesProps {
  readonly curves: { readonly own: CoverageCurves; readonly other: CoverageCurves };
  readonly comparison: Comparison;
  readonly otherName: string;
}

function Curves({ curves, comparison, otherName }: CurvesProps) {
  const { t } = useWords();
  const rule: RateRule = useLayersStore((state) => state.coverage.rule);
  const shownNowMs = useShownNow(REFRESH_MS);
  const nowStep = (shownNowMs - comparison.fromMs) / (STEP_MINUTES * MINUTE_MS);
  const own = curveRates(curves.own, rule).map((value, step) => (step <= nowStep ? value : null));
  const other = curveRates(curves.other, rule);
  const steps = own.length;
  const label = (hour: number): string =>
    comparison.kind === 'day' ? formatTimeOfDay(hour * 60) : t('time.compare.hours', { hours: hour });
  return (
    <div className="comparison">
      <svg
        className="comparison-drawing"
        viewBox={`0 0 ${WIDTH} 100`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('time.compare.label', { other: otherName })}
      >
        <path className="comparison-other" d={linePath(other)} />
        <path className="comparison-own" d={linePath(own)} />
        {nowStep < steps && <path className="comparison-now" d={`M${stepToX(nowStep, steps)} 0V100`} />}
      </svg>
      <div className="comparison-hours" aria-hidden="true">
        {HOURS.map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour * HOUR_MS * 100) / (24 * HOUR_MS)}%` }}>
            {label(hour)}
          </span>
        ))}
      </div>
    </div>
  );
}
