import { DAY_MS, MINUTE_MS, dayOf, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import { METERS_PER_LATITUDE_UNIT, METERS_PER_LONGITUDE_UNIT, distanceMeters, headingDegrees, type Point } from './geometry.ts';
import { indexBelow } from './places.ts';
import { Dice, STREAM, hash } from './random.ts';
import { isReachable, type VisitPlan } from './visit-plan.ts';
import type { World } from './world.ts';

/** Where a worker is at set moments of a civil day; in between, the worker stays, then walks. */
export interface WalkPlan {
  readonly day: DayNumber;
  /** Stops of a worker: firstOfWorker[worker] … firstOfWorker[worker + 1] − 1, in order of time. */
  readonly firstOfWorker: Uint32Array;
  /** Milliseconds after midnight. */
  readonly atMs: Float64Array;
  /** Interleaved longitude, latitude. */
  readonly points: Int32Array;
}

interface Stand extends Point {
  readonly heading: number;
}

interface Stop {
  readonly atMs: number;
  readonly point: Point;
}

const SLOT_MINUTES = 40;
const SLOT_MS = SLOT_MINUTES * MINUTE_MS;
const SLOTS_A_DAY = DAY_MS / SLOT_MS;
const WALKING_SPEED = 1.25;
/** Distances that nobody walks: by electric bike. */
const RIDE_FROM_METERS = 700;
const RIDING_SPEED = 4.5;
/** How far a handheld's fix lies off while its owner stands at a door. */
const FIX_NOISE_METERS = 5;
const OWN_GRID_SHARE = 0.55;
const OFFICE_SHARE = 0.12;

/** Fills a worker's day with stops between the check-ins: compounds, corners and the office of the own community. */
export class WalkPlanner {
  readonly #world: World;
  readonly #visitsOf: (day: DayNumber) => VisitPlan;
  readonly #dice = new Dice();

  constructor(world: World, visitsOf: (day: DayNumber) => VisitPlan) {
    this.#world = world;
    this.#visitsOf = visitsOf;
  }

  plan(day: DayNumber): WalkPlan {
    const { count } = this.#world.roster;
    const visits = this.#visitsOf(day);
    const firstOfWorker = new Uint32Array(count + 1);
    const times: number[] = [];
    const points: number[] = [];
    for (let worker = 0; worker < count; worker += 1) {
      for (const { atMs, point } of this.#stopsOf(worker, visits)) {
        times.push(atMs - startOfDay(day));
        points.push(point.longitude, point.latitude);
      }
      firstOfWorker[worker + 1] = times.length;
    }
    return { day, firstOfWorker, atMs: new Float64Array(times), points: new Int32Array(points) };
  }

  /** The day begins and ends at midnight at the base, so that a night shift goes on where it stood. */
  #stopsOf(worker: number, { day, visits, firstOfWorker }: VisitPlan): Stop[] {
    const base = this.basePoint(worker);
    const midnight = startOfDay(day);
    const fixed: Stop[] = [...visits.slice(firstOfWorker[worker], firstOfWorker[worker + 1]), { atMs: midnight + DAY_MS, point: base }];
    const stops: Stop[] = [{ atMs: midnight, point: base }];
    const slots = this.#slotsOnDuty(worker, day);
    let index = 0;
    for (const next of fixed) {
      for (; index < slots.length; index += 1) {
        const slot = slots[index] ?? 0;
        const atMs = this.#momentOf(worker, day, slot);
        if (atMs >= next.atMs) break;
        const filler = { atMs, point: this.#drawPoint(worker, day, slot) };
        const last = stops.at(-1);
        if (last !== undefined && isReachable(last, filler) && isReachable(filler, next)) stops.push(filler);
      }
      stops.push(next);
    }
    return stops;
  }

  /** Slots of the day whose moment lies in a shift, that of the night before included; a whole city's tracks are made of them in the first start. */
  #slotsOnDuty(worker: number, day: DayNumber): number[] {
    const { roster } = this.#world;
    const slots: number[] = [];
    for (const [fromMs, toMs] of [roster.shiftOf(worker, day - 1), roster.shiftOf(worker, day)]) {
      const first = Math.max(0, Math.floor((fromMs - startOfDay(day)) / SLOT_MS));
      const last = Math.min(SLOTS_A_DAY - 1, Math.floor((toMs - startOfDay(day)) / SLOT_MS));
      for (let slot = first; slot <= last; slot += 1) {
        const atMs = this.#momentOf(worker, day, slot);
        if (atMs >= fromMs && atMs < toMs) slots.push(slot);
      }
    }
    return slots;
  }

  basePoint(worker: number): Point {
    const { city, roster, places } = this.#world;
    const home = roster.grid[worker] ?? 0;
    const { firstGrid } = city.communities;
    const community = city.grids.community[home] ?? 0;
    // The community's office stands in its first grid; workers of a large community set out from their own grid instead.
    const isNear = (firstGrid[community + 1] ?? 0) - (firstGrid[community] ?? 0) < 20;
    return places.labelPoint(isNear ? (firstGrid[community] ?? home) : home);
  }

  #momentOf(worker: number, day: DayNumber, slot: number): number {
    const offset = hash(this.#world.seed, STREAM.walk, worker, day * SLOTS_A_DAY + slot) % SLOT_MS;
    return startOfDay(day) + slot * SLOT_MS + offset;
  }

  #drawPoint(worker: number, day: DayNumber, slot: number): Point {
    const { city, roster, places, seed } = this.#world;
    const dice = this.#dice.reset(hash(seed, STREAM.walk, -1 - worker, day * SLOTS_A_DAY + slot));
    if (dice.chance(OFFICE_SHARE)) return this.basePoint(worker);
    const home = roster.grid[worker] ?? 0;
    const community = city.grids.community[home] ?? 0;
    const from = city.communities.firstGrid[community] ?? home;
    const to = city.communities.firstGrid[community + 1] ?? home + 1;
    const grid = dice.chance(OWN_GRID_SHARE) ? home : places.gridAt(dice.unit(), from, to);
    const bits = dice.below(0x1_0000_0000);
    const compound = dice.chance(0.8) ? places.compoundOf(grid, bits) : -1;
    return compound < 0 ? places.pointInGrid(grid, bits) : places.pointInCompound(compound, bits);
  }
}

function pointAt(plan: WalkPlan, stop: number): Point {
  return { longitude: plan.points[stop * 2] ?? 0, latitude: plan.points[stop * 2 + 1] ?? 0 };
}

function standAt(point: Point, heading: number, bits: number): Stand {
  const east = ((bits & 0xff) / 127.5 - 1) * FIX_NOISE_METERS;
  const north = (((bits >>> 8) & 0xff) / 127.5 - 1) * FIX_NOISE_METERS;
  return {
    longitude: Math.round(point.longitude + east / METERS_PER_LONGITUDE_UNIT),
    latitude: Math.round(point.latitude + north / METERS_PER_LATITUDE_UNIT),
    heading: (heading + ((bits >>> 16) % 31) + 345) % 360,
  };
}

/** How long the way from a stop to the next takes. */
function walkMsFrom(plan: WalkPlan, stop: number): number {
  const [from, to] = [pointAt(plan, stop), pointAt(plan, stop + 1)];
  const meters = distanceMeters(from.longitude, from.latitude, to.longitude, to.latitude);
  const usualMs = (meters / (meters > RIDE_FROM_METERS ? RIDING_SPEED : WALKING_SPEED)) * 1000;
  return Math.min(usualMs, (plan.atMs[stop + 1] ?? DAY_MS) - (plan.atMs[stop] ?? 0));
}

/** Names where and when a worker set out and arrived during the day, in order of time. */
export function eachTurn(plan: WalkPlan, worker: number, visit: (atMs: number, point: Point) => void): void {
  const midnightMs = startOfDay(plan.day);
  const last = (plan.firstOfWorker[worker + 1] ?? 1) - 1;
  for (let stop = plan.firstOfWorker[worker] ?? 0; stop < last; stop += 1) {
    const arrivalMs = midnightMs + (plan.atMs[stop + 1] ?? DAY_MS);
    visit(arrivalMs - walkMsFrom(plan, stop), pointAt(plan, stop));
    visit(arrivalMs, pointAt(plan, stop + 1));
  }
}

/** Where a worker stands or walks at a moment; leaves a stop just in time for the next. */
export function whereIs(plan: WalkPlan, worker: number, atMs: number, seed: number): Stand {
  const sinceMidnight = atMs - startOfDay(dayOf(atMs));
  const stop = indexBelow(plan.atMs, sinceMidnight, plan.firstOfWorker[worker] ?? 0, (plan.firstOfWorker[worker + 1] ?? 1) - 1);
  const from = pointAt(plan, stop);
  const to = pointAt(plan, stop + 1);
  const arrival = plan.atMs[stop + 1] ?? DAY_MS;
  const walkMs = walkMsFrom(plan, stop);
  const share = walkMs > 0 ? 1 - (arrival - sinceMidnight) / walkMs : 0;
  const heading = from.longitude === to.longitude && from.latitude === to.latitude ? 0 : headingDegrees(from, to);
  const bits = hash(seed, STREAM.report, worker, Math.floor(atMs / 1000));
  if (share <= 0) return standAt(from, heading, bits);
  return {
    longitude: Math.round(from.longitude + (to.longitude - from.longitude) * share),
    latitude: Math.round(from.latitude + (to.latitude - from.latitude) * share),
    heading,
  };
}
