import { HOUR_MS, MINUTE_MS, formatDay, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';
import { Dice, STREAM, hash } from './random.ts';
import { FIRST_DAY } from './row-keys.ts';
import type { World } from './world.ts';

/** Where a list comes from: pushed from above by night or at noon, or canvassed (摸排) by the streets themselves at dawn. */
export type BatchKind = 'night' | 'canvass' | 'noon';

/** One list of people, planned: what is pushed when, and when the list is corrected. */
export interface BatchPlan {
  readonly id: number;
  readonly day: DayNumber;
  readonly code: string;
  readonly kind: BatchKind;
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
const CANVASS_AGENCY = '各街道摸排组';
const CANVASS_ORIGIN = '本市网格摸排';
const DUE_MINUTE = 18 * 60;
const NIGHT_SHARE = 0.66;
/** The lists of a day arrive over this long; one row after the other, as a platform delivers them. */
export const PUSH_DURATION_MS = 3 * MINUTE_MS;

/** A night list comes at most this long before its reporting day. */
export const EARLIEST_PUSH_MS = 31 * MINUTE_MS;

/** Batches of a reporting day in their order: the night's may come before midnight. */
const KINDS: readonly BatchKind[] = ['night', 'canvass', 'noon'];
export const BATCHES_A_DAY = KINDS.length;

export function batchId(day: DayNumber, ordinal: number): number {
  return (day - FIRST_DAY) * 10 + ordinal + 1;
}

export function batchOfId(id: number): { readonly day: DayNumber; readonly ordinal: number } {
  return { day: FIRST_DAY + Math.floor(id / 10), ordinal: (id % 10) - 1 };
}

function pushMinute(kind: BatchKind, isDemonstration: boolean, dice: Dice): number {
  if (isDemonstration) return -18;
  switch (kind) {
    case 'night':
      return dice.between(-30, 60);
    case 'canvass':
      return dice.between(5.7 * 60, 6.7 * 60);
    case 'noon':
      return dice.between(11 * 60, 12.5 * 60);
  }
}

/** People to canvass on a day: the campaign grows up to the demonstration's day and then holds. */
function canvassSize({ preset, demonstrationDay }: World, day: DayNumber): number {
  return preset.canvassPerDay * preset.canvassGrowth ** -Math.max(0, demonstrationDay - day);
}

function usualSize(world: World, kind: BatchKind, day: DayNumber): number {
  if (kind === 'canvass') return canvassSize(world, day);
  return world.preset.tasksPerDay * (kind === 'night' ? NIGHT_SHARE : 1 - NIGHT_SHARE);
}

function drawRevisions(midnight: number, kind: BatchKind, dice: Dice): number[] {
  const second = midnight + Math.floor((kind === 'noon' ? dice.between(14.2, 15) : dice.between(9.2, 10.4)) * HOUR_MS);
  const third = midnight + Math.floor(dice.between(15.2, 16.5) * HOUR_MS);
  return dice.chance(0.35) ? [second, third] : [second];
}

/** The batch of a day by its ordinal, in the order of KINDS. */
export function planBatch(world: World, day: DayNumber, ordinal: number): BatchPlan {
  const id = batchId(day, ordinal);
  const dice = new Dice().reset(hash(world.seed, STREAM.batch, id));
  const kind = KINDS[ordinal] ?? 'noon';
  const demonstrationSize = kind === 'night' && day === world.demonstrationDay ? world.preset.demonstrationBatchSize : null;
  const isDemonstration = demonstrationSize !== null;
  const midnight = startOfDay(day);
  const size = demonstrationSize ?? Math.round(usualSize(world, kind, day) * dice.between(0.88, 1.12));
  return {
    id,
    day,
    code: `${formatDay(day).slice(5).replace('-', '')}-${ordinal + 1}`,
    kind,
    pushedAt: midnight + Math.floor(pushMinute(kind, isDemonstration, dice) * MINUTE_MS),
    dueAt: midnight + DUE_MINUTE * MINUTE_MS,
    size,
    // The demonstration's list is complete from its first version on.
    lateCount: isDemonstration ? 0 : Math.floor(size * dice.between(0.005, 0.025)),
    revisedAt: drawRevisions(midnight, kind, dice),
    agency: kind === 'canvass' ? CANVASS_AGENCY : dice.pick(AGENCIES),
    originArea: kind === 'canvass' ? CANVASS_ORIGIN : dice.pick(ORIGIN_AREAS),
  };
}

/** People in all lists of a reporting day. */
export function listSizeOf(world: World, day: DayNumber): number {
  return KINDS.reduce((sum, _, ordinal) => sum + planBatch(world, day, ordinal).size, 0);
}
