import type { KeptHistory } from '../../electron/backend/history/history-file.ts';
import type { SampleState } from '../../shared/contract/replication-history.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';

const OUTAGE = { fromHoursAgo: 13, untilHoursAgo: 11.6 };
const REBUILD = { fromHoursAgo: 5, untilHoursAgo: 4.9 };
const OFF = { fromHoursAgo: 19, untilHoursAgo: 18.2 };
const USUAL_LAG_MS = 500;
/** Now and then a large transaction takes a while. */
const LARGE = { everyMinutes: 97, lagMs: 20_000 };

function isWithin(hoursAgo: number, { fromHoursAgo, untilHoursAgo }: typeof OUTAGE): boolean {
  return hoursAgo <= fromHoursAgo && hoursAgo > untilHoursAgo;
}

/** A day as it may be at an office, for the picture: an outage in the night, a rebuild in the morning, a while switched off. */
export function dayWithOutage(nowMs: number): KeptHistory {
  const firstMs = Math.ceil((nowMs - DAY_MS) / MINUTE_MS) * MINUTE_MS;
  const moments = Array.from({ length: DAY_MS / MINUTE_MS - 1 }, (_, minute) => firstMs + minute * MINUTE_MS);
  const samples = moments.flatMap((atMs, minute) => {
    const hoursAgo = (nowMs - atMs) / HOUR_MS;
    if (isWithin(hoursAgo, OFF)) return [];
    const isOut = isWithin(hoursAgo, OUTAGE);
    const state: SampleState = isOut ? 'offline' : isWithin(hoursAgo, REBUILD) ? 'rebuilding' : 'live';
    const lagMs = isOut ? (OUTAGE.fromHoursAgo - hoursAgo) * HOUR_MS : minute % LARGE.everyMinutes === 0 ? LARGE.lagMs : USUAL_LAG_MS;
    return [{ atMs, lagMs, rows: isOut ? 0 : 600, state }];
  });
  const ago = (hours: number): number => nowMs - hours * HOUR_MS;
  const details = { address: 'db1.example:5432', reason: 'ETIMEDOUT' };
  const outage = { code: 'source-unreachable', details, fromMs: ago(OUTAGE.fromHoursAgo), untilMs: ago(OUTAGE.untilHoursAgo) } as const;
  return { samples, incidents: [outage] };
}
