import type { ReportAlertRow } from '../../../shared/contract/daily-report.ts';
import { ALERT_KINDS, ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import type { ReadDb } from '../db/database.ts';
import { sql, type Sql } from '../db/sql.ts';

interface AlertTally {
  readonly level: number;
  readonly kind: number;
  readonly raised: number;
  readonly open: number;
  readonly acknowledged: number;
  readonly acknowledgeMs: number;
}

export interface ReportAlerts {
  readonly byLevel: readonly ReportAlertRow[];
  readonly byKind: readonly ReportAlertRow[];
}

function alertRow(tallies: readonly AlertTally[]): ReportAlertRow {
  const sum = (of: (tally: AlertTally) => number) => tallies.reduce((total, tally) => total + of(tally), 0);
  const acknowledged = sum((tally) => tally.acknowledged);
  return {
    raised: sum((tally) => tally.raised),
    open: sum((tally) => tally.open),
    meanAcknowledgeMs: acknowledged > 0 ? Math.round(sum((tally) => tally.acknowledgeMs) / acknowledged) : null,
  };
}

/** Alerts raised in the 24 hours up to the moment, as they stood at it: still open, and how long until they were acknowledged. `inArea` picks the area's. */
export function alertsUpTo(read: ReadDb, asOfMs: number, inArea: Sql): ReportAlerts {
  const tallies = read.rows<AlertTally>(sql`SELECT level, kind, COUNT(*) AS raised,
      COUNT(*) FILTER (WHERE closed_at IS NULL OR closed_at > ${asOfMs}) AS open,
      COUNT(*) FILTER (WHERE acknowledged_at <= ${asOfMs}) AS acknowledged,
      COALESCE(SUM(acknowledged_at - raised_at) FILTER (WHERE acknowledged_at <= ${asOfMs}), 0) AS acknowledgeMs
    FROM alert WHERE raised_at > ${asOfMs - DAY_MS} AND raised_at <= ${asOfMs} AND ${inArea} GROUP BY level, kind`);
  return {
    byLevel: ALERT_LEVELS.map((_, level) => alertRow(tallies.filter((tally) => tally.level === level))),
    byKind: ALERT_KINDS.map((_, kind) => alertRow(tallies.filter((tally) => tally.kind === kind))),
  };
}

/** Alerts raised in each of the last `days` times 24 hours up to the moment, oldest first. */
export function alertsByDayUpTo(read: ReadDb, asOfMs: number, days: number, inArea: Sql): number[] {
  const counts = new Array<number>(days).fill(0);
  const rows = read.values(sql`SELECT CAST((${asOfMs} - raised_at) / ${DAY_MS} AS INTEGER) AS daysBefore, COUNT(*)
    FROM alert WHERE raised_at > ${asOfMs - days * DAY_MS} AND raised_at <= ${asOfMs} AND ${inArea} GROUP BY daysBefore`);
  for (const [daysBefore, count] of rows) counts[days - 1 - Number(daysBefore)] = Number(count);
  return counts;
}
