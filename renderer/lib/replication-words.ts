import type { ConnectionState } from '../../shared/contract/backend-client.ts';
import type { SampleState } from '../../shared/contract/replication-history.ts';
import { type ReplicationStand, replicationStanding } from '../../shared/contract/replication-standing.ts';
import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { isFilling } from './filling.ts';
import { formatMoment } from './format.ts';
import { loadedShare, loadingLeftMs } from './rebuild-progress.ts';
import type { Words } from './use-words.ts';

/** How the data on screen stands: as the replication does, or cut off from the backend. */
export type Standing = SampleState | 'noBackend';

/** Data that is further behind is marked as old wherever it is shown. */
const OLD_AFTER_MS = 5 * MINUTE_MS;

export function standingOf(status: StatusSnapshot, connection: ConnectionState): Standing {
  return connection === 'connected' ? replicationStanding(status) : 'noBackend';
}

/** The moment up to which the replica holds everything; null while it is empty or nobody knows. */
export function dataAsOfMs({ position, nowMs, source }: ReplicationStand): number | null {
  if (position === '') return null;
  const known = [source.offlineSinceMs, source.lagMs === null ? null : nowMs - source.lagMs].filter((moment) => moment !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Whether what is on screen must bear a mark of its age. */
export function isOld(status: StatusSnapshot, standing: Standing): boolean {
  if (standing === 'offline' || standing === 'stopped' || standing === 'noBackend') return true;
  return standing !== 'live' && (status.source.lagMs ?? 0) > OLD_AFTER_MS;
}

/** `5 秒`, `14 分`: how far behind, in its larger unit. */
function behindText({ source }: ReplicationStand, { t, age, count }: Words): string {
  if (source.lagMs === null)
    return t(source.state === 'connecting' ? 'replication.standing.connecting' : 'replication.standing.catchingUp');
  const lag = age(source.lagMs);
  const rows = source.backlogRows;
  return rows === null || rows === 0
    ? t('replication.standing.behind', { lag })
    : t('replication.standing.behindRows', { lag, rows: count(rows) });
}

/** Of rows that take the place of others, or are the first. */
function rebuildingText(status: ReplicationStand, { t, age }: Words): string {
  const { replica, nowMs } = status;
  const isFirst = isFilling(status);
  if (replica.phase !== 'loading') return t(isFirst ? 'replication.standing.fillingIndexing' : 'replication.standing.indexing');
  const share = loadedShare(replica);
  if (share === null) return t(isFirst ? 'replication.standing.fillingStarts' : 'replication.standing.rebuildingStarts');
  const percent = Math.floor(share * 100);
  const leftMs = loadingLeftMs(replica, nowMs);
  if (leftMs === null) return t(isFirst ? 'replication.standing.filling' : 'replication.standing.rebuilding', { percent });
  return t(isFirst ? 'replication.standing.fillingLeft' : 'replication.standing.rebuildingLeft', { percent, left: age(leftMs) });
}

/** 实时 · 滞后 12 秒 · 1,204 行 · 离线自 14:05 · 重建 43% · 余 2 分. */
export function standingText(stand: ReplicationStand, standing: Standing, words: Words): string {
  const since = formatMoment(stand.source.offlineSinceMs ?? stand.nowMs, stand.nowMs);
  switch (standing) {
    case 'live':
    case 'noBackend':
      return words.t(`replication.standing.${standing}`);
    case 'offline':
    case 'stopped':
      return words.t(`replication.standing.${standing}`, { time: since });
    case 'rebuilding':
      return rebuildingText(stand, words);
    case 'behind':
      return behindText(stand, words);
  }
}

/** What keeps the data from coming, in a few words; null when nothing does. */
export function troubleTitle({ replica, source }: StatusSnapshot, { t }: Words): string | null {
  if (source.trouble !== null) return t(`replication.trouble.${source.trouble.code}.title`);
  return replica.phase === 'failed' ? t(`replication.trouble.${replica.code}.title`) : null;
}

/** When it is tried again: `15 秒后重试`. */
export function retryText({ source: { retryAtMs } }: StatusSnapshot, nowMs: number, { t }: Words): string {
  const seconds = retryAtMs === null ? 0 : Math.max(0, Math.ceil((retryAtMs - nowMs) / 1000));
  return seconds === 0 ? t('replication.banner.retrying') : t('replication.banner.retry', { seconds });
}
