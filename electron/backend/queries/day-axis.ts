import type { DayAxis } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { DAY_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { inArea } from './area-filter.ts';
import { resolveScope } from './batch-scope.ts';
import type { QueryContext } from './query-context.ts';
import { stepCurves } from './step-curves.ts';

const STEP_MINUTES = 15;
const STEP_MS = STEP_MINUTES * MINUTE_MS;
const STEPS = DAY_MS / STEP_MS;

function alertsByLevel({ db, city }: QueryContext, area: AreaRef, dayStartMs: number): Uint32Array[] {
  const levels = ALERT_LEVELS.map(() => new Uint32Array(STEPS));
  const raised = db.values(sql`SELECT level, CAST((raised_at - ${dayStartMs}) / ${STEP_MS} AS INTEGER) AS step, COUNT(*) FROM alert
    WHERE raised_at >= ${dayStartMs} AND raised_at < ${dayStartMs + DAY_MS} AND ${inArea(city, 'grid', area)} GROUP BY level, step`);
  for (const [level, step, count] of raised) {
    const steps = levels[Number(level)];
    if (steps !== undefined) steps[Number(step)] = Number(count);
  }
  return levels;
}

/** The day of an area in steps, alerts and the day's coverage together. */
export async function dayAxis(
  context: QueryContext,
  { area, day }: { readonly area: AreaRef; readonly day: number },
  signal: CallSignal,
): Promise<DayAxis> {
  const fromMs = startOfDay(day);
  const scope = resolveScope(context.db, { kind: 'day', day }, context.clock.now());
  const steps = { fromMs, stepMs: STEP_MS, count: STEPS };
  const curves = await stepCurves(context, gridRangeOf(context.city, area), scope, steps, signal);
  return { day, stepMinutes: STEP_MINUTES, alertsByLevel: alertsByLevel(context, area, fromMs), ...curves };
}
