import type { TrendDay } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { countsAsOf } from './area-counts-as-of.ts';
import { duringIn, inArea } from './area-filter.ts';
import type { DueDayCount } from './due-days.ts';
import { batchesOfDays } from './grid-counts-as-of.ts';
import type { QueryContext } from './query-context.ts';

const HOURS_PER_DAY = DAY_MS / HOUR_MS;
const NOTHING_DUE: DueDayCount = { listed: 0, withdrawn: 0, deferred: 0, verified: 0, verifiedOnTime: 0 };

/**
 * Alerts raised on each civil day from `fromDay` to `toDay`, both included. The summary is ordered by hour: it serves the city, and any smaller
 * area is quicker with its own alerts.
 */
function alertsByDay({ db, city, asOfMs }: QueryContext, area: AreaRef, fromDay: number, toDay: number): Map<number, number> {
  const counted =
    area.level === 'city' && asOfMs === undefined
      ? sql`SELECT CAST(hour / ${HOURS_PER_DAY} AS INTEGER) AS day, SUM(red + orange + yellow + blue) FROM summary_alert_hour
        WHERE hour >= ${fromDay * HOURS_PER_DAY} AND hour < ${(toDay + 1) * HOURS_PER_DAY}`
      : sql`SELECT CAST((raised_at - ${startOfDay(0)}) / ${DAY_MS} AS INTEGER) AS day, COUNT(*) FROM alert
        WHERE ${inArea(city, 'grid', area)} AND ${duringIn(area, 'raised_at', startOfDay(fromDay), startOfDay(toDay + 1))}`;
  const rows = db.values(sql`${counted} GROUP BY day`);
  return new Map(rows.map(([day, count]) => [Number(day), Number(count)]));
}

/** At a moment: the day whose due time was still to come then, which the kept counts show as it went on. */
async function openDay(context: QueryContext, area: AreaRef, day: number, signal: CallSignal): Promise<DueDayCount | null> {
  const { db, asOfMs } = context;
  if (asOfMs === undefined) return null;
  const batches = batchesOfDays(db, day, day);
  const dueAtMs = db.value<number>(
    sql`SELECT MAX(due_at) FROM batch WHERE due_at >= ${startOfDay(day)} AND due_at < ${startOfDay(day + 1)}`,
  );
  if (dueAtMs !== undefined && dueAtMs <= asOfMs) return null;
  return await countsAsOf(context, area, { batchIds: batches.map(({ id }) => id), asOfMs }, signal);
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
  const open = await openDay(context, area, today, signal);
  return Array.from({ length: days }, (_, index) => {
    const day = fromDay + index;
    const { listed, withdrawn, deferred, verified, verifiedOnTime } = (day === today ? open : null) ?? counts.get(day) ?? NOTHING_DUE;
    return { day, listed, withdrawn, deferred, verified, verifiedOnTime, alerts: alerts.get(day) ?? 0 };
  });
}
