import { arch, platform, release } from 'node:os';
import { strToU8, zipSync } from 'fflate';
import { CONTRACT_VERSION } from '../../../shared/contract/contract-version.ts';
import type { ReplicaStorage, ReplicationHistory } from '../../../shared/contract/replication-history.ts';
import { SAMPLE_STATES } from '../../../shared/contract/replication-history.ts';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { formatDateTime } from '../../../shared/domain/time.ts';
import type { ReadDb } from '../db/database.ts';
import { DatabaseError } from '../db/database-error.ts';
import { sql } from '../db/sql.ts';
import { logTail } from './log-tail.ts';

export interface DiagnosticsSources {
  readonly dataFolder: string;
  readonly programVersion: string;
  readonly cityVersion: string;
  readonly nowMs: number;
  readonly read: ReadDb;
  readonly status: StatusSnapshot;
  readonly history: ReplicationHistory;
  readonly storage: ReplicaStorage;
}

/** What this runs on. */
function about({ programVersion, cityVersion, nowMs }: DiagnosticsSources) {
  return {
    program: programVersion,
    contract: CONTRACT_VERSION,
    city: cityVersion,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    system: `${platform()} ${release()} ${arch()}`,
    madeAt: formatDateTime(nowMs),
  };
}

/** How many records of which column were set aside and why; neither their keys nor what stood there. */
function quarantineCounts(read: ReadDb) {
  try {
    return read.rows(sql`SELECT table_name AS "table", reason, column_name AS "column", count(*) AS count, min(position) AS firstPosition,
      max(position) AS lastPosition FROM quarantine GROUP BY table_name, reason, column_name ORDER BY count DESC`);
  } catch (error) {
    // The replica may be what the trouble is about.
    if (error instanceof DatabaseError) return { unreadable: error.code };
    throw error;
  }
}

function samplesCsv({ samples: { atMs, lagMs, rows, state } }: ReplicationHistory): string {
  const lines = [...atMs].map((at, index) => [formatDateTime(at), lagMs[index], rows[index], SAMPLE_STATES[state[index] ?? 0]].join(','));
  return ['minute,lag_ms,rows,state', ...lines].join('\n');
}

/** The status without the batches: they name where people came from. */
function plainStatus({ batches, ...status }: StatusSnapshot) {
  return { ...status, batches: batches.length };
}

/** The files of the ZIP, for whoever is called for help. */
export function diagnosticsZip(sources: DiagnosticsSources): Uint8Array {
  const json = (value: unknown): Uint8Array => strToU8(JSON.stringify(value, null, 2));
  return zipSync({
    'about.json': json(about(sources)),
    'status.json': json(plainStatus(sources.status)),
    'storage.json': json(sources.storage),
    'incidents.json': json(sources.history.incidents),
    'lag.csv': strToU8(samplesCsv(sources.history)),
    'quarantine.json': json(quarantineCounts(sources.read)),
    'log.jsonl': strToU8(logTail(sources.dataFolder)),
  });
}

/** `diagnostics-20261123-1758.zip`, by the clock of the city. */
export function diagnosticsFileName(nowMs: number): string {
  return `diagnostics-${formatDateTime(nowMs).slice(0, 16).replaceAll(/[-:]/g, '').replace(' ', '-')}.zip`;
}
