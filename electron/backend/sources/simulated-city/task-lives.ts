import { LIST_MARKS, PERSON_KINDS, PLACEMENTS, TASK_OUTCOMES } from '../../../../shared/domain/screening.ts';
import { MINUTE_MS, type DayNumber } from '../../../../shared/domain/time.ts';
import { PUSH_DURATION_MS, type BatchPlan } from './batch-plan.ts';
import type { PacePlan } from './pace.ts';
import { indexBelow } from './places.ts';
import { Dice, STREAM, fraction, hash } from './random.ts';
import { timeOfWorkdays, workdaysAt } from './rhythm.ts';
import { NEVER, emptyTaskPlan, offsetIn, type TaskMoment, type TaskPlan } from './task-plan.ts';
import type { World } from './world.ts';

const PLACED = PLACEMENTS.indexOf('placed');
const MARK = { duplicate: LIST_MARKS.indexOf('duplicate'), transferredIn: LIST_MARKS.indexOf('transferredIn') };
const ISOLATION = TASK_OUTCOMES.indexOf('centralisedIsolation');

/** Shares of the whole list. */
const UNPLACED_SHARE = 0.0022;
const AMBIGUOUS_SHARE = 0.0008;
const HANDED_OVER_SHARE = 0.005;
const DUPLICATE_SHARE = 0.006;
const WITHDRAWN_SHARE = 0.01;
const DEFERRED_SHARE = 0.021;
const UNREACHABLE_SHARE = 0.017;
/** Of those first given up or put off, who is verified after all. */
const FOUND_LATER_SHARE = 0.4;
const RETRIED_SHARE = 0.12;
const AT_DOOR_SHARE = 0.6;
/** Outcomes of the verified, in the order of TASK_OUTCOMES. */
const OUTCOME_WEIGHTS = [0, 11, 1, 22, 28, 23, 3, 0.5] as const;
const KIND_WEIGHTS = [62, 2, 9, 12, 15] as const;
const CANVASSED_KIND_WEIGHTS = [14, 0, 2, 12, 72] as const;
const ISOLATED_KIND_WEIGHTS = [10, 60, 25, 3, 2] as const;
if (OUTCOME_WEIGHTS.length !== TASK_OUTCOMES.length || KIND_WEIGHTS.length !== PERSON_KINDS.length)
  throw new RangeError('weights do not match the lists');

/** Usual work from assignment to verification, in workdays; the noon list is due sooner, so it is hurried. */
const NIGHT_WORKDAYS = 0.205;
const NOON_WORKDAYS = 0.115;

function kindWeights(batch: BatchPlan, isIsolated: boolean): readonly number[] {
  if (isIsolated) return ISOLATED_KIND_WEIGHTS;
  return batch.kind === 'canvass' ? CANVASSED_KIND_WEIGHTS : KIND_WEIGHTS;
}

interface BatchContext {
  readonly plan: TaskPlan;
  readonly batch: BatchPlan;
  readonly index: number;
  /** Ordinal of the batch's first task. */
  readonly first: number;
  /** Population of the streets before a street, as this batch sees it: some places have more people from its area than others. */
  readonly streetsBefore: Float64Array;
  /** When each street hands the list out. */
  readonly assignedAt: Float64Array;
}

/** Draws the life of every task of a reporting day. A task only depends on the seed, the day and its ordinal. */
export class TaskLives {
  readonly #world: World;
  readonly #paceOf: (day: DayNumber) => PacePlan;
  readonly #dice = new Dice();

  constructor(world: World, paceOf: (day: DayNumber) => PacePlan) {
    this.#world = world;
    this.#paceOf = paceOf;
  }

  plan(day: DayNumber): TaskPlan {
    const plan = emptyTaskPlan(this.#world, day);
    const pace = this.#paceOf(day);
    let first = 0;
    for (const [index, batch] of plan.batches.entries()) {
      const context = this.#contextOf(plan, batch, index, first, pace);
      for (let ordinal = first; ordinal < first + batch.size; ordinal += 1) this.#draw(context, pace, ordinal);
      first += batch.size;
    }
    return plan;
  }

  #contextOf(plan: TaskPlan, batch: BatchPlan, index: number, first: number, pace: PacePlan): BatchContext {
    const { city, places, seed } = this.#world;
    const { count, firstGrid } = city.streets;
    const streetsBefore = new Float64Array(count + 1);
    const assignedAt = new Float64Array(count);
    const weightBefore = (street: number): number => places.weightBefore[firstGrid[street] ?? 0] ?? 0;
    for (let street = 0; street < count; street += 1) {
      const dice = this.#dice.reset(hash(seed, STREAM.batchStreet, batch.id, street));
      const liking = dice.between(0.55, 1.5);
      streetsBefore[street + 1] = (streetsBefore[street] ?? 0) + liking * (weightBefore(street + 1) - weightBefore(street));
      // Some streets have somebody up at night; the others begin in the morning. Later lists go out within the hour.
      const isAwake = dice.chance(0.3);
      const slowness = Math.min(2, pace.streetFactor[street] ?? 1) * dice.between(0.5, 1.3);
      const morning = timeOfWorkdays(plan.day + 0.012) + slowness * 25 * MINUTE_MS;
      const soon = batch.pushedAt + PUSH_DURATION_MS + slowness * (batch.kind === 'night' ? 35 : 26) * MINUTE_MS;
      assignedAt[street] = batch.kind === 'canvass' || (batch.kind === 'night' && !isAwake) ? morning : soon;
    }
    return { plan, batch, index, first, streetsBefore, assignedAt };
  }

  #draw(context: BatchContext, pace: PacePlan, ordinal: number): void {
    const { plan, batch, index } = context;
    const { seed } = this.#world;
    const dice = this.#dice.reset(hash(seed, STREAM.task, plan.day, ordinal));
    plan.batch[ordinal] = index;
    plan.person[ordinal] = hash(seed, STREAM.person, plan.day, ordinal);
    this.#drawPlace(context, ordinal, dice);
    this.#drawArrival(context, ordinal, dice);
    plan.outcome[ordinal] = dice.weighted(OUTCOME_WEIGHTS);
    plan.personKind[ordinal] = dice.weighted(kindWeights(batch, plan.outcome[ordinal] === ISOLATION));
    if (plan.moments.placed[ordinal] === NEVER) return;
    const grid = plan.grid[ordinal] ?? 0;
    const street = this.#world.city.grids.street[grid] ?? 0;
    const known = plan.baseMs + Math.max(plan.moments.pushed[ordinal] ?? 0, plan.moments.placed[ordinal] ?? 0) + 1000;
    const assignedAt = Math.max(known, context.assignedAt[street] ?? 0) + dice.unit() ** 2 * 14 * MINUTE_MS;
    plan.moments.assigned[ordinal] = offsetIn(plan, assignedAt);
    const factor = (pace.streetFactor[street] ?? 1) * (pace.gridFactor[grid] ?? 1);
    const usual = batch.kind === 'noon' ? NOON_WORKDAYS : NIGHT_WORKDAYS;
    this.#drawFate(plan, ordinal, batch, assignedAt, usual * factor * dice.weibull(1.35), dice);
    this.#drawWorker(plan, ordinal, dice);
  }

  #drawPlace({ plan, streetsBefore }: BatchContext, ordinal: number, dice: Dice): void {
    const { city, places } = this.#world;
    const { firstGrid, count } = city.streets;
    const street = indexBelow(streetsBefore, dice.unit() * (streetsBefore[count] ?? 0), 0, count);
    const from = firstGrid[street] ?? 0;
    const to = firstGrid[street + 1] ?? 0;
    const grid = places.gridAt(dice.unit(), from, to);
    plan.grid[ordinal] = grid;
    plan.compound[ordinal] = places.compoundOf(grid, plan.person[ordinal] ?? 0);
    const share = dice.unit();
    if (share < UNPLACED_SHARE) {
      const isAmbiguous = share < AMBIGUOUS_SHARE;
      plan.firstPlacement[ordinal] = PLACEMENTS.indexOf(isAmbiguous ? 'ambiguous' : 'none');
      plan.firstStreet[ordinal] = isAmbiguous || dice.chance(0.6) ? street : -1;
    } else {
      const isHandedOver = share < UNPLACED_SHARE + HANDED_OVER_SHARE;
      const former = isHandedOver ? places.gridAt(dice.unit(), Math.max(0, from - 40), Math.min(city.grids.count, to + 40)) : grid;
      plan.firstGrid[ordinal] = former;
      plan.firstStreet[ordinal] = city.grids.street[former] ?? -1;
      if (isHandedOver) plan.listMark[ordinal] = MARK.transferredIn;
    }
  }

  #drawArrival({ plan, batch, first }: BatchContext, ordinal: number, dice: Dice): void {
    const { moments } = plan;
    const place = ordinal - first;
    const onTime = batch.size - batch.lateCount;
    const begin = place < onTime ? batch.pushedAt : (batch.revisedAt[0] ?? batch.pushedAt);
    const share = place < onTime ? place / onTime : (place - onTime) / batch.lateCount;
    const pushed = offsetIn(plan, begin + 1000 + share * PUSH_DURATION_MS);
    moments.pushed[ordinal] = pushed;
    const isSettled = plan.firstPlacement[ordinal] === PLACED && plan.listMark[ordinal] !== MARK.transferredIn;
    const isSolved = plan.firstPlacement[ordinal] === PLACED || dice.chance(0.55);
    const settledAt = timeOfWorkdays(Math.max(plan.day, workdaysAt(begin)) + dice.between(0.06, 0.6));
    moments.placed[ordinal] = isSettled ? pushed : isSolved ? Math.max(pushed + 1, offsetIn(plan, settledAt)) : NEVER;
    if (isSettled && place > 40 && dice.chance(DUPLICATE_SHARE)) this.#copyPerson(plan, ordinal, ordinal - 1 - dice.below(40));
  }

  /** The same person stands in the list twice. */
  #copyPerson(plan: TaskPlan, ordinal: number, original: number): void {
    plan.listMark[ordinal] = MARK.duplicate;
    plan.person[ordinal] = plan.person[original] ?? 0;
    for (const column of [plan.grid, plan.compound, plan.firstGrid, plan.firstStreet, plan.firstPlacement]) {
      column[ordinal] = column[original] ?? -1;
    }
    if (plan.firstPlacement[ordinal] !== PLACED || plan.listMark[original] === MARK.transferredIn) this.#settle(plan, ordinal);
  }

  /** A copy of a record that was not settled yet stands where its original ended. */
  #settle(plan: TaskPlan, ordinal: number): void {
    const grid = plan.grid[ordinal] ?? 0;
    plan.firstGrid[ordinal] = grid;
    plan.firstStreet[ordinal] = this.#world.city.grids.street[grid] ?? -1;
    plan.firstPlacement[ordinal] = PLACED;
  }

  #drawFate(plan: TaskPlan, ordinal: number, batch: BatchPlan, assignedAt: number, workdays: number, dice: Dice): void {
    const begun = workdaysAt(assignedAt);
    const at = (moment: TaskMoment, share: number): void => {
      plan.moments[moment][ordinal] = offsetIn(plan, timeOfWorkdays(begun + workdays * share) + 1);
    };
    const isDuplicate = plan.listMark[ordinal] === MARK.duplicate;
    if (dice.chance(isDuplicate ? 0.6 : WITHDRAWN_SHARE)) {
      this.#withdraw(plan, ordinal, batch, begun + workdays * 0.6, dice);
      return;
    }
    at('started', dice.between(0.15, 0.55));
    const fate = dice.unit();
    const isUnreachable = fate < UNREACHABLE_SHARE;
    const isDeferred = !isUnreachable && fate < UNREACHABLE_SHARE + DEFERRED_SHARE;
    if (isUnreachable || dice.chance(RETRIED_SHARE)) at('retried', 0.75);
    if (isUnreachable) at('unreachable', 1);
    if (isDeferred) at('deferred', 0.9);
    if (!isUnreachable && !isDeferred) at('verified', 1);
    else if (dice.chance(FOUND_LATER_SHARE)) at('verified', 1.1 + dice.between(0.3, 1.4) / workdays);
  }

  /** Most withdrawals come with a new version of the list, some in between. */
  #withdraw(plan: TaskPlan, ordinal: number, batch: BatchPlan, workdays: number, dice: Dice): void {
    const assigned = plan.baseMs + (plan.moments.assigned[ordinal] ?? 0);
    const revision = batch.revisedAt.find((revisedAt) => revisedAt > assigned);
    const inBetween = Math.max(assigned + 1000, timeOfWorkdays(workdays));
    const withRevision = revision === undefined || dice.chance(0.4) ? inBetween : revision + dice.unit() * PUSH_DURATION_MS;
    plan.moments.withdrawn[ordinal] = offsetIn(plan, withRevision);
  }

  /** Somebody of the community, if possible one who is on duty when the task gets done. */
  #drawWorker(plan: TaskPlan, ordinal: number, dice: Dice): void {
    const { roster } = this.#world;
    const [from, to] = roster.servingGrid(plan.grid[ordinal] ?? 0);
    const verified = plan.moments.verified[ordinal] ?? NEVER;
    const doneAt = plan.baseMs + (verified === NEVER ? (plan.moments.assigned[ordinal] ?? 0) : verified);
    const offset = dice.below(to - from);
    let worker = from + offset;
    for (let step = 0; step < to - from; step += 1) {
      const candidate = from + ((offset + step) % (to - from));
      if (!roster.isOnDuty(candidate, doneAt)) continue;
      worker = candidate;
      break;
    }
    plan.worker[ordinal] = worker;
    plan.atDoor[ordinal] = fraction(hash(this.#world.seed, STREAM.door, plan.day, ordinal)) < AT_DOOR_SHARE ? 1 : 0;
  }
}
