import type { BatchSummary, SourceFreshness, StatusSnapshot } from '../../shared/contract/topics.ts';
import { CodedError } from '../../shared/contract/errors.ts';
import { FRESHNESS_SOURCES, type FreshnessSource } from '../../shared/domain/sources.ts';
import { dayOf, MINUTE_MS } from '../../shared/domain/time.ts';
import type { BatchRow } from '../../shared/tables/batch.table.ts';
import type { Clock } from './clock.ts';
import { type ReadDb } from './db/database.ts';
import { sql } from './db/sql.ts';
import type { AppliedTransaction } from './replication/applied.ts';
import type { Arrival, ArrivedPart } from './replication/arrivals.ts';
import type { ReplicaCursor, readFreshness } from './replication/book.ts';
import type { ReplicationStatus } from './replication-state.ts';

/** A source proves itself alive every few seconds; one that was silent for so long is late, and later gone. */
const STALE_AFTER_MS = 30_000;
const OFFLINE_AFTER_MS = 5 * MINUTE_MS;
/** Positions come every few seconds as long as anybody is on duty: without them that stream is late, however alive its source is. */
const POSITIONS_QUIET_AFTER_MS = 2 * MINUTE_MS;

/** The replica, whatever holds it. */
export interface ReplicaView {
  readonly read: ReadDb;
  cursor(): ReplicaCursor | null;
  freshness(): Freshness;
  /** What there is while the cursor is null. */
  arrivals(): readonly Arrival[];
  readonly heartbeatAtMs: number | null;
}

type Freshness = ReturnType<typeof readFreshness>;

/** Whose rows a part of a first snapshot is. */
const SOURCE_OF: { readonly [Part in ArrivedPart]: FreshnessSource } = {
  alerts: 'alerts',
  workers: 'positions',
  workOrders: 'workOrders',
  coverage: 'screening',
};

/** What the status says of the rows themselves. */
interface ReplicaFacts {
  readonly cursor: ReplicaCursor | null;
  /** Since when there is something of a stream although the snapshot is not complete. */
  readonly arrivedAtMs: ReadonlyMap<FreshnessSource, number>;
  readonly freshness: Freshness;
  readonly hasPositions: boolean;
  readonly quarantinedRows: number;
  readonly batches: readonly BatchSummary[];
}

const NOTHING_KNOWN: ReplicaFacts = {
  cursor: null,
  arrivedAtMs: new Map(),
  freshness: { screening: null, alerts: null, workOrders: null, positions: null, visits: null, dataAges: null },
  hasPositions: false,
  quarantinedRows: 0,
  batches: [],
};

function stateOf(aliveAtMs: number | null, nowMs: number): SourceFreshness['state'] {
  if (aliveAtMs === null || nowMs - aliveAtMs > OFFLINE_AFTER_MS) return 'offline';
  return nowMs - aliveAtMs > STALE_AFTER_MS ? 'stale' : 'live';
}

function isQuiet(source: FreshnessSource, changedAtMs: number | null, { hasPositions }: ReplicaFacts, nowMs: number): boolean {
  return source === 'positions' && hasPositions && nowMs - (changedAtMs ?? 0) > POSITIONS_QUIET_AFTER_MS;
}

function latestOf(...moments: readonly (number | null | undefined)[]): number | null {
  const known = moments.filter((atMs) => atMs !== null && atMs !== undefined);
  return known.length === 0 ? null : Math.max(...known);
}

/** Freshness of each stream. A source that stands behind its own clock is as old as what it brought last. */
function sourcesOf(facts: ReplicaFacts, heartbeatAtMs: number | null, nowMs: number): SourceFreshness[] {
  return FRESHNESS_SOURCES.map((source) => {
    const arrivedAtMs = facts.arrivedAtMs.get(source) ?? null;
    const changedAtMs = facts.freshness[source] ?? arrivedAtMs;
    const aliveAtMs = latestOf(heartbeatAtMs, facts.cursor?.committedAtMs, arrivedAtMs);
    const state = stateOf(aliveAtMs, nowMs);
    return { source, changedAtMs, aliveAtMs, state: state === 'live' && isQuiet(source, changedAtMs, facts, nowMs) ? 'stale' : state };
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

function readFacts(replica: ReplicaView, quarantinedRows: number | null): ReplicaFacts {
  const { read } = replica;
  return {
    cursor: replica.cursor(),
    arrivedAtMs: new Map(replica.arrivals().map(({ part, asOfMs }) => [SOURCE_OF[part], asOfMs])),
    freshness: replica.freshness(),
    hasPositions: read.value(sql`SELECT 1 FROM position LIMIT 1`) !== undefined,
    quarantinedRows: quarantinedRows ?? read.value<number>(sql`SELECT COUNT(*) FROM quarantine`) ?? 0,
    batches: read.rows<BatchRow>(sql`SELECT * FROM batch ORDER BY due_at DESC, pushed_at DESC, id DESC`).map(toSummary),
  };
}

/** Everything that the status topic says; cheap enough for twice a second. */
export class StatusReader {
  readonly #replica: ReplicaView;
  readonly #clock: Clock;
  #facts = NOTHING_KNOWN;
  /** Counting them takes longer than all the rest. */
  #isQuarantineKnown = false;

  constructor(replica: ReplicaView, clock: Clock) {
    this.#replica = replica;
    this.#clock = clock;
  }

  /** Records were set aside, or are so no longer. */
  touch({ quarantineChanged }: Pick<AppliedTransaction, 'quarantineChanged'>): void {
    if (quarantineChanged) this.#isQuarantineKnown = false;
  }

  /** While the replica cannot be read, the status says what it held last. */
  read({ phase, source }: ReplicationStatus): Omit<StatusSnapshot, 'office'> {
    try {
      this.#facts = readFacts(this.#replica, this.#isQuarantineKnown ? this.#facts.quarantinedRows : null);
      this.#isQuarantineKnown = true;
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
    }
    const { cursor, quarantinedRows, batches } = this.#facts;
    const nowMs = this.#clock.now();
    const sources = sourcesOf(this.#facts, this.#replica.heartbeatAtMs, nowMs);
    return { nowMs, replica: phase, position: cursor?.position ?? '', source, sources, quarantinedRows, batches };
  }
}
