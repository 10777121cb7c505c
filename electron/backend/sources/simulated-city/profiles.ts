import { DATA_CATEGORIES } from '../../../../shared/domain/data-categories.ts';
import { MINUTE_MS, dayOf, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import type { GridProfileRow } from '../../../../shared/tables/grid-profile.table.ts';
import { personOf } from './people.ts';
import { STREAM, fraction, hash } from './random.ts';
import type { RowFamily } from './row-family.ts';
import type { World } from './world.ts';

const CATEGORY_COUNT = DATA_CATEGORIES.length;
/** Days between two rounds of collecting in a grid, by how diligent it is. */
const LEAST_ROUND_DAYS = 5;
const LARGEST_ROUND_DAYS = 45;
const NEVER_SHARE = 0.03;
/** Nobody knows when a category was collected that so many rounds left out; the last round that is looked at stands for it. */
const ROUNDS_LOOKED_BACK = 24;
const FIRST_ROUND_MINUTE = 8 * 60 + 30;
const LAST_ROUND_MINUTE = 17 * 60 + 30;

/** How likely a round brings a category up to date: people on the move nearly always, warehouses hardly ever. */
function shareOf(category: number, seed: number): number {
  return 0.06 + 0.85 * fraction(hash(seed, STREAM.collection, category, -1)) ** 1.4;
}

function roundDaysOf(grid: number, seed: number): number {
  const share = fraction(hash(seed, STREAM.profile, grid));
  return LEAST_ROUND_DAYS + Math.floor(share ** 1.5 * (LARGEST_ROUND_DAYS - LEAST_ROUND_DAYS));
}

/** Grid profiles: the leader, and when each category was last collected; a round every few days brings some of them up to date. */
export class Profiles implements RowFamily<'grid_profile'> {
  readonly table = 'grid_profile';
  readonly #world: World;
  readonly #shares: Float64Array;
  readonly #roundDays: Uint8Array;

  constructor(world: World) {
    this.#world = world;
    this.#shares = Float64Array.from(DATA_CATEGORIES, (_, category) => shareOf(category, world.seed));
    this.#roundDays = Uint8Array.from({ length: world.city.grids.count }, (_, grid) => roundDaysOf(grid, world.seed));
  }

  countRows(): number {
    return this.#world.city.grids.count;
  }

  *rowsAt(atMs: number): Generator<GridProfileRow> {
    for (let grid = 0; grid < this.#world.city.grids.count; grid += 1) yield this.rowAt(grid, atMs);
  }

  rowAt(grid: number, atMs: number): GridProfileRow {
    const { city, roster } = this.#world;
    const leader = roster.leaderOfGrid(grid);
    const person = personOf(roster.person[leader] ?? 0);
    const lastDay = this.#lastRoundDay(grid, atMs);
    return {
      grid,
      street: city.grids.street[grid] ?? 0,
      leader_id: leader + 1,
      leader_name: person.name,
      leader_phone: person.phone,
      data_collected_at: this.#collectedAt(grid, lastDay),
      updated_at: this.#momentOfRound(grid, lastDay),
    };
  }

  collectMoments(fromMs: number, toMs: number, record: (atMs: number, key: number) => void): void {
    for (let day = dayOf(fromMs); day <= dayOf(toMs); day += 1) {
      for (let grid = 0; grid < this.#world.city.grids.count; grid += 1) {
        if ((day + grid) % (this.#roundDays[grid] ?? LARGEST_ROUND_DAYS) !== 0) continue;
        const atMs = this.#momentOfRound(grid, day);
        if (fromMs < atMs && atMs <= toMs) record(atMs, grid);
      }
    }
  }

  #momentOfRound(grid: number, day: DayNumber): number {
    const share = fraction(hash(this.#world.seed, STREAM.profile, grid, day));
    return startOfDay(day) + Math.floor((FIRST_ROUND_MINUTE + share * (LAST_ROUND_MINUTE - FIRST_ROUND_MINUTE)) * MINUTE_MS);
  }

  #lastRoundDay(grid: number, atMs: number): DayNumber {
    const roundDays = this.#roundDays[grid] ?? LARGEST_ROUND_DAYS;
    const today = dayOf(atMs);
    const day = today - ((today + grid) % roundDays);
    return day < today || this.#momentOfRound(grid, day) <= atMs ? day : day - roundDays;
  }

  #collectedAt(grid: number, lastDay: DayNumber): Uint8Array {
    const { seed } = this.#world;
    const bytes = new Uint8Array(CATEGORY_COUNT * 4);
    const view = new DataView(bytes.buffer);
    const roundDays = this.#roundDays[grid] ?? LARGEST_ROUND_DAYS;
    for (let category = 0; category < CATEGORY_COUNT; category += 1) {
      const bits = hash(seed, STREAM.collection, grid, category);
      if (fraction(bits) < NEVER_SHARE) continue;
      const share = this.#shares[category] ?? 0;
      let day = lastDay;
      const longAgo = lastDay - ROUNDS_LOOKED_BACK * roundDays;
      while (day > longAgo && fraction(hash(bits, STREAM.collection, day)) >= share) day -= roundDays;
      view.setUint32(category * 4, Math.floor(this.#momentOfRound(grid, day) / MINUTE_MS), true);
    }
    return bytes;
  }
}
