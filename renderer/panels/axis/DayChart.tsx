import { type PointerEvent, useState } from 'react';
import { DAY_MS, formatTimeOfDay, startOfDay } from '../../../shared/domain/time.ts';
import { formatMinute, formatPoints } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import { shareOf, useScrub } from '../time/use-scrub.ts';
import { linePath, rateToY, stepToX, WIDTH } from './chart-geometry.ts';
import type { DayShape } from '../../../shared/domain/day-shape.ts';

interface DayChartProps {
  readonly shape: DayShape;
  readonly isToday: boolean;
  readonly nowMs: number;
  /** The moment that is looked back to; null is now. */
  readonly momentMs: number | null;
  readonly cutoffMinute: number;
  readonly day: number;
}

const HOUR_LABELS = [0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22];
const percent = (fraction: number): string => `${fraction * 100}%`;

/** Bars, line, now, cut-off and forecast over 24 hours. Labels are text beside the drawing, so that they keep their size. */
export function DayChart({ shape, isToday, nowMs, momentMs, cutoffMinute, day }: DayChartProps) {
  const { t, rate, longDate, count } = useWords();
  const [hovered, setHovered] = useState<number | null>(null);
  const latest = shape.rates[Math.min(shape.steps - 1, Math.floor(shape.nowStep))] ?? null;
  const summary = t('axis.summary', {
    date: longDate(startOfDay(day)),
    alerts: count(shape.alerts.reduce((total, alerts) => total + alerts, 0)),
    rate: rate(latest),
  });
  const scrub = useScrub(day);
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    setHovered(Math.min(shape.steps - 1, Math.max(0, Math.floor(shareOf(event) * shape.steps))));
    scrub.onPointerMove(event);
  };
  return (
    <div className="day-plot" {...scrub} onPointerMove={onPointerMove} onPointerLeave={() => setHovered(null)}>
      <DayDrawing shape={shape} isToday={isToday} label={summary} hovered={hovered} />
      <span className="day-cutoff" style={{ insetInlineStart: percent(shape.cutoffStep / shape.steps) }}>
        <CutoffText shape={shape} cutoffMinute={cutoffMinute} />
      </span>
      {isToday && (
        <span
          className="day-now"
          data-side={isNowCrowded(shape) ? 'before' : 'after'}
          style={{ insetInlineStart: percent(shape.nowStep / shape.steps) }}
        >
          {formatMinute(nowMs)}
        </span>
      )}
      {momentMs !== null && <Moment atMs={momentMs} day={day} />}
      {hovered !== null && <Hover shape={shape} step={hovered} />}
      <div className="day-hours" aria-hidden="true">
        {HOUR_LABELS.map((hour) => (
          <span key={hour} style={{ insetInlineStart: percent(hour / 24) }}>
            {formatTimeOfDay(hour * 60)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** Just before the cut-off, or at the end of the day, there is no room after the line. */
function isNowCrowded({ nowStep, cutoffStep, steps }: DayShape): boolean {
  return (nowStep < cutoffStep && nowStep > cutoffStep - 6) || nowStep > steps - 5;
}

function CutoffText({ shape, cutoffMinute }: { readonly shape: DayShape; readonly cutoffMinute: number }) {
  const { t, rate } = useWords();
  const time = formatTimeOfDay(cutoffMinute);
  const cutoff = t('axis.cutoff', { time });
  if (shape.forecast === null)
    return <>{[cutoff, shape.rateAtCutoff === null ? '' : rate(shape.rateAtCutoff)].filter((text) => text !== '').join(' · ')}</>;
  const margin = formatPoints(shape.forecast.margin);
  const expected = rate(shape.forecast.rate);
  return (
    <>
      <span aria-hidden="true">
        {cutoff} · {t('axis.forecast', { rate: expected })} {t('axis.forecastMargin', { margin })}
      </span>
      <span className="visually-hidden">{t('axis.forecastSpoken', { time, rate: expected, margin })}</span>
    </>
  );
}

function Moment({ atMs, day }: { readonly atMs: number; readonly day: number }) {
  const share = (atMs - startOfDay(day)) / DAY_MS;
  return (
    <span className="day-moment" data-side={share > 0.9 ? 'before' : 'after'} style={{ insetInlineStart: percent(share) }}>
      {formatMinute(atMs)}
    </span>
  );
}

function Hover({ shape, step }: { readonly shape: DayShape; readonly step: number }) {
  const { t, rate, count } = useWords();
  const minutes = (step * 24 * 60) / shape.steps;
  const value = shape.rates[step] ?? null;
  return (
    <span
      className="day-hover"
      data-side={step > shape.steps * 0.8 ? 'before' : 'after'}
      style={{ insetInlineStart: percent((step + 0.5) / shape.steps) }}
    >
      <strong>{formatTimeOfDay(minutes)}</strong> {t('axis.alertsInStep', { value: count(shape.alerts[step] ?? 0) })}
      {value !== null && ` · ${t('axis.coverageAt', { rate: rate(value) })}`}
    </span>
  );
}

interface DayDrawingProps {
  readonly shape: DayShape;
  readonly isToday: boolean;
  readonly label: string;
  readonly hovered: number | null;
}

function DayDrawing({ shape, isToday, label, hovered }: DayDrawingProps) {
  const highest = Math.max(4, ...shape.alerts);
  const step = WIDTH / shape.steps;
  const lastRate = shape.rates.findLast((rate) => rate !== null) ?? null;
  return (
    <svg className="day-drawing" viewBox={`0 0 ${WIDTH} 100`} preserveAspectRatio="none" role="img" aria-label={label}>
      {shape.alerts.map((alerts, index) => (
        <rect
          key={index}
          className="day-bar"
          data-future={index > shape.nowStep}
          data-hovered={index === hovered}
          x={stepToX(index, shape.steps) + step * 0.14}
          width={step * 0.72}
          y={100 - (alerts / highest) * 78}
          height={(alerts / highest) * 78}
        />
      ))}
      <path className="day-line" d={linePath(shape.rates)} />
      {shape.forecast !== null && lastRate !== null && (
        <path
          className="day-forecast"
          d={`M${stepToX(shape.nowStep, shape.steps)} ${rateToY(lastRate)}L${stepToX(shape.cutoffStep, shape.steps)} ${rateToY(shape.forecast.rate)}`}
        />
      )}
      <path className="day-cutoff-line" d={`M${stepToX(shape.cutoffStep, shape.steps)} 0V100`} />
      {isToday && <path className="day-now-line" d={`M${stepToX(shape.nowStep, shape.steps)} 0V100`} />}
    </svg>
  );
}
