import type { ReplicaPhase, TableProgress } from '../../shared/contract/topics.ts';

type Loading = Extract<ReplicaPhase, { phase: 'loading' }>;

/** Before this share of the rows is here nobody can say how long the rest takes. */
const TELLS_FROM = 0.03;

/** The share of the rows that is here, 0…1, or null while nobody knows how many there are. */
export function loadedShare({ doneRows, expectedRows }: Loading): number | null {
  return expectedRows === 0 ? null : Math.min(1, doneRows / expectedRows);
}

/** The same of one table; 0 before anything is expected of it. */
export function tableShare({ doneRows, expectedRows }: TableProgress): number {
  return expectedRows === 0 ? 0 : Math.min(1, doneRows / expectedRows);
}

/** How long the rest of the rows takes at the pace so far, milliseconds; null while nobody knows. */
export function loadingLeftMs(phase: Loading, nowMs: number): number | null {
  const share = loadedShare(phase);
  const tookMs = nowMs - phase.startedAtMs;
  return share === null || share < TELLS_FROM || tookMs <= 0 ? null : (tookMs / share) * (1 - share);
}
