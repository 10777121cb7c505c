import { areaName } from '../../../shared/domain/areas.ts';
import type { RateRule } from '../../../shared/domain/rates.ts';
import { HIDDEN_COUNT } from '../../../shared/domain/suppression.ts';
import { formatMinute } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import { figuresOf } from '../area-figures.ts';
import { useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';
import { wallRate } from '../wall-words.ts';

/** The figure of the wall: the coverage of the area in view, by which rule, the other rule, and yesterday at this time. */
export function RateHeader({ snapshot, program: { rule }, area, home, day }: WallViewProps) {
  const words = useWords();
  const { t } = words;
  const { city } = useWallServices();
  const figures = figuresOf(snapshot, area, home, rule);
  const otherRule: RateRule = rule === 'withDeferred' ? 'withoutDeferred' : 'withDeferred';
  const other = figuresOf(snapshot, area, home, otherRule);
  const { figure, unit } = wallRate(figures.perMille, figures.rateClass, words);
  const otherRate = wallRate(other.perMille, other.rateClass, words);
  const before = area === home ? (day?.yesterday[rule] ?? HIDDEN_COUNT) : HIDDEN_COUNT;
  return (
    <section className="wall-rate">
      <h1 className="wall-label">{t('wall.coverageOf', { area: areaName(city, area) })}</h1>
      <p className="wall-rate-figure" data-figure="coverage">
        {figure}
        <span className="wall-rate-unit">{unit}</span>
      </p>
      <p className="wall-label">
        {t(`rule.${rule}`)} · {t(`rule.${otherRule}`)} {otherRate.figure}
        {otherRate.unit}
        <Yesterday now={figures.perMille} before={before} />
      </p>
    </section>
  );
}

function Yesterday({ now, before }: { readonly now: number; readonly before: number }) {
  const { t } = useWords();
  if (now === HIDDEN_COUNT || before === HIDDEN_COUNT) return null;
  const points = (Math.abs(now - before) / 10).toFixed(1);
  const direction = now === before ? 'none' : now > before ? 'up' : 'down';
  return (
    <>
      {/* The dot ends a line rather than begin one. */}
      {'\u00a0· '}
      <span className="wall-yesterday">
        {t('wall.vsYesterday')}{' '}
        <span className="wall-delta" data-direction={direction}>
          {{ up: '▲', down: '▼', none: '=' }[direction]} {points}
        </span>
      </span>
    </>
  );
}

/** 截止 18:00 · 剩 42 分 · 预计 92.4% ± 0.8. */
export function CutoffLine({ program: { rule }, day, cutoffAtMs, nowMs }: Pick<WallViewProps, 'program' | 'day'> & CutoffTime) {
  const { t, span } = useWords();
  const forecast = day?.forecast[rule] ?? null;
  const leftMs = cutoffAtMs - nowMs;
  return (
    <p className="wall-label wall-cutoff">
      {t('wall.cutoff', { time: formatMinute(cutoffAtMs) })} · {leftMs > 0 ? t('wall.left', { span: span(leftMs) }) : t('wall.passed')}
      {forecast !== null &&
        leftMs > 0 &&
        ` · ${t('wall.forecast', { rate: (forecast.perMille / 10).toFixed(1), margin: (forecast.marginPerMille / 10).toFixed(1) })}`}
    </p>
  );
}

interface CutoffTime {
  readonly cutoffAtMs: number;
  readonly nowMs: number;
}
