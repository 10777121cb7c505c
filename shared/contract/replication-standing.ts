import type { SampleState } from './replication-history.ts';
import type { SourceStatus } from './source-status.ts';
import type { StatusSnapshot } from './topics.ts';

/** By what a screen says how the replication stands and how old its data is; kept with what is printed, so that paper says the same. */
export interface ReplicationStand extends Pick<StatusSnapshot, 'nowMs' | 'replica' | 'position'> {
  readonly source: Pick<SourceStatus, 'state' | 'offlineSinceMs' | 'lagMs' | 'backlogRows'>;
}

export function replicationStand({ nowMs, replica, position, source }: StatusSnapshot): ReplicationStand {
  const { state, offlineSinceMs, lagMs, backlogRows } = source;
  return { nowMs, replica, position, source: { state, offlineSinceMs, lagMs, backlogRows } };
}

/**
 * How the replication stands, in one word that strip, page, history and report share: `rebuilding` while rows of a snapshot come, `behind` while it
 * catches up or tries for the first time, `stopped` for a reason of this machine.
 */
export function replicationStanding({ replica, source }: Pick<StatusSnapshot, 'replica' | 'source'>): SampleState {
  if (replica.phase === 'failed') return replica.code === 'source-failed' ? 'offline' : 'stopped';
  if (source.state === 'offline' || source.state === 'stopped') return source.state;
  if (source.state === 'connecting') return source.offlineSinceMs === null ? 'behind' : 'offline';
  if (replica.phase === 'loading' || replica.phase === 'indexing') return 'rebuilding';
  return source.state === 'live' ? 'live' : 'behind';
}
