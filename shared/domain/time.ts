/**
 * Civil time of the city. China has kept UTC+8 without daylight saving since 1991, so civil days are plain arithmetic.
 * Times are milliseconds since the Unix epoch; a day number counts civil days since 1970-01-01 in Shanghai.
 */
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

export type DayNumber = number;

export function dayOf(timeMs: number): DayNumber {
  return Math.floor((timeMs + SHANGHAI_OFFSET_MS) / DAY_MS);
}

export function startOfDay(day: DayNumber): number {
  return day * DAY_MS - SHANGHAI_OFFSET_MS;
}

/** Minutes since civil midnight. */
export function minuteOfDay(timeMs: number): number {
  return Math.floor((timeMs - startOfDay(dayOf(timeMs))) / MINUTE_MS);
}

/** `2026-11-23` of a day number. */
export function formatDay(day: DayNumber): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Day number of `YYYY-MM-DD`, or null when the text is not a calendar day. */
export function parseDay(text: string): DayNumber | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const timeMs = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(timeMs)) return null;
  const day = Math.floor(timeMs / DAY_MS);
  return formatDay(day) === text ? day : null;
}

/** Minutes of `HH:MM` (00:00 … 24:00), or null. */
export function parseTimeOfDay(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return null;
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return Number(match[2]) < 60 && minutes <= 24 * 60 ? minutes : null;
}

export function formatTimeOfDay(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** `2026-11-23 18:00:00` in the city's civil time. */
export function formatDateTime(timeMs: number): string {
  return new Date(timeMs + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}
