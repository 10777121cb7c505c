import { type DayNumber, dayOf, formatDateTime, MINUTE_MS, parseDay, parseTimeOfDay, startOfDay } from '../../shared/domain/time.ts';

/** How far back the axis goes. */
export const DAYS_BACK = 14;

/** `2026-11-23 10:05`. */
export function formatMomentText(atMs: number): string {
  return formatDateTime(atMs).slice(0, 16);
}

/** The day nearest before today that has this month and day. */
function dayOfMonthDay(monthDay: string, today: DayNumber): DayNumber | null {
  const year = Number(formatDateTime(startOfDay(today)).slice(0, 4));
  for (const candidate of [year, year - 1]) {
    const day = parseDay(`${candidate}-${monthDay}`);
    if (day !== null && day <= today) return day;
  }
  return null;
}

function dayOfText(text: string, today: DayNumber): DayNumber | null {
  if (/^\d{1,2}-\d{1,2}$/.test(text)) {
    const [month = '', day = ''] = text.split('-');
    return dayOfMonthDay(`${month.padStart(2, '0')}-${day.padStart(2, '0')}`, today);
  }
  return parseDay(text);
}

/**
 * The moment that somebody typed: `2026-11-23 10:05`, `11-23 10:05`, `10:05` (today, or yesterday if that is still to come); also with `：`, `/` and
 * `.` as many keyboards give them. Null when it is none, or not within the days that the axis goes back.
 */
export function parseMomentText(text: string, nowMs: number): number | null {
  const words = text.trim().replaceAll('：', ':').replaceAll(/[/.]/g, '-').split(/\s+/);
  const time = words.pop() ?? '';
  const minutes = parseTimeOfDay(/^\d:/.test(time) ? `0${time}` : time);
  if (minutes === null || words.length > 1) return null;
  const today = dayOf(nowMs);
  const [dayText] = words;
  const isLater = startOfDay(today) + minutes * MINUTE_MS > nowMs;
  const day = dayText === undefined ? today - (isLater ? 1 : 0) : dayOfText(dayText, today);
  if (day === null || day < today - DAYS_BACK) return null;
  const atMs = startOfDay(day) + minutes * MINUTE_MS;
  return atMs <= nowMs ? atMs : null;
}
