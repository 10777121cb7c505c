import { TASK_OUTCOMES } from '../../../../shared/domain/screening.ts';
import { DAY_MS, MINUTE_MS, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import { VISIT_KINDS } from '../../../../shared/domain/workers.ts';
import { distanceMeters, type Point } from './geometry.ts';
import { Dice, STREAM, hash } from './random.ts';
import { rowKey } from './row-keys.ts';
import { NEVER, type TaskPlan } from './task-plan.ts';
import type { World } from './world.ts';

/** A check-in at a door, planned. */
export interface PlannedVisit {
  readonly worker: number;
  readonly atMs: number;
  readonly kind: number;
  /** Key of the task's row, −1 for none. */
  readonly taskKey: number;
  readonly grid: number;
  readonly compound: number;
  /** Bits that the door is made of. */
  readonly bits: number;
  readonly point: Point;
}

/** All check-ins of a civil day, ordered by worker, then time. */
export interface VisitPlan {
  readonly day: DayNumber;
  readonly visits: readonly PlannedVisit[];
  /** Visits of a worker: firstOfWorker[worker] … firstOfWorker[worker + 1] − 1. */
  readonly firstOfWorker: Uint32Array;
}

const KIND = { screening: VISIT_KINDS.indexOf('screening'), followUp: VISIT_KINDS.indexOf('followUp') };
/** What a worker does at a door without a task. */
const ROUND_KIND_WEIGHTS = [0, 60, 12, 28] as const;
const HOME_OBSERVATION = TASK_OUTCOMES.indexOf('homeObservation');
/** Nobody is called to the door before or after. */
const EARLIEST_MINUTE = 7 * 60 + 30;
const LATEST_MINUTE = 21 * 60 + 30;
const ROUND_SLOT_MINUTES = 45;
/** What remains a day of lists whose people are visited again the next day. */
const FOLLOW_UP_SHARE = 0.6;
/** Fastest a worker gets from door to door, and the least time spent at one. */
const LARGEST_SPEED = 6;
const LEAST_STAY_MS = 90_000;

/** Whether a worker can be at both places, at both times. */
export function isReachable(
  from: { readonly atMs: number; readonly point: Point },
  to: { readonly atMs: number; readonly point: Point },
): boolean {
  const meters = distanceMeters(from.point.longitude, from.point.latitude, to.point.longitude, to.point.latitude);
  return to.atMs - from.atMs >= LEAST_STAY_MS + (meters / LARGEST_SPEED) * 1000;
}

/** Plans the check-ins of civil days from the tasks done in them and from rounds without a task. */
export class VisitPlanner {
  readonly #world: World;
  readonly #tasksOf: (day: DayNumber) => TaskPlan;
  readonly #dice = new Dice();

  constructor(world: World, tasksOf: (day: DayNumber) => TaskPlan) {
    this.#world = world;
    this.#tasksOf = tasksOf;
  }

  plan(day: DayNumber): VisitPlan {
    const wanted: PlannedVisit[] = [];
    for (let back = 3; back >= 0; back -= 1) this.#addTasks(day, this.#tasksOf(day - back), wanted);
    this.#addRounds(day, wanted);
    wanted.sort((left, right) => left.worker - right.worker || left.atMs - right.atMs || left.taskKey - right.taskKey);
    return this.#index(day, this.#keepReachable(wanted));
  }

  #addTasks(day: DayNumber, plan: TaskPlan, wanted: PlannedVisit[]): void {
    const { verified } = plan.moments;
    const start = startOfDay(day) - plan.baseMs;
    for (let ordinal = 0; ordinal < plan.count; ordinal += 1) {
      const offset = verified[ordinal] ?? NEVER;
      if (offset === NEVER || plan.atDoor[ordinal] !== 1) continue;
      if (offset >= start && offset < start + DAY_MS) this.#addScreening(day, plan, ordinal, offset, wanted);
      else if (offset < start && offset >= start - DAY_MS && plan.outcome[ordinal] === HOME_OBSERVATION)
        this.#addFollowUp(day, plan, ordinal, wanted);
    }
  }

  /** The worker checks in at the door a little before the result is entered. */
  #addScreening(day: DayNumber, plan: TaskPlan, ordinal: number, offset: number, wanted: PlannedVisit[]): void {
    const person = plan.person[ordinal] ?? 0;
    const atMs = plan.baseMs + offset - 45_000 - (person % 150_000);
    if (plan.moments.started[ordinal] === NEVER || atMs <= plan.baseMs + (plan.moments.started[ordinal] ?? 0)) return;
    this.#addAtDoor(day, plan, ordinal, { atMs, kind: KIND.screening }, wanted);
  }

  #addFollowUp(day: DayNumber, plan: TaskPlan, ordinal: number, wanted: PlannedVisit[]): void {
    const dice = this.#dice.reset(hash(this.#world.seed, STREAM.followUp, plan.day, ordinal));
    if (!dice.chance(FOLLOW_UP_SHARE)) return;
    const atMs = startOfDay(day) + Math.floor(dice.between(9 * 60, 20 * 60) * MINUTE_MS);
    this.#addAtDoor(day, plan, ordinal, { atMs, kind: KIND.followUp }, wanted);
  }

  #addAtDoor(
    day: DayNumber,
    plan: TaskPlan,
    ordinal: number,
    { atMs, kind }: { atMs: number; kind: number },
    wanted: PlannedVisit[],
  ): void {
    const worker = plan.worker[ordinal] ?? -1;
    if (worker < 0 || !this.#isVisitingTime(day, worker, atMs)) return;
    const grid = plan.grid[ordinal] ?? 0;
    const compound = plan.compound[ordinal] ?? -1;
    const bits = plan.person[ordinal] ?? 0;
    wanted.push({
      worker,
      atMs,
      kind,
      taskKey: rowKey(plan.day, ordinal),
      grid,
      compound,
      bits,
      point: this.#pointOf(grid, compound, bits),
    });
  }

  #addRounds(day: DayNumber, wanted: PlannedVisit[]): void {
    const { seed, preset, roster } = this.#world;
    for (let worker = 0; worker < roster.count; worker += 1) {
      for (let minute = EARLIEST_MINUTE; minute < LATEST_MINUTE; minute += ROUND_SLOT_MINUTES) {
        const dice = this.#dice.reset(hash(seed, STREAM.patrol, worker, day * 2000 + minute));
        if (!dice.chance(preset.patrolShare)) continue;
        const atMs = startOfDay(day) + Math.floor((minute + dice.unit() * ROUND_SLOT_MINUTES) * MINUTE_MS);
        if (this.#isVisitingTime(day, worker, atMs)) wanted.push(this.#drawRound(worker, atMs, dice));
      }
    }
  }

  /** Mostly in a compound of the worker's community, else at a house of the own grid. */
  #drawRound(worker: number, atMs: number, dice: Dice): PlannedVisit {
    const { city, roster } = this.#world;
    const home = roster.grid[worker] ?? 0;
    const community = city.grids.community[home] ?? 0;
    const firstGrid = city.communities.firstGrid[community] ?? home;
    const lastGrid = city.communities.firstGrid[community + 1] ?? home + 1;
    const firstCompound = city.grids.firstCompound[firstGrid] ?? 0;
    const count = (city.grids.firstCompound[lastGrid] ?? 0) - firstCompound;
    const compound = count > 0 ? firstCompound + dice.below(count) : -1;
    const grid = compound < 0 ? home : (city.compounds.grid[compound] ?? home);
    const kind = dice.weighted(ROUND_KIND_WEIGHTS);
    const bits = dice.below(0x1_0000_0000);
    return { worker, atMs, kind, taskKey: -1, grid, compound, bits, point: this.#pointOf(grid, compound, bits) };
  }

  #pointOf(grid: number, compound: number, bits: number): Point {
    const { places } = this.#world;
    return compound < 0 ? places.pointInGrid(grid, bits) : places.pointInCompound(compound, bits);
  }

  #isVisitingTime(day: DayNumber, worker: number, atMs: number): boolean {
    const minute = (atMs - startOfDay(day)) / MINUTE_MS;
    return minute >= EARLIEST_MINUTE && minute <= LATEST_MINUTE && this.#world.roster.isOnDuty(worker, atMs);
  }

  /** Of visits too close in time for their distance, the first is made; the other was done by telephone. */
  #keepReachable(wanted: readonly PlannedVisit[]): PlannedVisit[] {
    const kept: PlannedVisit[] = [];
    for (const visit of wanted) {
      const last = kept.at(-1);
      if (last === undefined || last.worker !== visit.worker || isReachable(last, visit)) kept.push(visit);
    }
    return kept;
  }

  #index(day: DayNumber, visits: readonly PlannedVisit[]): VisitPlan {
    const { count } = this.#world.roster;
    const firstOfWorker = new Uint32Array(count + 1);
    for (const { worker } of visits) firstOfWorker[worker + 1] = (firstOfWorker[worker + 1] ?? 0) + 1;
    for (let worker = 0; worker < count; worker += 1)
      firstOfWorker[worker + 1] = (firstOfWorker[worker + 1] ?? 0) + (firstOfWorker[worker] ?? 0);
    return { day, visits, firstOfWorker };
  }
}
