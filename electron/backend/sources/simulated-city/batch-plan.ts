import { HOUR_MS, MINUTE_MS, formatDay, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import { Dice, STREAM, hash } from './random.ts';
import { FIRST_DAY } from './row-keys.ts';
import type { World } from './world.ts';

/** One list of people, planned: what is pushed when, and when the list is corrected. */
export interface BatchPlan {
  readonly id: number;
  readonly day: DayNumber;
  readonly code: string;
  readonly isNight: boolean;
  readonly pushedAt: number;
  readonly dueAt: number;
  /** People in the list; the last `lateCount` of them come with the second version. */
  readonly size: number;
  readonly lateCount: number;
  /** When versions 2, 3 … of the list come. */
  readonly revisedAt: readonly number[];
  readonly agency: string;
  readonly originArea: string;
}

const AGENCIES = [
  '市大数据专班',
  '省大数据专班',
  '市公安局',
  '市卫生健康委',
  '市交通运输局',
  '铁路南京站联防组',
  '禄口机场联防组',
] as const;
/** Places that do not exist, so that no real place is blamed for anything. */
const ORIGIN_AREAS = [
  '沧宁市北湾区',
  '岭州市河西镇',
  '瑶川市老城片区',
  '云陵市东站片区',
  '汉滨州市江汀区',
  '朔平州市铁西片区',
  '琅口市港务片区',
  '栖川市大学城片区',
  '绥岭市口岸片区',
  '临淞市渡口镇',
  '雁州市高新片区',
  '泽南市批发市场片区',
] as const;
const DUE_MINUTE = 18 * 60;
const NIGHT_SHARE = 0.66;
/** The lists of a day arrive over this long; one row after the other, as a platform delivers them. */
export const PUSH_DURATION_MS = 3 * MINUTE_MS;

/** A night list comes at most this long before its reporting day. */
export const EARLIEST_PUSH_MS = 31 * MINUTE_MS;

/** Batches of a reporting day: 1 by night (it may come before midnight), 2 at noon. */
export const BATCHES_A_DAY = 2;

export function batchId(day: DayNumber, ordinal: number): number {
  return (day - FIRST_DAY) * 10 + ordinal + 1;
}

export function batchOfId(id: number): { readonly day: DayNumber; readonly ordinal: number } {
  return { day: FIRST_DAY + Math.floor(id / 10), ordinal: (id % 10) - 1 };
}

function pushMinute(isNight: boolean, isDemonstration: boolean, dice: Dice): number {
  if (isDemonstration) return -18;
  return isNight ? dice.between(-30, 60) : dice.between(11 * 60, 12.5 * 60);
}

function drawSize(world: World, isNight: boolean, isDemonstration: boolean, dice: Dice): number {
  const share = isNight ? NIGHT_SHARE : 1 - NIGHT_SHARE;
  const usual = Math.round(world.preset.tasksPerDay * share * dice.between(0.88, 1.12));
  return isDemonstration ? (world.preset.demonstrationBatchSize ?? usual) : usual;
}

function drawRevisions(midnight: number, isNight: boolean, dice: Dice): number[] {
  const second = midnight + Math.floor((isNight ? dice.between(9.2, 10.4) : dice.between(14.2, 15)) * HOUR_MS);
  const third = midnight + Math.floor(dice.between(15.2, 16.5) * HOUR_MS);
  return dice.chance(0.35) ? [second, third] : [second];
}

/** The batch of a day by its ordinal, 0 the night's, 1 noon's. */
export function planBatch(world: World, day: DayNumber, ordinal: number): BatchPlan {
  const id = batchId(day, ordinal);
  const dice = new Dice().reset(hash(world.seed, STREAM.batch, id));
  const isNight = ordinal === 0;
  const isDemonstration = isNight && day === world.demonstrationDay && world.preset.demonstrationBatchSize !== null;
  const midnight = startOfDay(day);
  const size = drawSize(world, isNight, isDemonstration, dice);
  return {
    id,
    day,
    code: `${formatDay(day).slice(5).replace('-', '')}-${ordinal + 1}`,
    isNight,
    pushedAt: midnight + Math.floor(pushMinute(isNight, isDemonstration, dice) * MINUTE_MS),
    dueAt: midnight + DUE_MINUTE * MINUTE_MS,
    size,
    // The demonstration's list is complete from its first version on.
    lateCount: isDemonstration ? 0 : Math.floor(size * dice.between(0.005, 0.025)),
    revisedAt: drawRevisions(midnight, isNight, dice),
    agency: dice.pick(AGENCIES),
    originArea: dice.pick(ORIGIN_AREAS),
  };
}

/** People in all lists of a reporting day. */
export function listSizeOf(world: World, day: DayNumber): number {
  return planBatch(world, day, 0).size + planBatch(world, day, 1).size;
}
