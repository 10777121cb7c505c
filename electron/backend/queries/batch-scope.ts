import { CodedError } from '../../../shared/contract/errors.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { dayOf, startOfDay } from '../../../shared/domain/time.ts';
import type { ReadDb } from '../db/database.ts';
import { joinSql, Sql, sql } from '../db/sql.ts';

export interface ScopeBatch {
  readonly id: number;
  /** Null when the batch is not known. */
  readonly dueAtMs: number | null;
}

/** A scope once it is known which batches it means. */
export interface ResolvedScope {
  readonly kind: 'day' | 'batch' | 'all';
  /** Reporting day, null when the scope spans days. */
  readonly day: number | null;
  readonly batchIds: readonly number[];
  /** The same batches with their due times. */
  readonly batches: readonly ScopeBatch[];
}

function scopeOf(kind: ResolvedScope['kind'], day: number | null, batches: readonly ScopeBatch[]): ResolvedScope {
  return { kind, day, batchIds: batches.map(({ id }) => id), batches };
}

function batchesWhere(db: ReadDb, condition: Sql): ScopeBatch[] {
  return db.rows<ScopeBatch>(sql`SELECT id, due_at AS dueAtMs FROM batch WHERE ${condition} ORDER BY pushed_at, id`);
}

function resolveDay(db: ReadDb, day: number): ResolvedScope {
  const batches = batchesWhere(db, sql`due_at >= ${startOfDay(day)} AND due_at < ${startOfDay(day + 1)}`);
  return scopeOf('day', day, batches);
}

function resolveBatch(db: ReadDb, batchId: number): ResolvedScope {
  const [batch] = batchesWhere(db, sql`id = ${batchId}`);
  if (batch === undefined) throw new CodedError('unknown-batch', 'the replica has no such batch', { batchId });
  return scopeOf('batch', dayOf(Number(batch.dueAtMs)), [batch]);
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
      return scopeOf('all', null, batchesWhere(db, new Sql('TRUE', [])));
  }
}

/** The same for who must go on when a batch comes late or goes: an unknown batch is one without tasks. */
export function resolveScopeIfKnown(db: ReadDb, scope: BatchScope, nowMs: number): ResolvedScope {
  const isUnknown = scope.kind === 'batch' && db.value(sql`SELECT 1 FROM batch WHERE id = ${scope.batchId}`) === undefined;
  return isUnknown ? scopeOf('batch', null, [{ id: scope.batchId, dueAtMs: null }]) : resolveScope(db, scope, nowMs);
}

/** Rows of the scope's batches; every row when it is all of them. */
export function inScope(column: string, scope: ResolvedScope): Sql {
  if (scope.kind === 'all') return new Sql('TRUE', []);
  return sql`${new Sql(column, [])} IN (${joinSql(
    scope.batchIds.map((id) => sql`${id}`),
    ', ',
  )})`;
}
