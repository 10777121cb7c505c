import { ALERT_KINDS, ALERT_LEVELS, type AlertKind } from '../../../../shared/domain/alerts.ts';
import { PLACEMENTS } from '../../../../shared/domain/screening.ts';
import { MINUTE_MS, minuteOfDay, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import { ALERT_HABITS, INCIDENT_KINDS, type AlertHabit } from './alert-kinds.ts';
import { distanceMeters, type Point } from './geometry.ts';
import { Dice, STREAM, hash } from './random.ts';
import type { World } from './world.ts';

/** The whole life of one alert. */
export interface PlannedAlert {
  readonly raisedAt: number;
  /** Infinity when it was closed by itself or never looked at. */
  readonly acknowledgedAt: number;
  /** Infinity for what is forgotten. */
  readonly closedAt: number;
  readonly kind: number;
  readonly level: number;
  readonly placement: number;
  /** Where it truly is; what a record without placement does not tell. */
  readonly grid: number;
  readonly compound: number;
  readonly point: Point;
  /** Bits that address and device number are made of. */
  readonly bits: number;
}

export interface AlertPlan {
  readonly day: DayNumber;
  /** In order of raising. */
  readonly alerts: readonly PlannedAlert[];
}

/** Nothing happens to an alert after so many days. */
export const ALERT_LIFE_DAYS = 5;

const UNPLACED_SHARE = 0.003;
/** Minutes to the acknowledgement and to the closing of an alert of each level, in the middle. */
const ACKNOWLEDGE_MINUTES = [0.7, 2, 6.5, 14] as const;
const CLOSE_MINUTES = [260, 170, 110, 55] as const;
const NIGHT_SLOWNESS = 1.9;
const FORGOTTEN_SHARE = 0.012;
const CLOSED_BY_ITSELF_SHARE = 0.05;
const BLUE = ALERT_LEVELS.indexOf('blue');
const PUBLIC_TRIES = 6;

interface Draft {
  readonly kind: AlertKind;
  readonly level: number;
  readonly grid: number;
  readonly raisedAt: number;
}

/** Draws the alerts of civil days: each by the rhythm of its kind, some in bursts around one place. */
export class AlertPlanner {
  readonly #world: World;
  readonly #dice = new Dice();
  readonly #weights = ALERT_KINDS.map((kind) => ALERT_HABITS[kind].weight);

  constructor(world: World) {
    this.#world = world;
  }

  plan(day: DayNumber): AlertPlan {
    const { preset, seed } = this.#world;
    const dice = new Dice().reset(hash(seed, STREAM.alertDay, day));
    const count = Math.round(preset.alertsPerDay * dice.between(0.88, 1.12));
    const drafts: Draft[] = [];
    for (let number = 0; number < count; number += 1) drafts.push(this.#draftSingle(day, number));
    const incidents = Math.max(1, Math.round(preset.incidentsPerDay * dice.between(0.5, 1.5)));
    for (let number = 0; number < incidents; number += 1) drafts.push(...this.#draftIncident(day, number));
    drafts.sort((left, right) => left.raisedAt - right.raisedAt || left.grid - right.grid);
    return { day, alerts: drafts.map((draft, ordinal) => this.#complete(day, draft, ordinal)) };
  }

  #draftSingle(day: DayNumber, number: number): Draft {
    const dice = this.#dice.reset(hash(this.#world.seed, STREAM.alert, day, number));
    const kind = ALERT_KINDS[dice.weighted(this.#weights)] ?? ALERT_KINDS[0];
    const habit = ALERT_HABITS[kind];
    const raisedAt = startOfDay(day) + Math.floor(habit.rhythm.minuteOf(dice.unit()) * MINUTE_MS);
    return { kind, level: dice.weighted(habit.levelWeights), grid: this.#drawGrid(habit, dice), raisedAt };
  }

  #drawGrid({ inPublic }: AlertHabit, dice: Dice): number {
    const { city, places } = this.#world;
    let grid = places.gridAt(dice.unit(), 0, city.grids.count);
    for (let attempt = 0; inPublic && attempt < PUBLIC_TRIES && city.grids.isDedicated[grid] !== 1; attempt += 1) {
      grid = places.gridAt(dice.unit(), 0, city.grids.count);
    }
    return grid;
  }

  /** Ten to forty alerts of one kind within an hour or so, around one place, most of them soon after the first. */
  #draftIncident(day: DayNumber, number: number): Draft[] {
    const { city, places, seed } = this.#world;
    const dice = this.#dice.reset(hash(seed, STREAM.incident, day, number));
    const kind = dice.pick(INCIDENT_KINDS);
    const centre = places.gridAt(dice.unit(), 0, city.grids.count);
    const beganAt = startOfDay(day) + Math.floor(ALERT_HABITS[kind].rhythm.minuteOf(dice.between(0.02, 0.97)) * MINUTE_MS);
    const nearby = this.#gridsAround(centre);
    const isGrave = dice.chance(0.12);
    return Array.from({ length: 10 + dice.below(31) }, (_, index) => ({
      kind,
      level: index === 0 ? (isGrave ? 0 : 1) : Math.max(dice.weighted(ALERT_HABITS[kind].levelWeights), isGrave ? 1 : 2),
      grid: index === 0 ? centre : (nearby[Math.floor(nearby.length * dice.unit() ** 2)] ?? centre),
      raisedAt: Math.min(startOfDay(day + 1) - 1, beganAt + (index === 0 ? 0 : Math.floor(-Math.log(1 - dice.unit()) * 14 * MINUTE_MS))),
    }));
  }

  /** The nearest grids, the centre first. */
  #gridsAround(centre: number): number[] {
    const { count, labelPoint, areaSquareMeters } = this.#world.city.grids;
    const at = (grid: number): readonly [number, number] => [labelPoint[grid * 2] ?? 0, labelPoint[grid * 2 + 1] ?? 0];
    const radiusMeters = 2.2 * Math.sqrt(Math.max(20_000, areaSquareMeters[centre] ?? 0));
    const near: { readonly grid: number; readonly meters: number }[] = [];
    for (let grid = 0; grid < count; grid += 1) {
      const meters = distanceMeters(...at(centre), ...at(grid));
      if (meters < radiusMeters) near.push({ grid, meters });
    }
    return near.sort((left, right) => left.meters - right.meters).map(({ grid }) => grid);
  }

  #complete(day: DayNumber, draft: Draft, ordinal: number): PlannedAlert {
    const { places, seed } = this.#world;
    const dice = this.#dice.reset(hash(seed, STREAM.alert, day, -1 - ordinal));
    const { kind, level, grid, raisedAt } = draft;
    const habit = ALERT_HABITS[kind];
    const compound = habit.inPublic || dice.chance(0.08) ? -1 : places.compoundOf(grid, dice.below(0x1_0000_0000));
    const bits = dice.below(0x1_0000_0000);
    const share = dice.unit();
    const placement = share >= UNPLACED_SHARE ? 'placed' : share < UNPLACED_SHARE / 3 ? 'ambiguous' : 'none';
    const life = this.#drawLife(level, raisedAt, dice);
    const point = compound < 0 ? places.pointInGrid(grid, bits) : places.pointInCompound(compound, bits);
    return {
      raisedAt,
      ...life,
      kind: ALERT_KINDS.indexOf(kind),
      level,
      placement: PLACEMENTS.indexOf(placement),
      grid,
      compound,
      point,
      bits,
    };
  }

  #drawLife(level: number, raisedAt: number, dice: Dice): Pick<PlannedAlert, 'acknowledgedAt' | 'closedAt'> {
    const minute = minuteOfDay(raisedAt);
    const slowness = level >= 2 && (minute < 7 * 60 || minute > 22 * 60) ? NIGHT_SLOWNESS : 1;
    const after = (minutes: number | undefined, spread: number): number =>
      Math.ceil((minutes ?? 1) * slowness * Math.exp(spread * dice.normal()) * MINUTE_MS);
    const acknowledged = raisedAt + after(ACKNOWLEDGE_MINUTES[level], 0.7);
    const closed = acknowledged + after(CLOSE_MINUTES[level], 0.9);
    const last = raisedAt + ALERT_LIFE_DAYS * 24 * 60 * MINUTE_MS - 2 * MINUTE_MS;
    const fate = dice.unit();
    // A visitor who leaves, a door that falls shut: closed although nobody had looked at it.
    if (level === BLUE && fate < CLOSED_BY_ITSELF_SHARE) return { acknowledgedAt: Infinity, closedAt: closed };
    const isForgotten = level === BLUE && fate > 1 - FORGOTTEN_SHARE;
    return { acknowledgedAt: Math.min(acknowledged, last - MINUTE_MS), closedAt: isForgotten ? Infinity : Math.min(closed, last) };
  }
}
