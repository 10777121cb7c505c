import type { DailyReport, ReportSource } from '../../shared/contract/daily-report.ts';
import { formatDateTime, MINUTE_MS } from '../../shared/domain/time.ts';
import { formatCount } from '../lib/format.ts';
import type { ReportText } from './i18n/report-text.ts';

/** A source with nothing to say for so long has not fallen behind. */
const QUIET_MS = 5 * MINUTE_MS;

interface Stand extends Pick<DailyReport, 'asOfMs' | 'replicaAtMs'> {
  readonly source?: ReportSource | null;
}

/** That the replica had not caught up when something was taken from it; null when it had. */
export function sourceWarning({ asOfMs, replicaAtMs, source }: Stand, text: ReportText): string | null {
  const awaySinceMs = source?.offlineSinceMs ?? null;
  if (source && awaySinceMs !== null && awaySinceMs < asOfMs) {
    const state = text(`console:replication.lag.stateOf.${source.standing}`);
    return text('sourceAway', { state, time: formatDateTime(awaySinceMs) });
  }
  return replicaAtMs !== null && replicaAtMs < asOfMs - QUIET_MS ? text('replicaBehind', { time: formatDateTime(replicaAtMs) }) : null;
}

/** How the source of all rows stood when the figures were taken, and what of it is in no figure. */
export function sourceNote({ kind, areaCode, standing, offlineSinceMs, trouble, quarantinedRows }: ReportSource, text: ReportText): string {
  const source = { kind: text(`console:replication.kind.${kind}`), area: areaCode };
  const state = text(`console:replication.lag.stateOf.${standing}`);
  const known = offlineSinceMs === null ? state : text('notes.sourceSince', { state, time: formatDateTime(offlineSinceMs) });
  const why =
    trouble === null ? known : text('notes.sourceTrouble', { state: known, trouble: text(`console:replication.trouble.${trouble}.title`) });
  return text(quarantinedRows === 0 ? 'notes.source' : 'notes.sourceQuarantine', {
    ...source,
    state: why,
    rows: formatCount(quarantinedRows),
  });
}
