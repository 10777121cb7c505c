import { PLACEMENTS } from '../../../../shared/domain/screening.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import { WORK_ORDER_CATEGORIES, WORK_ORDER_SOURCES, type WorkOrderState } from '../../../../shared/domain/work-orders.ts';
import { Dice, STREAM, hash } from './random.ts';
import { createRhythm, timeOfWorkdays, workdaysAt } from './rhythm.ts';
import { WORK_ORDER_HABITS, WORK_ORDER_SOURCE_HABITS } from './work-order-habits.ts';
import type { World } from './world.ts';

export type WorkOrderStep = WorkOrderState | 'deferred' | 'supervised' | 'unsupervised';

/** The whole life of one work order. */
export interface PlannedWorkOrder {
  readonly source: number;
  readonly category: number;
  readonly placement: number;
  readonly grid: number;
  readonly compound: number;
  readonly dueAt: number;
  /** In order of time; the first is the report. */
  readonly steps: readonly { readonly atMs: number; readonly step: WorkOrderStep }[];
  /** Bits that reporter, title and address are made of. */
  readonly bits: number;
}

export interface WorkOrderPlan {
  readonly day: DayNumber;
  readonly orders: readonly PlannedWorkOrder[];
}

/** Nothing happens to a work order after so many days. */
export const WORK_ORDER_LIFE_DAYS = 12;

const REPORT_RHYTHM = createRhythm([0.6, 0.4, 0.3, 0.3, 0.4, 1, 3, 6, 9, 10, 9, 7, 5, 5, 7, 8, 8, 7, 5, 4, 4, 3, 2, 1]);
const UNPLACED_SHARE = 0.004;
const RETURNED_SHARE = 0.07;
const DEFERRED_SHARE = 0.05;
const REWORK_SHARE = 0.045;
const SUPERVISED_SHARE = 0.03;
/** Of what is late, how much the district takes note of. */
const LATE_SUPERVISED_SHARE = 0.5;

/** Builds up a life: each step some workdays after the last. */
class LifeBuilder {
  readonly steps: { atMs: number; step: WorkOrderStep }[];
  #atMs: number;

  constructor(reportedAt: number) {
    this.#atMs = reportedAt;
    this.steps = [{ atMs: reportedAt, step: 'reported' }];
  }

  get atMs(): number {
    return this.#atMs;
  }

  after(workdays: number, step: WorkOrderStep): this {
    this.#atMs = Math.max(this.#atMs + MINUTE_MS, timeOfWorkdays(workdaysAt(this.#atMs) + workdays));
    this.steps.push({ atMs: this.#atMs, step });
    return this;
  }

  aside(atMs: number, step: WorkOrderStep): void {
    this.steps.push({ atMs, step });
  }
}

/** Draws the work orders of civil days. */
export class WorkOrderPlanner {
  readonly #world: World;
  readonly #dice = new Dice();
  readonly #categoryWeights = WORK_ORDER_CATEGORIES.map((category) => WORK_ORDER_HABITS[category].weight);
  readonly #sourceWeights = WORK_ORDER_SOURCES.map((source) => WORK_ORDER_SOURCE_HABITS[source].weight);

  constructor(world: World) {
    this.#world = world;
  }

  plan(day: DayNumber): WorkOrderPlan {
    const { preset, seed } = this.#world;
    const count = Math.round(preset.workOrdersPerDay * this.#dice.reset(hash(seed, STREAM.workOrderDay, day)).between(0.88, 1.12));
    const orders = Array.from({ length: count }, (_, number) => this.#draw(day, number));
    return { day, orders: orders.sort((left, right) => (left.steps[0]?.atMs ?? 0) - (right.steps[0]?.atMs ?? 0)) };
  }

  #draw(day: DayNumber, number: number): PlannedWorkOrder {
    const { city, places, seed } = this.#world;
    const dice = this.#dice.reset(hash(seed, STREAM.workOrder, day, number));
    const source = dice.weighted(this.#sourceWeights);
    const category = dice.weighted(this.#categoryWeights);
    const habit = WORK_ORDER_HABITS[WORK_ORDER_CATEGORIES[category] ?? 'other'];
    const sourceHabit = WORK_ORDER_SOURCE_HABITS[WORK_ORDER_SOURCES[source] ?? 'district'];
    const reportedAt = startOfDay(day) + Math.floor(REPORT_RHYTHM.minuteOf(dice.unit()) * MINUTE_MS);
    const dueAt = reportedAt + Math.round(habit.dueHours * sourceHabit.dueFactor) * HOUR_MS;
    const grid = places.gridAt(dice.unit(), 0, city.grids.count);
    const bits = dice.below(0x1_0000_0000);
    const share = dice.unit();
    const placement = PLACEMENTS.indexOf(share >= UNPLACED_SHARE ? 'placed' : share < UNPLACED_SHARE / 3 ? 'ambiguous' : 'none');
    const steps = this.#drawLife(reportedAt, dueAt, sourceHabit.calledBackShare, dice);
    return { source, category, placement, grid, compound: places.compoundOf(grid, bits), dueAt, steps, bits };
  }

  #drawLife(reportedAt: number, dueAt: number, calledBackShare: number, dice: Dice): PlannedWorkOrder['steps'] {
    const life = new LifeBuilder(reportedAt);
    const given = Math.max(0.25, workdaysAt(dueAt) - workdaysAt(reportedAt));
    life.after(dice.between(0.01, 0.14), 'accepted');
    // Sent back by the first street it went to, then taken by the right one.
    if (dice.chance(RETURNED_SHARE)) life.after(dice.between(0.05, 0.3), 'returned').after(dice.between(0.1, 0.4), 'accepted');
    life.after(dice.between(0.02, 0.2), 'dispatched');
    const work = given * 0.34 * Math.exp(0.5 * dice.normal());
    const isDeferred = dice.chance(DEFERRED_SHARE);
    if (isDeferred) life.aside(timeOfWorkdays(workdaysAt(life.atMs) + work * 0.6), 'deferred');
    life.after(isDeferred ? work + dice.between(1, 3) : work, 'handled').after(dice.between(0.05, 0.3), 'closed');
    if (dice.chance(calledBackShare)) life.after(dice.between(0.2, 1.2), 'calledBack');
    if (dice.chance(REWORK_SHARE)) {
      life.after(dice.between(0.05, 0.4), 'rework').after(dice.between(0.3, 1.5), 'handled').after(dice.between(0.05, 0.3), 'closed');
    }
    this.#drawSupervision(life, reportedAt, dueAt, dice);
    const last = reportedAt + (WORK_ORDER_LIFE_DAYS - 1) * DAY_MS;
    return life.steps.filter(({ atMs }) => atMs <= last).sort((left, right) => left.atMs - right.atMs);
  }

  #drawSupervision(life: LifeBuilder, reportedAt: number, dueAt: number, dice: Dice): void {
    const isLate = life.steps.some(({ step, atMs }) => step === 'closed' && atMs > dueAt);
    if (!dice.chance(isLate ? LATE_SUPERVISED_SHARE : SUPERVISED_SHARE)) return;
    const from = isLate ? dueAt + dice.between(0.5, 6) * HOUR_MS : reportedAt + dice.between(1, 8) * HOUR_MS;
    life.aside(Math.floor(from), 'supervised');
    life.aside(Math.floor(Math.max(from, life.atMs) + HOUR_MS), 'unsupervised');
  }
}
