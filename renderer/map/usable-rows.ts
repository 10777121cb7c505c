import { type City, COORDINATE_SCALE } from '../../shared/city/city.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { DAY_MS } from '../../shared/domain/time.ts';
import { areaBounds, type Bounds } from './bounds.ts';

/** Degrees beyond the city's border at which a row may still lie: a sensor on the bank, a coarse position. */
const MARGIN_DEGREES = 0.02;
/** What is older was never recorded by any of these systems: a clock that was not set, or a field that was not filled. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);
/** Clocks of sensors and handhelds go ahead of the backend's by minutes, not by days. */
const MOST_AHEAD_MS = DAY_MS;

/** Rows that cannot be shown, by what is wrong with them. A row with both faults is counted once, for its position. */
export interface LeftOut {
  readonly position: number;
  readonly time: number;
}

/** Where a row of this city can be. */
export function usableBounds(city: City): Bounds {
  const bounds = areaBounds(city, WHOLE_CITY) ?? { west: 0, south: 0, east: 0, north: 0 };
  return {
    west: bounds.west - MARGIN_DEGREES,
    south: bounds.south - MARGIN_DEGREES,
    east: bounds.east + MARGIN_DEGREES,
    north: bounds.north + MARGIN_DEGREES,
  };
}

/** Columns of rows that stand somewhere, in 1e-7 degrees. */
export interface Places {
  readonly longitude: ArrayLike<number>;
  readonly latitude: ArrayLike<number>;
}

/** Tells rows that can be shown from those that only can be counted. Not a number is outside of everything. */
export class RowCheck {
  readonly #west: number;
  readonly #south: number;
  readonly #east: number;
  readonly #north: number;
  readonly #latestMs: number;
  #position = 0;
  #time = 0;

  constructor({ west, south, east, north }: Bounds, nowMs: number) {
    this.#west = west * COORDINATE_SCALE;
    this.#south = south * COORDINATE_SCALE;
    this.#east = east * COORDINATE_SCALE;
    this.#north = north * COORDINATE_SCALE;
    this.#latestMs = nowMs + MOST_AHEAD_MS;
  }

  get leftOut(): LeftOut {
    return { position: this.#position, time: this.#time };
  }

  /**
   * Whether a row can be shown; counts it where not. It is handed over by its number: three numbers that large are three objects for the collector,
   * for each of thousands of moving rows; so is a number that is read with a fallback beside it. A row that is missing lies nowhere.
   */
  passes({ longitude, latitude }: Places, timesMs: ArrayLike<number>, row: number): boolean {
    const east = longitude[row] as number;
    const north = latitude[row] as number;
    const isInside = east >= this.#west && east <= this.#east && north >= this.#south && north <= this.#north;
    const isInTime = this.isInTime(timesMs[row] as number);
    if (!isInside) this.#position++;
    else if (!isInTime) this.#time++;
    return isInside && isInTime;
  }

  /** Whether a clock that is set can have said this. */
  isInTime(timeMs: number): boolean {
    return timeMs >= EARLIEST_MS && timeMs <= this.#latestMs;
  }
}
