import type { SourcePosition } from '../../replication/change.ts';
import { formatLsn, parseLsn, type Lsn } from './lsn.ts';

/** Where a replica stands in a PostgreSQL. Everything committed before `lsn` is in it, nothing that was committed at or after it. */
export interface PostgresPosition {
  /** Tells clusters apart: the log of another one continues nothing. */
  readonly systemId: string;
  /** Counts the promotions of standbys: the same place of another timeline may be another history. */
  readonly timeline: number;
  readonly lsn: Lsn;
  /** Of the publication that the rows came through since their snapshot. */
  readonly publication: string;
  /**
   * Set while rows were applied without a column that upstream had lost or changed: what that column held meanwhile is not in the replica, so a
   * whole schema calls for a new snapshot.
   */
  readonly hasGaps: boolean;
}

const GAPS = '+gaps';
const POSITION_TEXT = /^(\d{1,20})\/(\d{1,10})\/([0-9A-F]+\/[0-9A-F]+)\/([0-9a-f]+)(\+gaps)?$/;

/** E.g. `7713017086457514695/1/0/1780AD0/3f2a9c01`: system identifier, timeline, LSN, fingerprint of the publication. */
export function formatPosition({ systemId, timeline, lsn, publication, hasGaps }: PostgresPosition): SourcePosition {
  return `${systemId}/${timeline}/${formatLsn(lsn)}/${publication}${hasGaps ? GAPS : ''}`;
}

/** Null when the text is not such a position: then nothing can be continued from it. */
export function parsePosition(position: SourcePosition): PostgresPosition | null {
  const [, systemId, timeline, lsnText = '', publication, gaps] = POSITION_TEXT.exec(position) ?? [];
  const lsn = parseLsn(lsnText);
  if (systemId === undefined || publication === undefined || lsn === null) return null;
  return { systemId, timeline: Number(timeline), lsn, publication, hasGaps: gaps !== undefined };
}
