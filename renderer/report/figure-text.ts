import type { AreaCounts } from '../../shared/domain/area-counts.ts';
import { coverageRate, dueCount, type RateRule, ratio } from '../../shared/domain/rates.ts';
import { formatPoints, formatRate } from '../lib/format.ts';
import type { ReportText } from './i18n/report-text.ts';

export function missingOf(counts: AreaCounts): number {
  return dueCount(counts, 'withDeferred') - counts.verified;
}

/** `87.4%`, or that there is no data. */
export function rateText(counts: AreaCounts, rule: RateRule, text: ReportText): string {
  const rate = coverageRate(counts, rule);
  return rate === null ? text('noData') : formatRate(rate);
}

/** Share of the due, `–` where nothing is due. */
export function shareText(count: number, counts: AreaCounts, text: ReportText): string {
  const share = ratio(count, dueCount(counts, 'withDeferred'));
  return share === null ? text('none') : formatRate(share);
}

/** Change of the coverage rate in percentage points, `+0.6`, `−1.8`; `–` where one of the two has no data. */
export function changeText(counts: AreaCounts, before: AreaCounts | null, text: ReportText): string {
  const rate = coverageRate(counts, 'withDeferred');
  const rateBefore = before === null ? null : coverageRate(before, 'withDeferred');
  if (rate === null || rateBefore === null) return text('none');
  const points = formatPoints(rate - rateBefore);
  if (points === '0.0') return points;
  return `${rate > rateBefore ? '+' : '−'}${points}`;
}

/** `0:41`, `1:05:12`. */
export function durationText(durationMs: number): string {
  const seconds = Math.round(durationMs / 1000);
  const pad = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** First 16 digits of a digest in groups of four, as it stands on paper. */
export function shortDigest(digest: string): string {
  return digest
    .slice(0, 16)
    .toUpperCase()
    .replaceAll(/(.{4})(?=.)/g, '$1 ');
}
