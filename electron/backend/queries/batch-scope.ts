import { CodedError } from '../../../shared/contract/errors.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import type { ReadDb } from '../db/database.ts';
import { joinSql, Sql, sql } from '../db/sql.ts';
import { batchesOfDays } from './grid-counts-as-of.ts';

/** A scope once it is known which batches it means. */
export interface ResolvedScope {
  readonly kind: 'day' | 'batch' | 'all';
  /** Reporting day, null when the scope spans days. */
  readonly day: number | null;
  readonly batchIds: readonly number[];
}

function resolveDay(db: ReadDb, day: number): ResolvedScope {
  return { kind: 'day', day, batchIds: batchesOfDays(db, day, day).map(({ id }) => id) };
}

function resolveBatch(db: ReadDb, batchId: number): ResolvedScope {
  const dueAtMs = db.value<number>(sql`SELECT due_at FROM batch WHERE id = ${batchId}`);
  if (dueAtMs === undefined) throw new CodedError('unknown-batch', 'the replica has no such batch', { batchId });
  return { kind: 'batch', day: dayOf(dueAtMs), batchIds: [batchId] };
}

/** @throws CodedError `unknown-batch` */
export function resolveScope(db: ReadDb, scope: BatchScope, nowMs: number): ResolvedScope {
  switch (scope.kind) {
    case 'today':
      return resolveDay(db, dayOf(nowMs));
    case 'day':
      return resolveDay(db, scope.day);
    case 'batch':
      return resolveBatch(db, scope.batchId);
    case 'all':
      return { kind: 'all', day: null, batchIds: db.values(sql`SELECT id FROM batch ORDER BY id`).map(([id]) => Number(id)) };
  }
}

/** The same for who must go on when a batch comes late or goes: an unknown batch is one without tasks. */
export function resolveScopeIfKnown(db: ReadDb, scope: BatchScope, nowMs: number): ResolvedScope {
  const isUnknown = scope.kind === 'batch' && db.value(sql`SELECT 1 FROM batch WHERE id = ${scope.batchId}`) === undefined;
  return isUnknown ? { kind: 'batch', day: null, batchIds: [scope.batchId] } : resolveScope(db, scope, nowMs);
}

/** The table of counts per grid of a scope and the condition that picks the scope: `FROM … WHERE …`. */
export function fromSummary(scope: ResolvedScope): Sql {
  switch (scope.kind) {
    case 'day':
      return sql`FROM summary_grid_day WHERE day = ${scope.day}`;
    case 'batch':
      return sql`FROM summary_grid_batch WHERE batch_id = ${scope.batchIds[0] ?? -1}`;
    case 'all':
      return new Sql('FROM summary_grid WHERE TRUE', []);
  }
}

/** Rows of the scope's batches; every row when it is all of them. */
export function inScope(column: string, scope: ResolvedScope): Sql {
  if (scope.kind === 'all') return new Sql('TRUE', []);
  return sql`${new Sql(column, [])} IN (${joinSql(
    scope.batchIds.map((id) => sql`${id}`),
    ', ',
  )})`;
}
