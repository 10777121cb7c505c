import type { DayNumber } from '../../../../shared/domain/time.ts';
import { VISIT_KINDS } from '../../../../shared/domain/workers.ts';
import type { VisitRow } from '../../../../shared/tables/visit.table.ts';
import { createDailyFamily } from './daily-rows.ts';
import { RETENTION_DAYS } from './presets.ts';
import type { RowFamily } from './row-family.ts';
import { rowKey } from './row-keys.ts';
import type { PlannedVisit, VisitPlan } from './visit-plan.ts';
import type { World } from './world.ts';

const PATROL = VISIT_KINDS.indexOf('patrol');
const HOUSEHOLDS_A_FLOOR = 2;

/** Check-ins at doors; a visit never changes once it was made. */
export function createVisits({ city, addresses }: World, planOf: (day: DayNumber) => VisitPlan): RowFamily<'visit'> {
  /** A patrol walks a staircase from the top to a lower floor; anything else is one flat. */
  const floorsOf = ({ kind, bits }: PlannedVisit, floor: number): readonly [from: number, to: number] =>
    kind === PATROL ? [Math.max(1, floor - (bits % 5)), floor] : [floor, floor];

  const rowOf = (plan: VisitPlan, ordinal: number, atMs: number): VisitRow | null => {
    const visit = plan.visits[ordinal];
    if (visit === undefined || atMs < visit.atMs) return null;
    const door = addresses.doorOf(visit.compound, visit.bits);
    const [floorFrom, floorTo] = floorsOf(visit, door.floor);
    return {
      id: rowKey(plan.day, ordinal),
      worker_id: visit.worker + 1,
      street: city.grids.street[visit.grid] ?? -1,
      grid: visit.grid,
      compound: visit.compound,
      kind: visit.kind,
      task_id: visit.taskKey,
      building: door.building,
      unit: door.unit,
      floor_from: floorFrom,
      floor_to: floorTo,
      households: visit.kind === PATROL ? (floorTo - floorFrom + 1) * HOUSEHOLDS_A_FLOOR : 1,
      visited_at: visit.atMs,
    };
  };

  return createDailyFamily({
    table: 'visit',
    retentionDays: RETENTION_DAYS,
    lifeDays: 0,
    earliestMs: 0,
    planOf,
    sizeOf: ({ visits }) => visits.length,
    countRows: (fromDay, toDay) => planOf(toDay).visits.length * (toDay - fromDay + 1),
    rowOf,
    eachMoment: (plan, ordinal, visit) => visit(plan.visits[ordinal]?.atMs ?? Infinity),
  });
}
