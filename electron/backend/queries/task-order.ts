import type { TaskQuery, TaskSortColumn } from '../../../shared/contract/backend-api.ts';
import type { SqlCell } from '../db/database.ts';
import { joinSql, Sql, sql } from '../db/sql.ts';
import { IS_OPEN } from './task-figures.ts';

/** Ascending order of each sort column; `urgency` rises from done to open, and among the open towards the earliest due time. */
const SORT_TERMS: { readonly [Name in TaskSortColumn]: readonly Sql[] } = {
  urgency: [IS_OPEN, sql`-due_at`, sql`attempts`],
  dueAt: [sql`due_at`],
  state: [sql`state`],
  grid: [sql`grid`],
  // A task that is not verified stands before all that are, as SQLite sorts it.
  verifiedAt: [sql`COALESCE(verified_at, -1)`],
  attempts: [sql`attempts`],
};

/** A task's key, then the values it is sorted by. */
export type SortedTask = readonly [id: number, ...terms: number[]];

/** The sort terms as columns. */
export function sortValues({ column }: TaskQuery['sort']): Sql {
  return joinSql(SORT_TERMS[column], ', ');
}

/** Equal tasks follow each other by key, whichever the direction. */
export function orderOf({ column, descending }: TaskQuery['sort']): Sql {
  const direction = new Sql(descending ? 'DESC' : 'ASC', []);
  return joinSql([...SORT_TERMS[column].map((term) => sql`${term} ${direction}`), sql`id`], ', ');
}

function compare(left: SortedTask, right: SortedTask, descending: boolean): number {
  for (let term = 1; term < left.length; term++) {
    const difference = (left[term] ?? 0) - (right[term] ?? 0);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return left[0] - right[0];
}

/** The first `count` tasks of those known so far and some more. */
export function addPage(
  known: readonly SortedTask[],
  more: readonly (readonly SqlCell[])[],
  { descending }: TaskQuery['sort'],
  count: number,
): readonly SortedTask[] {
  if (more.length === 0) return known;
  const added = more.map(([id, ...terms]): SortedTask => [Number(id), ...terms.map(Number)]);
  if (known.length === 0) return added;
  return [...known, ...added].sort((left, right) => compare(left, right, descending)).slice(0, count);
}
