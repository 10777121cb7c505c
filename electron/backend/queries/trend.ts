import type { TrendDay } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { duringIn, inGrids } from './area-filter.ts';
import type { DueDayCount } from './due-days.ts';
import type { QueryContext } from './query-context.ts';

const HOURS_PER_DAY = DAY_MS / HOUR_MS;
const NOTHING_DUE: DueDayCount = { listed: 0, withdrawn: 0, deferred: 0, verified: 0, verifiedOnTime: 0 };

/**
 * Alerts raised on each civil day from `fromDay` to `toDay`, both included. The summary is ordered by hour: it serves the city, and any smaller
 * area is quicker with its own alerts.
 */
function alertsByDay({ db, city }: QueryContext, area: AreaRef, fromDay: number, toDay: number): Map<number, number> {
  const counted =
    area.level === 'city'
      ? sql`SELECT CAST(hour / ${HOURS_PER_DAY} AS INTEGER) AS day, SUM(red + orange + yellow + blue) FROM summary_alert_hour
        WHERE hour >= ${fromDay * HOURS_PER_DAY} AND hour < ${(toDay + 1) * HOURS_PER_DAY}`
      : sql`SELECT CAST((raised_at - ${startOfDay(0)}) / ${DAY_MS} AS INTEGER) AS day, COUNT(*) FROM alert
        WHERE ${inGrids('grid', gridRangeOf(city, area))} AND ${duringIn(area, 'raised_at', startOfDay(fromDay), startOfDay(toDay + 1))}`;
  const rows = db.values(sql`${counted} GROUP BY day`);
  return new Map(rows.map(([day, count]) => [Number(day), Number(count)]));
}

/** The last reporting days up to today, oldest first, each as it stood at its due time or stands now while that is still to come. */
export async function trend(
  context: QueryContext,
  { area, days }: { readonly area: AreaRef; readonly days: number },
  signal: CallSignal,
): Promise<TrendDay[]> {
  const today = dayOf(context.clock.now());
  const fromDay = today - days + 1;
  const counts = await context.dueDays.sum(gridRangeOf(context.city, area), signal);
  const alerts = alertsByDay(context, area, fromDay, today);
  return Array.from({ length: days }, (_, index) => {
    const day = fromDay + index;
    return { day, ...(counts.get(day) ?? NOTHING_DUE), alerts: alerts.get(day) ?? 0 };
  });
}
