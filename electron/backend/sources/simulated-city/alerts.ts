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

/** Alerts and their lives: raised, acknowledged, closed. */
export function createAlerts({ city, addresses, preset }: World, planOf: (day: DayNumber) => AlertPlan): RowFamily<'alert'> {
  const addressOf = (alert: PlannedAlert): string => {
    const { placement, grid, compound, bits } = alert;
    if (placement === PLACEMENTS.indexOf('none')) return addresses.unmatched(-1, bits);
    if (placement === PLACEMENTS.indexOf('ambiguous')) return addresses.betweenGrids(grid, bits);
    return compound < 0
      ? addresses.ofPlace(grid, compound, bits)
      : addresses.ofDoor(grid, compound, addresses.doorOf(compound, bits), bits);
  };

  const rowOf = (plan: AlertPlan, ordinal: number, atMs: number): AlertRow | null => {
    const alert = plan.alerts[ordinal];
    if (alert === undefined || atMs < alert.raisedAt) return null;
    const isPlaced = alert.placement === PLACED;
    const isAcknowledged = alert.acknowledgedAt <= atMs;
    const isClosed = alert.closedAt <= atMs;
    return {
      id: rowKey(plan.day, ordinal),
      street: alert.placement === PLACEMENTS.indexOf('none') ? -1 : (city.grids.street[alert.grid] ?? -1),
      grid: isPlaced ? alert.grid : -1,
      placement: alert.placement,
      compound: isPlaced ? alert.compound : -1,
      kind: alert.kind,
      level: alert.level,
      state: isClosed ? STATE.closed : isAcknowledged ? STATE.acknowledged : STATE.raised,
      longitude: alert.point.longitude,
      latitude: alert.point.latitude,
      raised_at: alert.raisedAt,
      acknowledged_at: isAcknowledged ? alert.acknowledgedAt : null,
      closed_at: isClosed ? alert.closedAt : null,
      address: addressOf(alert),
      device: deviceOf(alert),
    };
  };

  return createDailyFamily({
    table: 'alert',
    retentionDays: preset.alertRetentionDays,
    lifeDays: ALERT_LIFE_DAYS,
    earliestMs: 0,
    planOf,
    sizeOf: ({ alerts }) => alerts.length,
    countRows: (fromDay, toDay) => planOf(toDay).alerts.length * (toDay - fromDay + 1),
    rowOf,
    eachMoment: (plan, ordinal, visit) => {
      const alert = plan.alerts[ordinal];
      if (alert === undefined) return;
      visit(alert.raisedAt);
      if (alert.acknowledgedAt !== Infinity) visit(alert.acknowledgedAt);
      if (alert.closedAt !== Infinity) visit(alert.closedAt);
    },
  });
}
