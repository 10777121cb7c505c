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

/** Grid profiles: the leader, and when each category was last collected; a round every few days brings some of them up to date. */
export function createProfiles({ city, roster, seed }: World): RowFamily<'grid_profile'> {
  const shares = Float64Array.from(DATA_CATEGORIES, (_, category) => shareOf(category, seed));

  const roundDaysOf = (grid: number): number =>
    LEAST_ROUND_DAYS + Math.floor(fraction(hash(seed, STREAM.profile, grid)) ** 1.5 * (LARGEST_ROUND_DAYS - LEAST_ROUND_DAYS));

  const momentOfRound = (grid: number, day: DayNumber): number => {
    const share = fraction(hash(seed, STREAM.profile, grid, day));
    return startOfDay(day) + Math.floor((FIRST_ROUND_MINUTE + share * (LAST_ROUND_MINUTE - FIRST_ROUND_MINUTE)) * MINUTE_MS);
  };

  const isRoundDay = (grid: number, day: DayNumber): boolean => (day + grid) % roundDaysOf(grid) === 0;

  const lastRoundDay = (grid: number, atMs: number): DayNumber => {
    const roundDays = roundDaysOf(grid);
    const today = dayOf(atMs);
    const day = today - ((today + grid) % roundDays);
    return day < today || momentOfRound(grid, day) <= atMs ? day : day - roundDays;
  };

  const collectedAt = (grid: number, atMs: number): Uint8Array => {
    const bytes = new Uint8Array(CATEGORY_COUNT * 4);
    const view = new DataView(bytes.buffer);
    const roundDays = roundDaysOf(grid);
    const lastDay = lastRoundDay(grid, atMs);
    for (let category = 0; category < CATEGORY_COUNT; category += 1) {
      const bits = hash(seed, STREAM.collection, grid, category);
      if (fraction(bits) < NEVER_SHARE) continue;
      const share = shares[category] ?? 0;
      let back = 0;
      while (back < ROUNDS_LOOKED_BACK && fraction(hash(bits, STREAM.collection, lastDay - back * roundDays)) >= share) back += 1;
      view.setUint32(category * 4, Math.floor(momentOfRound(grid, lastDay - back * roundDays) / MINUTE_MS), true);
    }
    return bytes;
  };

  const rowOf = (grid: number, atMs: number): GridProfileRow => {
    const leader = roster.leaderOfGrid(grid);
    const person = personOf(roster.person[leader] ?? 0);
    return {
      grid,
      street: city.grids.street[grid] ?? 0,
      leader_id: leader + 1,
      leader_name: person.name,
      leader_phone: person.phone,
      data_collected_at: collectedAt(grid, atMs),
      updated_at: momentOfRound(grid, lastRoundDay(grid, atMs)),
    };
  };

  return {
    table: 'grid_profile',
    countRows: () => city.grids.count,
    *rowsAt(atMs) {
      for (let grid = 0; grid < city.grids.count; grid += 1) yield rowOf(grid, atMs);
    },
    rowAt: (key, atMs) => rowOf(key, atMs),
    collectMoments: (fromMs, toMs, record) => {
      for (let day = dayOf(fromMs); day <= dayOf(toMs); day += 1) {
        for (let grid = 0; grid < city.grids.count; grid += 1) {
          if (!isRoundDay(grid, day)) continue;
          const atMs = momentOfRound(grid, day);
          if (fromMs < atMs && atMs <= toMs) record(atMs, grid);
        }
      }
    },
  };
}
