import type { BatchCoverage } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { countsOfScope } from './area-counts.ts';
import { breathe } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';

const LEVELS_READ_AT_ONCE: readonly string[] = ['community', 'grid'];

/** Coverage of an area by batch, the latest first. */
export async function batchCoverage(context: QueryContext, area: AreaRef, signal: CallSignal): Promise<BatchCoverage[]> {
  const batches = context.db.rows<{ id: number; code: string; due_at: number }>(
    sql`SELECT id, code, due_at FROM batch ORDER BY due_at DESC, pushed_at DESC, id DESC`,
  );
  const coverage: BatchCoverage[] = [];
  for (const { id, code, due_at } of batches) {
    const day = dayOf(due_at);
    coverage.push({ batchId: id, code, day, counts: countsOfScope(context, area, { kind: 'batch', day, batchIds: [id] }) });
    if (!LEVELS_READ_AT_ONCE.includes(area.level)) await breathe(signal);
  }
  return coverage;
}
