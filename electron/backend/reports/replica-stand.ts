import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import type { ReadDb } from '../db/database.ts';
import { readCursor } from '../replication/book.ts';

/** How far the replica had come when something was printed from it. */
export function replicaStand(read: ReadDb): Pick<DailyReport, 'replicaPosition' | 'replicaAtMs'> {
  const cursor = readCursor(read);
  return { replicaPosition: cursor?.position ?? '', replicaAtMs: cursor?.committedAtMs ?? null };
}
