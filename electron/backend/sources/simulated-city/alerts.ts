import { ALERT_KINDS, ALERT_STATES } from '../../../../shared/domain/alerts.ts';
import { PLACEMENTS } from '../../../../shared/domain/screening.ts';
import type { DayNumber } from '../../../../shared/domain/time.ts';
import type { AlertRow } from '../../../../shared/tables/alert.table.ts';
import { ALERT_HABITS } from './alert-kinds.ts';
import { ALERT_LIFE_DAYS, type AlertPlan, type PlannedAlert } from './alert-plan.ts';
import { createDailyFamily } from './daily-rows.ts';
import type { RowFamily } from './row-family.ts';
import { rowKey } from './row-keys.ts';
import type { World } from './world.ts';

const PLACED = PLACEMENTS.indexOf('placed');
const UNMATCHED = PLACEMENTS.indexOf('none');
const STATE = {
  raised: ALERT_STATES.indexOf('raised'),
  acknowledged: ALERT_STATES.indexOf('acknowledged'),
  closed: ALERT_STATES.indexOf('closed'),
};

function deviceOf({ kind, compound, grid, bits }: PlannedAlert): string {
  const prefix = ALERT_HABITS[ALERT_KINDS[kind] ?? ALERT_KINDS[0]].devicePrefix;
  const place = compound < 0 ? `G${grid + 1}` : `C${compound + 1}`;
  return `${prefix}-${place}-${String(1 + (bits % 240)).padStart(3, '0')}`;
}

function rowOf({ city, addresses }: World, plan: AlertPlan, ordinal: number, atMs: number): AlertRow | null {
  const alert = plan.alerts[ordinal];
  if (alert === undefined || atMs < alert.raisedAt) return null;
  const { placement, grid, compound, point, bits } = alert;
  const isPlaced = placement === PLACED;
  const isAcknowledged = alert.acknowledgedAt <= atMs;
  const isClosed = alert.closedAt <= atMs;
  return {
    id: rowKey(plan.day, ordinal),
    street: placement === UNMATCHED ? -1 : (city.grids.street[grid] ?? -1),
    grid: isPlaced ? grid : -1,
    placement,
    compound: isPlaced ? compound : -1,
    kind: alert.kind,
    level: alert.level,
    state: isClosed ? STATE.closed : isAcknowledged ? STATE.acknowledged : STATE.raised,
    longitude: point.longitude,
    latitude: point.latitude,
    raised_at: alert.raisedAt,
    acknowledged_at: isAcknowledged ? alert.acknowledgedAt : null,
    closed_at: isClosed ? alert.closedAt : null,
    address: addresses.ofRecord({ placement, street: -1, grid, compound, bits }),
    device: deviceOf(alert),
  };
}

/** Alerts and their lives: raised, acknowledged, closed. */
export function createAlerts(world: World, planOf: (day: DayNumber) => AlertPlan): RowFamily<'alert'> {
  return createDailyFamily({
    table: 'alert',
    retentionDays: world.preset.alertRetentionDays,
    lifeDays: ALERT_LIFE_DAYS,
    earliestMs: 0,
    planOf,
    sizeOf: ({ alerts }) => alerts.length,
    countRows: (fromDay, toDay) => planOf(toDay).alerts.length * (toDay - fromDay + 1),
    rowOf: (plan, ordinal, atMs) => rowOf(world, plan, ordinal, atMs),
    eachMoment: (plan, ordinal, visit) => {
      const alert = plan.alerts[ordinal];
      if (alert === undefined) return;
      visit(alert.raisedAt);
      if (alert.acknowledgedAt !== Infinity) visit(alert.acknowledgedAt);
      if (alert.closedAt !== Infinity) visit(alert.closedAt);
    },
  });
}
