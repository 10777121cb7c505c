import { dayOf, HOUR_MS } from '../../../../../shared/domain/time.ts';
import type { BackupName } from './backup-name.ts';

const LATEST_KEPT = 12;
const HOURS_KEPT = 24;
const DAYS_KEPT = 14;

/** The newest of each span of time, of those that began within the last `spans` of them. */
function newestOfEach(newestFirst: readonly BackupName[], spanOf: (atMs: number) => number, nowMs: number, spans: number): BackupName[] {
  const kept = new Map<number, BackupName>();
  for (const backup of newestFirst) {
    const span = spanOf(backup.atMs);
    const age = spanOf(nowMs) - span;
    if (age >= 0 && age < spans && !kept.has(span)) kept.set(span, backup);
  }
  return [...kept.values()];
}

/** Which copies stay: the last twelve, the last of each hour for a day, the last of each civil day for two weeks. */
export function keptBackups(backups: readonly BackupName[], nowMs: number): ReadonlySet<BackupName> {
  const newestFirst = [...backups].sort((one, other) => other.sequence - one.sequence);
  return new Set([
    ...newestFirst.slice(0, LATEST_KEPT),
    ...newestOfEach(newestFirst, (atMs) => Math.floor(atMs / HOUR_MS), nowMs, HOURS_KEPT),
    ...newestOfEach(newestFirst, dayOf, nowMs, DAYS_KEPT),
  ]);
}
