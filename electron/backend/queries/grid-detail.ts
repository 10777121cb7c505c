import type { GridDetail } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { GridProfileRow } from '../../../shared/tables/grid-profile.table.ts';
import { sql } from '../db/sql.ts';
import { areaCountsThen } from './area-counts-then.ts';
import { batchCoverage } from './batch-coverage.ts';
import { ALERT_STATE } from './codes.ts';
import { collectedMinutes } from './grid-data-ages.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';
import { IS_PLACED } from './task-figures.ts';
import { trend } from './trend.ts';
import { latestVisits } from './visits.ts';
import { openWorkOrders } from './work-orders.ts';
import { workersPresent } from './workers.ts';

const TREND_DAYS = 14;
const VISITS_SHOWN = 20;

/** Open alerts by level, then by state (raised, acknowledged). */
function openAlerts({ db, asOfMs }: QueryContext, grid: number): number[] {
  const counts = new Array<number>(ALERT_LEVELS.length * 2).fill(0);
  const counted =
    asOfMs === undefined
      ? sql`SELECT level, raised, acknowledged FROM summary_alert_open WHERE grid = ${grid}`
      : sql`SELECT level, COUNT(*) FILTER (WHERE state = ${ALERT_STATE.raised}), COUNT(*) FILTER (WHERE state = ${ALERT_STATE.acknowledged})
        FROM alert WHERE grid = ${grid} AND ${IS_PLACED} GROUP BY level`;
  for (const [level, raised, acknowledged] of db.values(counted)) {
    counts[Number(level) * 2] = Number(raised);
    counts[Number(level) * 2 + 1] = Number(acknowledged);
  }
  return counts;
}

/** Rows about persons are left out for a caller who may not receive them. */
export async function gridDetail(
  context: QueryContext,
  { grid, scope }: { readonly grid: number; readonly scope: BatchScope },
  mayReceivePersons: boolean,
  signal: CallSignal,
): Promise<GridDetail> {
  const area: AreaRef = { level: 'grid', index: grid };
  const row = context.db.row<GridProfileRow>(sql`SELECT * FROM grid_profile WHERE grid = ${grid}`);
  const profile = row === undefined ? undefined : masked(row, TABLES.grid_profile);
  return {
    grid,
    leaderName: mayReceivePersons ? (profile?.leader_name ?? '') : '',
    counts: await areaCountsThen(context, { area, scope }, signal),
    batches: await batchCoverage(context, area, signal),
    trend: await trend(context, { area, days: TREND_DAYS }, signal),
    dataCollectedAtMinutes: collectedMinutes(profile?.data_collected_at),
    openAlerts: openAlerts(context, grid),
    openWorkOrders: openWorkOrders(context, area),
    workersPresent: mayReceivePersons ? workersPresent(context, grid) : [],
    lastVisits: mayReceivePersons ? latestVisits(context, area, 0, context.clock.now() + 1, VISITS_SHOWN) : [],
  };
}
