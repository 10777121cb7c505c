import type { TrendDay } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { countsOfScope } from './area-counts.ts';
import { countsAsOf } from './area-counts-as-of.ts';
import { inArea } from './area-filter.ts';
import { resolveScope } from './batch-scope.ts';
import { NO_COUNTS } from './grid-counts-as-of.ts';
import type { QueryContext } from './query-context.ts';

const HOURS_PER_DAY = DAY_MS / HOUR_MS;

/** The latest due time of a reporting day's batches, null when it has none. */
export function dueTimeOfDay({ db }: QueryContext, day: number): number | null {
  return db.value<number>(sql`SELECT MAX(due_at) FROM batch WHERE due_at >= ${startOfDay(day)} AND due_at < ${startOfDay(day + 1)}`) ?? null;
}

/** Counts of a reporting day at its due time; as they stand now while that is still to come. */
async function countsAtDueTime(context: QueryContext, area: AreaRef, day: number, signal: CallSignal): Promise<AreaCounts> {
  const dueAtMs = dueTimeOfDay(context, day);
  if (dueAtMs === null) return NO_COUNTS;
  const scope = resolveScope(context.db, { kind: 'day', day }, context.clock.now());
  if (dueAtMs > context.clock.now()) return countsOfScope(context, area, scope);
  return countsAsOf(context, area, { batchIds: scope.batchIds, asOfMs: dueAtMs }, signal);
}

/** Alerts raised on each civil day from `fromDay` to `toDay`, both included. */
function alertsByDay({ db, city }: QueryContext, area: AreaRef, fromDay: number, toDay: number): Map<number, number> {
  const rows = db.values(sql`SELECT CAST(hour / ${HOURS_PER_DAY} AS INTEGER) AS day, SUM(red + orange + yellow + blue) FROM summary_alert_hour
    WHERE hour >= ${fromDay * HOURS_PER_DAY} AND hour < ${(toDay + 1) * HOURS_PER_DAY} AND ${inArea(city, 'grid', area)} GROUP BY day`);
  return new Map(rows.map(([day, count]) => [Number(day), Number(count)]));
}

/** The last reporting days up to today, oldest first, each as it stood at its due time. */
export async function trend(
  context: QueryContext,
  { area, days }: { readonly area: AreaRef; readonly days: number },
  signal: CallSignal,
): Promise<TrendDay[]> {
  const today = dayOf(context.clock.now());
  const alerts = alertsByDay(context, area, today - days + 1, today);
  const trendDays: TrendDay[] = [];
  for (let day = today - days + 1; day <= today; day++) {
    const { listed, withdrawn, deferred, verified, verifiedOnTime } = await countsAtDueTime(context, area, day, signal);
    trendDays.push({ day, listed, withdrawn, deferred, verified, verifiedOnTime, alerts: alerts.get(day) ?? 0 });
  }
  return trendDays;
}
