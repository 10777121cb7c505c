import type { BatchSummary, ReplicaPhase, SourceFreshness, StatusSnapshot } from '../../shared/contract/topics.ts';
import { FRESHNESS_SOURCES, type FreshnessSource } from '../../shared/domain/sources.ts';
import { dayOf, MINUTE_MS } from '../../shared/domain/time.ts';
import type { BatchRow } from '../../shared/tables/batch.table.ts';
import type { Clock } from './clock.ts';
import { type ReadDb } from './db/database.ts';
import { sql } from './db/sql.ts';
import type { Replica } from './replication/replica.ts';

/** A source proves itself alive every few seconds; one that was silent for so long is late, and later gone. */
const STALE_AFTER_MS = 30_000;
const OFFLINE_AFTER_MS = 5 * MINUTE_MS;
/** Positions come every few seconds as long as anybody is on duty: without them that stream is late, however alive its source is. */
const POSITIONS_QUIET_AFTER_MS = 2 * MINUTE_MS;

function stateOf(aliveAtMs: number | null, nowMs: number): SourceFreshness['state'] {
  if (aliveAtMs === null || nowMs - aliveAtMs > OFFLINE_AFTER_MS) return 'offline';
  return nowMs - aliveAtMs > STALE_AFTER_MS ? 'stale' : 'live';
}

function isQuiet(db: ReadDb, source: FreshnessSource, changedAtMs: number | null, nowMs: number): boolean {
  if (source !== 'positions' || nowMs - (changedAtMs ?? 0) <= POSITIONS_QUIET_AFTER_MS) return false;
  return db.value(sql`SELECT 1 FROM position LIMIT 1`) !== undefined;
}

/** Freshness of each stream. A source that stands behind its own clock is as old as what it brought last. */
function readSources(replica: Replica, nowMs: number): SourceFreshness[] {
  const changedAt = replica.freshness();
  const committedAtMs = replica.cursor()?.committedAtMs ?? null;
  const provenAtMs = [replica.heartbeatAtMs, committedAtMs].filter((atMs) => atMs !== null);
  const aliveAtMs = provenAtMs.length === 0 ? null : Math.max(...provenAtMs);
  return FRESHNESS_SOURCES.map((source) => {
    const changedAtMs = changedAt[source];
    const state = stateOf(aliveAtMs, nowMs);
    return {
      source,
      changedAtMs,
      aliveAtMs,
      state: state === 'live' && isQuiet(replica.read, source, changedAtMs, nowMs) ? 'stale' : state,
    };
  });
}

function toSummary(batch: BatchRow): BatchSummary {
  return {
    id: batch.id,
    code: batch.code,
    pushedAtMs: batch.pushed_at,
    dueAtMs: batch.due_at,
    day: dayOf(batch.due_at),
    agency: batch.agency,
    originArea: batch.origin_area,
    listVersion: batch.list_version,
  };
}

/** Everything that the status topic says; cheap enough for twice a second. */
export function readStatus(replica: Replica, phase: ReplicaPhase, clock: Clock): StatusSnapshot {
  const nowMs = clock.now();
  const { read } = replica;
  return {
    nowMs,
    replica: phase,
    position: replica.cursor()?.position ?? '',
    sources: readSources(replica, nowMs),
    quarantinedRows: read.value<number>(sql`SELECT COUNT(*) FROM quarantine`) ?? 0,
    batches: read.rows<BatchRow>(sql`SELECT * FROM batch ORDER BY due_at DESC, pushed_at DESC, id DESC`).map(toSummary),
  };
}
