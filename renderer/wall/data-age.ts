import type { ConnectionState } from '../../shared/contract/backend-client.ts';
import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { formatMoment } from '../lib/format.ts';
import { dataAsOfMs, isOld, type Standing, standingOf, standingText } from '../lib/replication-words.ts';
import type { Words } from '../lib/use-words.ts';

/** A backend tells its status every 5 s: one that missed three of them is not there, whatever the connection says. */
const SILENT_AFTER_MS = 15_000;

/** How the wall's data stands. A machine that slept, or a backend that hangs, is told by its silence. */
export function wallStanding(status: StatusSnapshot, connection: ConnectionState, nowMs: number): Standing {
  return nowMs - status.nowMs > SILENT_AFTER_MS ? 'noBackend' : standingOf(status, connection);
}

export interface DataAge {
  readonly standing: Standing;
  /** The moment up to which the figures hold everything. */
  readonly asOfMs: number;
}

/** What a wall must say of its figures' age; null while they are those of now. `toldAtMs` is when they were told. */
export function dataAge(status: StatusSnapshot, connection: ConnectionState, toldAtMs: number | null, nowMs: number): DataAge | null {
  const standing = wallStanding(status, connection, nowMs);
  if (!isOld(status, standing)) return null;
  return { standing, asOfMs: dataAsOfMs(status) ?? toldAtMs ?? status.nowMs };
}

/** 离线自 11-20 16:00 · 数据截至 11-20 16:00 · 3 天前. */
export function ageText(status: StatusSnapshot, { standing, asOfMs }: DataAge, nowMs: number, words: Words): string {
  const asOf = words.t('replication.asOf', { time: formatMoment(asOfMs, nowMs) });
  const age = words.t('replication.asOfAge', { age: words.age(nowMs - asOfMs) });
  return [standingText(status, standing, words), asOf, age].join(' · ');
}
