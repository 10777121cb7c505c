import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { WALL_HOUR_FROM, type WallDay } from '../../../shared/contract/wall.ts';
import type { DayAxis } from '../../../shared/contract/backend-api.ts';
import { type AreaRef, childAreas, gridRangeOf } from '../../../shared/domain/areas.ts';
import { classOf } from '../../../shared/domain/classing.ts';
import { dayShape } from '../../../shared/domain/day-shape.ts';
import type { RateRule } from '../../../shared/domain/rates.ts';
import { HIDDEN_COUNT, shownCount } from '../../../shared/domain/suppression.ts';
import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { areaCountsAsOf } from '../queries/area-counts-as-of.ts';
import { inArea } from '../queries/area-filter.ts';
import { dayAxis } from '../queries/day-axis.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { saidRate } from './said-rate.ts';

const HOURS = 24;

/** Without batches there is no curve yet. */
async function axisOrNone(context: QueryContext, area: AreaRef, day: number, signal: CallSignal): Promise<DayAxis> {
  const hasBatches = context.db.value(
    sql`SELECT 1 FROM batch WHERE due_at >= ${startOfDay(day)} AND due_at < ${startOfDay(day + 1)} LIMIT 1`,
  );
  if (hasBatches !== undefined) return dayAxis(context, { area, day }, signal);
  const none = new Uint32Array(0);
  return { day, stepMinutes: 15, alertsByLevel: [], verifiedUpTo: none, dueUpTo: none, deferredUpTo: none };
}

function saidCurve(axis: DayAxis, rule: RateRule, nowStep: number): Int16Array {
  return Int16Array.from({ length: Math.min(axis.verifiedUpTo.length, Math.ceil(nowStep)) }, (_, step) => {
    const counts = {
      listed: axis.dueUpTo[step] ?? 0,
      verified: axis.verifiedUpTo[step] ?? 0,
      deferred: axis.deferredUpTo[step] ?? 0,
      unreachable: 0,
      withdrawn: 0,
    };
    return saidRate(counts, rule).perMille;
  });
}

function alertHours({ db, city }: QueryContext, area: AreaRef, firstHourMs: number): Pick<WallDay, 'alertsByHour' | 'alertClasses'> {
  const parts = childAreas(city, area).map((child) => gridRangeOf(city, child));
  const byPart = new Uint32Array(HOURS * parts.length);
  const total = new Uint32Array(HOURS);
  const firstHour = (firstHourMs - startOfDay(0)) / HOUR_MS;
  const rows = db.values(sql`SELECT hour, grid, red + orange + yellow + blue FROM summary_alert_hour
    WHERE hour >= ${firstHour} AND hour < ${firstHour + HOURS} AND ${inArea(city, 'grid', area)}`);
  for (const cells of rows) {
    const [hour = 0, grid = -1, alerts = 0] = cells.map(Number);
    const at = hour - firstHour;
    total[at] = (total[at] ?? 0) + alerts;
    const part = parts.findIndex(({ from, to }) => grid >= from && grid < to);
    if (part < 0) continue;
    const cell = at * parts.length + part;
    byPart[cell] = (byPart[cell] ?? 0) + alerts;
  }
  const breaks = WALL_HOUR_FROM.slice(1);
  return {
    alertsByHour: Int32Array.from(total, shownCount),
    alertClasses: Uint8Array.from(byPart, (alerts) => classOf(alerts, breaks)),
  };
}

/** The day so far and the last 24 hours of an area, for everybody who passes by. */
export async function wallDay(context: QueryContext, area: AreaRef, cutoffMinute: number, signal: CallSignal): Promise<WallDay> {
  const nowMs = context.clock.now();
  const day = dayOf(nowMs);
  const axis = await axisOrNone(context, area, day, signal);
  const yesterday = await areaCountsAsOf(context, { area, day: day - 1, asOfMs: nowMs - DAY_MS }, signal);
  const shape = {
    withDeferred: dayShape(axis, 'withDeferred', cutoffMinute, nowMs),
    withoutDeferred: dayShape(axis, 'withoutDeferred', cutoffMinute, nowMs),
  };
  const perMille = {
    withDeferred: saidCurve(axis, 'withDeferred', shape.withDeferred.nowStep),
    withoutDeferred: saidCurve(axis, 'withoutDeferred', shape.withoutDeferred.nowStep),
  };
  // What is not said now is not foretold either.
  const forecastOf = (rule: RateRule): WallDay['forecast'][RateRule] => {
    const { forecast } = shape[rule];
    if (forecast === null || (perMille[rule].at(-1) ?? HIDDEN_COUNT) === HIDDEN_COUNT) return null;
    return { perMille: Math.min(999, Math.round(forecast.rate * 1000)), marginPerMille: Math.round(forecast.margin * 1000) };
  };
  const firstHourMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS;
  return {
    day,
    stepMinutes: axis.stepMinutes,
    perMille,
    forecast: { withDeferred: forecastOf('withDeferred'), withoutDeferred: forecastOf('withoutDeferred') },
    yesterday: {
      withDeferred: saidRate(yesterday, 'withDeferred').perMille,
      withoutDeferred: saidRate(yesterday, 'withoutDeferred').perMille,
    },
    firstHourMs,
    ...alertHours(context, area, firstHourMs),
  };
}
