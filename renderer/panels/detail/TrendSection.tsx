import { lazy, Suspense, useMemo } from 'react';
import type { TrendDay } from '../../../shared/contract/backend-api.ts';
import { type AreaRef, areaName } from '../../../shared/domain/areas.ts';
import { coverageRate, type RateRule } from '../../../shared/domain/rates.ts';
import { dayOf, minuteOfDay } from '../../../shared/domain/time.ts';
import { areaKey } from '../../lib/area-words.ts';
import { useServices } from '../../lib/services.ts';
import type { CallState } from '../../lib/use-call.ts';
import { useShownNow } from '../../lib/use-moment.ts';
import { useAreaFigures } from '../../lib/use-figures.ts';
import { useWords } from '../../lib/use-words.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { PanelBoundary } from '../../ui/PanelBoundary.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { comparedArea } from './compared-area.ts';

/** The chart library is only needed once something is looked at. */
const TrendChart = lazy(() => import('./TrendChart.tsx').then((module) => ({ default: module.TrendChart })));

/** Coverage of 14 reporting days, each as it stood at its own cut-off, beside the area that it is compared with. */
export function TrendSection({ area, call }: { readonly area: AreaRef; readonly call: CallState<readonly TrendDay[]> }) {
  const { t } = useWords();
  const rule = useLayersStore((state) => state.coverage.rule);
  return (
    <Section title={t('detail.trend')} aside={<ComparedRate area={area} rule={rule} />}>
      <CallBody
        call={call}
        skeletonRows={3}
        isEmpty={(days) => days.every((day) => rateOfDay(day, rule) === null)}
        empty={<PanelMessage tone="empty" title={t('detail.trendEmpty')} />}
      >
        {(days) => (
          <PanelBoundary part={t('detail.trend')}>
            <Suspense fallback={<Skeleton rows={3} label={t('state.loading')} />}>
              <Trend days={days} rule={rule} />
            </Suspense>
          </PanelBoundary>
        )}
      </CallBody>
    </Section>
  );
}

/** A day that has not reached its cut-off yet has no point: half a day beside whole ones would look like a fall. */
function Trend({ days, rule }: { readonly days: readonly TrendDay[]; readonly rule: RateRule }) {
  const { session } = useServices();
  const nowMs = useShownNow(60_000);
  const lastClosedDay = minuteOfDay(nowMs) < session.cutoffMinute ? dayOf(nowMs) - 1 : dayOf(nowMs);
  const points = useMemo(
    () => days.map((day) => ({ day: day.day, rate: day.day > lastClosedDay ? null : rateOfDay(day, rule), alerts: day.alerts })),
    [days, rule, lastClosedDay],
  );
  return <TrendChart points={points} />;
}

function rateOfDay(day: TrendDay, rule: RateRule): number | null {
  return coverageRate({ ...day, unreachable: 0 }, rule);
}

/** A grid beside its street, a community and a street beside their district, a district beside the city. */
function ComparedRate({ area, rule }: { readonly area: AreaRef; readonly rule: RateRule }) {
  const { t, rate } = useWords();
  const { city } = useServices();
  const isInside = useSelectionStore((state) => state.isInside);
  const compared = useMemo(() => comparedArea(city, area, isInside), [city, area, isInside]);
  const figures = useAreaFigures(compared);
  if (areaKey(compared) === areaKey(area) || figures === null) return null;
  return <span>{t('detail.trendStreetMean', { area: areaName(city, compared), rate: rate(coverageRate(figures, rule)) })}</span>;
}
