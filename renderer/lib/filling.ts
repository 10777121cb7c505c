import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import type { FreshnessSource } from '../../shared/domain/sources.ts';
import { useServices } from './services.ts';
import { useRevision } from './use-live.ts';

/** The replica holds no complete snapshot: what is on screen, if anything, is a part of one. */
export function isFilling({ position, replica }: Pick<StatusSnapshot, 'position' | 'replica'>): boolean {
  return position === '' && replica.phase !== 'live';
}

/** Whether there is anything of a stream: all of them once the replica is complete. */
export function hasArrived(status: StatusSnapshot, stream: FreshnessSource): boolean {
  return !isFilling(status) || status.sources.some(({ source, changedAtMs }) => source === stream && changedAtMs !== null);
}

/** Whether what is shown is a part, which nobody may print, export or draw conclusions from. */
export function useIsFilling(): boolean {
  const { status } = useServices().live;
  useRevision(status);
  return status.snapshot !== null && isFilling(status.snapshot);
}
