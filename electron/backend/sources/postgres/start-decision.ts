import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Lsn } from './lsn.ts';
import type { PostgresPosition } from './position.ts';
import type { SystemIdentity } from './replication-line.ts';
import type { SlotState } from './slot.ts';

/** Why the replica cannot be continued and is filled anew. */
export type SnapshotReason =
  | 'nothing-here'
  | 'other-system'
  | 'other-history'
  | 'log-behind'
  | 'slot-missing'
  | 'slot-lost'
  | 'slot-ahead'
  | 'publication-changed'
  | 'gaps'
  | 'far-behind';

export interface StartFacts {
  /** Where the replica stands, null when it holds nothing of a PostgreSQL. */
  readonly cursor: PostgresPosition | null;
  readonly system: SystemIdentity;
  readonly slot: SlotState | null;
  /** Of the publication as it is. */
  readonly publication: string;
  /** Everything that we replicate is there as a whole. */
  readonly isWhole: boolean;
  /** Where this server left the cursor's timeline, null when it was never on it. Only asked where the timelines differ. */
  readonly leftTimelineAt: Lsn | null;
  /** A station that is further behind is quicker with a fresh copy than with all of the log. */
  readonly mostBacklogBytes: number;
}

/** Null when the stream can go on from the cursor. */
export function whySnapshot(facts: StartFacts): SnapshotReason | null {
  const { cursor, system, slot, publication, isWhole, leftTimelineAt, mostBacklogBytes } = facts;
  if (cursor === null) return 'nothing-here';
  if (cursor.systemId !== system.systemId) return 'other-system';
  if (cursor.timeline !== system.timeline && (leftTimelineAt === null || cursor.lsn > leftTimelineAt)) return 'other-history';
  // A server that was put back to an earlier day, or a standby that had not heard all.
  if (cursor.lsn > system.writtenLsn) return 'log-behind';
  if (slot === null) return 'slot-missing';
  if (slot.isLost) return 'slot-lost';
  // What lies between is not sent any more.
  if (slot.confirmedLsn === null || slot.confirmedLsn > cursor.lsn) return 'slot-ahead';
  // While something is missing no snapshot can be had, and what is there goes on.
  if (!isWhole) return null;
  if (cursor.publication !== publication) return 'publication-changed';
  if (cursor.hasGaps) return 'gaps';
  return system.writtenLsn - cursor.lsn > mostBacklogBytes ? 'far-behind' : null;
}

/** What the screen says is wrong while the replica is filled anew; null for a first start, and where nothing is wrong. */
export function snapshotTrouble(reason: SnapshotReason, slot: string): SourceTrouble | null {
  switch (reason) {
    case 'nothing-here':
    case 'far-behind':
      return null;
    case 'other-system':
    case 'other-history':
    case 'log-behind':
      return { code: 'source-wrong-platform', details: { reason } };
    case 'slot-missing':
    case 'slot-lost':
    case 'slot-ahead':
      return { code: 'source-slot-lost', details: { reason, slot } };
    case 'publication-changed':
    case 'gaps':
      return { code: 'source-schema-changed', details: { change: reason, table: '', column: '', found: '' } };
  }
}
