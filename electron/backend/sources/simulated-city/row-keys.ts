import { HOUR_MS, startOfDay, type DayNumber } from '../../../../shared/domain/time.ts';

/** 2020-01-01: the keys of the rows of a day stay below 2³¹ until 2049. */
export const FIRST_DAY = 18_262;
const KEYS_PER_DAY = 200_000;

/** Key of the n-th row (from 0) that belongs to a day; the same in every run. */
export function rowKey(day: DayNumber, ordinal: number): number {
  return (day - FIRST_DAY) * KEYS_PER_DAY + ordinal + 1;
}

export function dayOfKey(key: number): DayNumber {
  return FIRST_DAY + Math.floor((key - 1) / KEYS_PER_DAY);
}

export function ordinalOfKey(key: number): number {
  return (key - 1) % KEYS_PER_DAY;
}

/** Old rows leave between two and four in the morning, evenly, so that no transaction deletes a day at once. */
export function expiryOf(day: DayNumber, retentionDays: number, ordinal: number, count: number): number {
  return startOfDay(day + retentionDays + 1) + 2 * HOUR_MS + Math.floor((ordinal / count) * 2 * HOUR_MS);
}
