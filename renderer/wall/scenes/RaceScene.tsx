import { MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { HIDDEN_COUNT } from '../../../shared/domain/suppression.ts';
import { formatMinute } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import { TARGET } from '../parts/RaceList.tsx';
import { useWallNow, useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';
import { CoverageMaps } from './MapScenes.tsx';

const DAY_MINUTES = 1440;
/** Times under the curve. */
const HOURS = [0, 6, 12, 18, 24];
const RATES = [0.25, 0.5, 0.75];

/** The rate through the day on its way to the target, and where it will be at the cut-off. */
export function RaceScene(props: WallViewProps) {
  return (
    <div className="wall-split">
      <DayCurve {...props} />
      <CoverageMaps {...props} isSmall />
    </div>
  );
}

function DayCurve({ day, program: { rule }, area, home }: WallViewProps) {
  const { t } = useWords();
  const { session } = useWallServices();
  const nowMs = useWallNow(30_000);
  if (day === null) return <p className="wall-label wall-none">{t('state.loading')}</p>;
  const points = Array.from(day.perMille[rule], (perMille, step) => ({ minute: (step + 1) * day.stepMinutes, perMille })).filter(
    ({ perMille }) => perMille !== HIDDEN_COUNT,
  );
  const nowMinute = Math.min(DAY_MINUTES, (nowMs - startOfDay(day.day)) / MINUTE_MS);
  const drawn = points.map(({ minute, perMille }) => ({ x: Math.min(minute, nowMinute), y: perMille / 1000 }));
  const last = drawn.at(-1);
  const forecast = day.forecast[rule];
  const cutoff = session.cutoffMinute;
  const line = (places: readonly { readonly x: number; readonly y: number }[]): string =>
    places
      .map(({ x, y }, place) => `${place === 0 ? 'M' : 'L'}${((x / DAY_MINUTES) * 100).toFixed(2)} ${((1 - y) * 100).toFixed(2)}`)
      .join('');
  const low = forecast === null ? 0 : Math.max(0, forecast.perMille - forecast.marginPerMille) / 1000;
  const high = forecast === null ? 0 : Math.min(1, (forecast.perMille + forecast.marginPerMille) / 1000);
  return (
    <section className="wall-curve">
      <h2 className="wall-scene-title">{area === home ? t('wall.raceTitle') : t('wall.raceTitleHome')}</h2>
      <div className="wall-curve-box">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {RATES.map((rate) => (
            <path key={rate} className="wall-curve-grid" d={`M0 ${(1 - rate) * 100}H100`} />
          ))}
          <path className="wall-curve-target" d={`M0 ${(1 - TARGET) * 100}H100`} />
          <path className="wall-curve-cutoff" d={`M${(cutoff / DAY_MINUTES) * 100} 0V100`} />
          {forecast !== null && last !== undefined && cutoff > last.x && (
            <>
              <path className="wall-curve-range" d={`${line([last, { x: cutoff, y: high }, { x: cutoff, y: low }])}Z`} />
              <path className="wall-curve-forecast" d={line([last, { x: cutoff, y: forecast.perMille / 1000 }])} />
            </>
          )}
          <path className="wall-curve-line" d={line(drawn)} />
        </svg>
        <span className="wall-curve-mark" data-mark="target" style={{ top: `${(1 - TARGET) * 100}%` }}>
          {t('wall.target', { percent: Math.round(TARGET * 100) })}
        </span>
        <span className="wall-curve-mark" data-mark="cutoff" style={{ left: `${(cutoff / DAY_MINUTES) * 100}%` }}>
          {formatMinute(startOfDay(day.day) + cutoff * MINUTE_MS)}
        </span>
        {last !== undefined && (
          <span
            className="wall-curve-now"
            data-side={last.x < DAY_MINUTES * 0.8 ? 'right' : 'left'}
            style={{ left: `${(last.x / DAY_MINUTES) * 100}%`, top: `${(1 - last.y) * 100}%` }}
          >
            {(last.y * 100).toFixed(1)}%
          </span>
        )}
      </div>
      <ol className="wall-curve-hours" aria-hidden="true">
        {HOURS.map((hour) => (
          <li key={hour}>{String(hour).padStart(2, '0')}:00</li>
        ))}
      </ol>
    </section>
  );
}
