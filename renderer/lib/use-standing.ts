import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { type Standing, standingOf } from './replication-words.ts';
import { useServices } from './services.ts';
import { useRevision } from './use-live.ts';

/** The status and how the data stands by it, renewed as it changes; null before the first status. */
export function useStanding(): { readonly status: StatusSnapshot; readonly standing: Standing } | null {
  const { status } = useServices().live;
  useRevision(status);
  const connection = useConnectionStore((state) => state.connection);
  const { snapshot } = status;
  return snapshot === null ? null : { status: snapshot, standing: standingOf(snapshot, connection) };
}
