import { gridLocatorOf } from '../../city/grid-locator.ts';
import type { DayNumber } from '../../../../shared/domain/time.ts';
import { AlertPlanner } from './alert-plan.ts';
import { createAlerts } from './alerts.ts';
import { createBatches } from './batches.ts';
import { DayCache } from './day-cache.ts';
import { planPace } from './pace.ts';
import { Positions } from './positions.ts';
import { Profiles } from './profiles.ts';
import type { AnyRowFamily } from './row-family.ts';
import { TaskLives } from './task-lives.ts';
import { createTasks } from './tasks.ts';
import { type VisitPlan, VisitPlanner } from './visit-plan.ts';
import { createTracks } from './tracks.ts';
import { createVisits } from './visits.ts';
import { WalkPlanner } from './walking.ts';
import { WorkOrderPlanner } from './work-order-plan.ts';
import { createWorkOrders } from './work-orders.ts';
import { createWorkers } from './workers.ts';
import type { World } from './world.ts';

/** All tables of the simulated city. */
export interface Simulation {
  /** In the order in which a snapshot sends them; all but the positions. */
  readonly records: readonly AnyRowFamily[];
  readonly positions: Positions;
  /** Gives back the memory that only a snapshot needs. */
  forgetHistory(): void;
}

/** Days of plans that a moving clock needs: those whose rows still change, and the one that is leaving. */
const TASK_DAYS = 6;
const VISIT_DAYS = 3;
const WALK_DAYS = 2;
const ALERT_DAYS = 8;
const WORK_ORDER_DAYS = 16;
/** A snapshot reads the tasks of each day twice, once for themselves and once for the visits made for them. */
const SNAPSHOT_TASK_DAYS = 20;
/** And the ways of each day: planned while its check-ins are there, kept for the tracks, which come last. */
const SNAPSHOT_WALK_DAYS = 17;

export function createSimulation(world: World): Simulation {
  const paces = new DayCache(1, (day) => planPace(world, day));
  const lives = new TaskLives(world, paces.of);
  const tasks = new DayCache(SNAPSHOT_TASK_DAYS, (day) => lives.plan(day));
  const visitPlanner = new VisitPlanner(world, tasks.of);
  const visits = new DayCache(VISIT_DAYS, (day) => visitPlanner.plan(day));
  const walkPlanner = new WalkPlanner(world, visits.of);
  const walks = new DayCache(SNAPSHOT_WALK_DAYS, (day) => walkPlanner.plan(day));
  let isFilling = true;
  const visitsOf = (day: DayNumber): VisitPlan => {
    if (isFilling) walks.of(day);
    return visits.of(day);
  };
  const alertPlanner = new AlertPlanner(world);
  const alerts = new DayCache(ALERT_DAYS, (day) => alertPlanner.plan(day));
  const workOrderPlanner = new WorkOrderPlanner(world);
  const workOrders = new DayCache(WORK_ORDER_DAYS, (day) => workOrderPlanner.plan(day));
  return {
    records: [
      createBatches(world),
      createWorkers(world),
      new Profiles(world),
      createTasks(world, tasks.of),
      createVisits(world, visitsOf),
      createAlerts(world, alerts.of),
      createWorkOrders(world, workOrders.of),
      createTracks(world, walks.of),
    ],
    positions: new Positions(world, gridLocatorOf(world.city), walks.of),
    forgetHistory: () => {
      isFilling = false;
      tasks.shrinkTo(TASK_DAYS);
      walks.shrinkTo(WALK_DAYS);
    },
  };
}
