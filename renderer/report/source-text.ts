import type { DailyReport, Language, ReportSource, ReportStream } from '../../shared/contract/daily-report.ts';
import { formatDateTime, MINUTE_MS } from '../../shared/domain/time.ts';
import { formatCount } from '../lib/format.ts';
import { dataAsOfMs, standingText } from '../lib/replication-words.ts';
import { consoleWords, type ReportText } from './i18n/report-text.ts';

/** A source with nothing to say for so long has not fallen behind. */
const QUIET_MS = 5 * MINUTE_MS;

interface Stand extends Pick<DailyReport, 'asOfMs' | 'replicaAtMs'> {
  readonly source?: ReportSource | null;
}

/** Since when the source was away, if that was before the moment of the figures. */
function awaySinceMs({ asOfMs, source }: Stand): number | null {
  const sinceMs = source?.offlineSinceMs ?? null;
  return sinceMs !== null && sinceMs < asOfMs ? sinceMs : null;
}

/** Up to when the data was complete that something was taken from, where that is before its moment; null where it was up to it. */
export function staleSinceMs(stand: Stand): number | null {
  const away = awaySinceMs(stand);
  if (away !== null) return away;
  const { asOfMs, replicaAtMs, source } = stand;
  const knownToMs = (source?.stand === undefined ? null : dataAsOfMs(source.stand)) ?? replicaAtMs;
  return knownToMs !== null && knownToMs < asOfMs - QUIET_MS ? knownToMs : null;
}

/** That the replica had not caught up when something was taken from it; null when it had. */
export function sourceWarning(stand: Stand, text: ReportText): string | null {
  const sinceMs = staleSinceMs(stand);
  if (sinceMs === null) return null;
  const time = formatDateTime(sinceMs);
  if (stand.source && awaySinceMs(stand) !== null)
    return text('sourceAway', { state: text(`console:replication.lag.stateOf.${stand.source.standing}`), time });
  return text('replicaBehind', { time });
}

/** How the source stood, as the strip said it then; documents of earlier versions know less. */
function stoodText({ standing, offlineSinceMs, stand }: ReportSource, text: ReportText, language: Language): string {
  if (stand !== undefined) return standingText(stand, standing, consoleWords(language));
  const state = text(`console:replication.lag.stateOf.${standing}`);
  return offlineSinceMs === null ? state : text('notes.sourceSince', { state, time: formatDateTime(offlineSinceMs) });
}

/** How the source of all rows stood when the figures were taken, and what of it is in no figure. */
export function sourceNote(source: ReportSource, text: ReportText, language: Language): string {
  const { kind, areaCode, trouble, quarantinedRows } = source;
  const stood = stoodText(source, text, language);
  const state =
    trouble === null ? stood : text('notes.sourceTrouble', { state: stood, trouble: text(`console:replication.trouble.${trouble}.title`) });
  return text(quarantinedRows === 0 ? 'notes.source' : 'notes.sourceQuarantine', {
    kind: text(`console:replication.kind.${kind}`),
    area: areaCode,
    state,
    rows: formatCount(quarantinedRows),
  });
}

/** How a stream stood, in the strip's word, and when it changed last. */
export function streamNote({ source, changedAtMs, state }: ReportStream, text: ReportText): string {
  const name = text(`console:source.${source}`);
  const stood = state === undefined ? name : text('notes.streamStood', { source: name, state: text(`console:sourceState.${state}`) });
  return changedAtMs === null
    ? text('notes.freshnessNever', { source: stood })
    : text('notes.freshnessOf', { source: stood, time: formatDateTime(changedAtMs) });
}
