import type { Language } from '../../shared/contract/daily-report.ts';
import { DAY_MS, formatDateTime, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';

const TIME_ZONE = 'Asia/Shanghai';

/** `9,642`. */
export function formatCount(value: number): string {
  return COUNT_FORMAT.format(value);
}
const COUNT_FORMAT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** `87.4%` of 0.874. Rounded down at the end of the scale: 100% is only said of all. */
export function formatRate(rate: number): string {
  const perMille = rate < 1 ? Math.min(Math.round(rate * 1000), 999) : Math.round(rate * 1000);
  return `${(perMille / 10).toFixed(1)}%`;
}

/** `2.1` of 0.021: the distance between two rates in percentage points, without a sign. */
export function formatPoints(difference: number): string {
  return (Math.abs(difference) * 100).toFixed(1);
}

/** `2026年11月23日 星期一`, `Monday, 23 November 2026`. */
export function formatLongDate(timeMs: number, language: Language): string {
  return (language === 'en' ? LONG_DATE_EN : LONG_DATE_ZH).format(timeMs).replace(/日(星期)/, '日 $1');
}
const LONG_DATE_EN = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const LONG_DATE_ZH = new Intl.DateTimeFormat('zh-CN', {
  timeZone: TIME_ZONE,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

/** `17:58:24`. */
export function formatClock(timeMs: number): string {
  return CLOCK_FORMAT.format(timeMs);
}
const CLOCK_FORMAT = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
});

/** `17:58`. */
export function formatMinute(timeMs: number): string {
  return MINUTE_FORMAT.format(timeMs);
}
const MINUTE_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, hour: '2-digit', minute: '2-digit', hour12: false });

/** `11-23`. */
export function formatMonthDay(timeMs: number): string {
  const parts = new Map(MONTH_DAY_FORMAT.formatToParts(timeMs).map((part) => [part.type, part.value]));
  return `${parts.get('month') ?? ''}-${parts.get('day') ?? ''}`;
}
const MONTH_DAY_FORMAT = new Intl.DateTimeFormat('en-GB', { timeZone: TIME_ZONE, month: '2-digit', day: '2-digit' });

/** `11-23 17:58`, or only the time on the day of `nowMs`. */
export function formatMoment(timeMs: number, nowMs: number): string {
  const isToday = formatMonthDay(timeMs) === formatMonthDay(nowMs) && Math.abs(nowMs - timeMs) < DAY_MS;
  return isToday ? formatMinute(timeMs) : `${formatMonthDay(timeMs)} ${formatMinute(timeMs)}`;
}

/** A span in the two units that matter: what a reader says aloud. The catalogue has a sentence for each `unit`. */
export interface Span {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days';
  readonly major: number;
  readonly minor: number;
}

export function spanOf(durationMs: number): Span {
  const duration = Math.max(0, durationMs);
  if (duration < MINUTE_MS) return { unit: 'seconds', major: Math.floor(duration / 1000), minor: 0 };
  if (duration < HOUR_MS) return { unit: 'minutes', major: Math.floor(duration / MINUTE_MS), minor: 0 };
  if (duration < DAY_MS) {
    return { unit: 'hours', major: Math.floor(duration / HOUR_MS), minor: Math.floor((duration % HOUR_MS) / MINUTE_MS) };
  }
  return { unit: 'days', major: Math.floor(duration / DAY_MS), minor: Math.floor((duration % DAY_MS) / HOUR_MS) };
}

/** `2026-11-23 10:05` in the city's civil time. */
export function formatDateMinute(timeMs: number): string {
  return formatDateTime(timeMs).slice(0, 16);
}

const BYTE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `591 MB`, `4.2 GB`: three digits that matter, in steps of 1,024. */
export function formatBytes(bytes: number): string {
  const step = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)));
  const value = bytes / 1024 ** step;
  return `${value.toFixed(step === 0 || value >= 100 ? 0 : 1)} ${BYTE_UNITS[step] ?? ''}`;
}
