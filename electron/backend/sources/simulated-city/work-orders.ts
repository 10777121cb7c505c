import { PLACEMENTS } from '../../../../shared/domain/screening.ts';
import type { DayNumber } from '../../../../shared/domain/time.ts';
import {
  WORK_ORDER_CATEGORIES,
  WORK_ORDER_SOURCES,
  WORK_ORDER_STATES,
  type WorkOrderState,
} from '../../../../shared/domain/work-orders.ts';
import type { WorkOrderRow } from '../../../../shared/tables/work-order.table.ts';
import { createDailyFamily } from './daily-rows.ts';
import { personOf } from './people.ts';
import { RETENTION_DAYS } from './presets.ts';
import type { RowFamily } from './row-family.ts';
import { rowKey } from './row-keys.ts';
import { WORK_ORDER_HABITS } from './work-order-habits.ts';
import { WORK_ORDER_LIFE_DAYS, type PlannedWorkOrder, type WorkOrderPlan, type WorkOrderStep } from './work-order-plan.ts';
import type { World } from './world.ts';

const PLACED = PLACEMENTS.indexOf('placed');
const UNMATCHED = PLACEMENTS.indexOf('none');

interface Progress {
  state: WorkOrderState;
  supervised: number;
  acceptedAt: number | null;
  dispatchedAt: number | null;
  handledAt: number | null;
  closedAt: number | null;
  deferredAt: number | null;
}

function advance(progress: Progress, step: WorkOrderStep, atMs: number): void {
  switch (step) {
    case 'supervised':
      progress.supervised = 1;
      return;
    case 'unsupervised':
      progress.supervised = 0;
      return;
    case 'deferred':
      progress.deferredAt = atMs;
      return;
    case 'accepted':
      progress.acceptedAt = atMs;
      break;
    case 'dispatched':
      progress.dispatchedAt = atMs;
      break;
    case 'handled':
      progress.handledAt = atMs;
      break;
    case 'closed':
      progress.closedAt = atMs;
      break;
    case 'returned':
      progress.acceptedAt = null;
      break;
    case 'rework':
      // What was handled and closed turned out not to be.
      progress.handledAt = null;
      progress.closedAt = null;
      break;
    case 'reported':
    case 'calledBack':
      break;
  }
  progress.state = step;
}

function progressAt({ steps }: PlannedWorkOrder, untilMs: number): Progress {
  const progress: Progress = {
    state: 'reported',
    supervised: 0,
    acceptedAt: null,
    dispatchedAt: null,
    handledAt: null,
    closedAt: null,
    deferredAt: null,
  };
  for (const { step, atMs } of steps) if (atMs <= untilMs) advance(progress, step, atMs);
  return progress;
}

/** The compound, or the community and road, that a title speaks of. */
function placeOf({ city, addresses }: World, { grid, compound }: PlannedWorkOrder): string {
  if (compound >= 0) return city.compounds.name[compound] ?? '';
  return (city.communities.name[city.grids.community[grid] ?? 0] ?? '') + addresses.roadOf(grid);
}

function titleOf(world: World, order: PlannedWorkOrder): string {
  const { titles } = WORK_ORDER_HABITS[WORK_ORDER_CATEGORIES[order.category] ?? 'other'];
  return (titles[order.bits % titles.length] ?? titles[0]).replace('{地}', placeOf(world, order));
}

function rowOf(world: World, plan: WorkOrderPlan, ordinal: number, atMs: number): WorkOrderRow | null {
  const order = plan.orders[ordinal];
  const reportedAt = order?.steps[0]?.atMs;
  if (order === undefined || reportedAt === undefined || atMs < reportedAt) return null;
  const { placement, grid, compound, bits } = order;
  const isPlaced = placement === PLACED;
  const progress = progressAt(order, atMs);
  const isSensor = WORK_ORDER_SOURCES[order.source] === 'sensor';
  const reporter = isSensor ? { name: '', phone: '' } : personOf(bits);
  return {
    id: rowKey(plan.day, ordinal),
    street: placement === UNMATCHED ? -1 : (world.city.grids.street[grid] ?? -1),
    grid: isPlaced ? grid : -1,
    placement,
    compound: isPlaced ? compound : -1,
    source: order.source,
    category: order.category,
    state: WORK_ORDER_STATES.indexOf(progress.state),
    supervised: progress.supervised,
    title: titleOf(world, order),
    reporter_name: reporter.name,
    reporter_phone: reporter.phone,
    address: world.addresses.ofRecord({ placement, street: -1, grid, compound, bits }),
    reported_at: reportedAt,
    due_at: order.dueAt,
    accepted_at: progress.acceptedAt,
    dispatched_at: progress.dispatchedAt,
    handled_at: progress.handledAt,
    closed_at: progress.closedAt,
    deferred_at: progress.deferredAt,
  };
}

/** Work orders of residents, patrols, sensors and the 12345 hotline. */
export function createWorkOrders(world: World, planOf: (day: DayNumber) => WorkOrderPlan): RowFamily<'work_order'> {
  return createDailyFamily({
    table: 'work_order',
    retentionDays: RETENTION_DAYS,
    lifeDays: WORK_ORDER_LIFE_DAYS,
    earliestMs: 0,
    planOf,
    sizeOf: ({ orders }) => orders.length,
    countRows: (fromDay, toDay) => planOf(toDay).orders.length * (toDay - fromDay + 1),
    rowOf: (plan, ordinal, atMs) => rowOf(world, plan, ordinal, atMs),
    eachMoment: (plan, ordinal, visit) => {
      for (const { atMs } of plan.orders[ordinal]?.steps ?? []) visit(atMs);
    },
  });
}
