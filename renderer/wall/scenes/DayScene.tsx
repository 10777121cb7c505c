import { useEffect, useMemo, useState } from 'react';
import { childAreas, gridRangeOf } from '../../../shared/domain/areas.ts';
import { HOUR_MS } from '../../../shared/domain/time.ts';
import { HIDDEN_COUNT } from '../../../shared/domain/suppression.ts';
import { formatMoment } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import { SHOWN_HOUR } from '../map/wall-colors.ts';
import { WallMap } from '../map/WallMap.tsx';
import { useWallNow, useWallServices } from '../wall-services.ts';
import type { WallViewProps } from '../wall-view.ts';
import { wallCount } from '../wall-words.ts';

const HOURS = 24;
const FRAME_MS = 1200;

/** The alerts of the last 24 hours, hour by hour, in every part of the area of competence; over and over. */
export function DayScene({ day, home, remPixels }: WallViewProps) {
  const { t } = useWords();
  const { city } = useWallServices();
  const nowMs = useWallNow(60_000);
  const hour = useLoop();
  const classes = useMemo(() => {
    const painted = new Uint8Array(city.grids.count);
    const parts = childAreas(city, home);
    for (const [part, child] of parts.entries()) {
      const { from, to } = gridRangeOf(city, child);
      painted.fill(day?.alertClasses[hour * parts.length + part] ?? 0, from, to);
    }
    return painted;
  }, [city, home, day, hour]);
  if (day === null) return <p className="wall-label wall-none">{t('state.loading')}</p>;
  const fromMs = day.firstHourMs + hour * HOUR_MS;
  const most = Math.max(1, ...day.alertsByHour);
  return (
    <div className="wall-day">
      <p className="wall-scene-title">
        {t('wall.dayTitle')} · {formatMoment(fromMs, nowMs)}–{formatMoment(fromMs + HOUR_MS, nowMs)} ·{' '}
        {t('wall.hourAlerts', { count: wallCount(day.alertsByHour[hour] ?? HIDDEN_COUNT) })}
      </p>
      <WallMap area={home} classes={classes} meaning="hours" label={t('wall.dayTitle')} remPixels={remPixels} />
      <ol className="wall-hours" aria-hidden="true">
        {Array.from(day.alertsByHour, (alerts, index) => (
          <li
            key={day.firstHourMs + index * HOUR_MS}
            style={{ blockSize: `${(Math.max(0, alerts) / most) * 100}%`, ...(index === hour && { background: SHOWN_HOUR }) }}
          />
        ))}
      </ol>
      <p className="wall-label wall-hours-ends">
        <span>{formatMoment(day.firstHourMs, nowMs)}</span>
        <span>{t('wall.now')}</span>
      </p>
    </div>
  );
}

function useLoop(): number {
  const [hour, setHour] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setHour((before) => (before + 1) % HOURS), FRAME_MS);
    return () => clearInterval(timer);
  }, []);
  return hour;
}
