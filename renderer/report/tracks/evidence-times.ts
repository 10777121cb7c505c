import { dayOf, type DayNumber } from '../../../shared/domain/time.ts';
import { formatClock } from '../../lib/format.ts';
import type { ReportText } from '../i18n/report-text.ts';

/** `14:02:10`; of a night's shift `次日 01:20:05`. */
export function clockText(timeMs: number, day: DayNumber, text: ReportText): string {
  const time = formatClock(timeMs);
  return dayOf(timeMs) === day ? time : text('tracks.nextDay', { time });
}

/** `0:18:20`: hours, minutes, seconds, so that arrival and length add up to departure. */
export function lengthText({ fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number }): string {
  const seconds = Math.round(untilMs / 1000) - Math.round(fromMs / 1000);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`;
}
