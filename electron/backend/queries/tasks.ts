import type { City } from '../../../shared/city/city.ts';
import type { TaskListRow, TaskPage, TaskQuery, TaskSortColumn } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { TaskRow } from '../../../shared/tables/task.table.ts';
import { joinSql, Sql, sql } from '../db/sql.ts';
import { inGrids, inStreetsOf } from './area-filter.ts';
import { inScope, resolveScope } from './batch-scope.ts';
import { breathe } from './in-slices.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';
import { inFigure, IS_OPEN, IS_PLACED } from './task-figures.ts';

/** Ascending order of each sort column; `urgency` rises from done to open, and among the open towards the earliest due time. */
const SORT_TERMS: { readonly [Name in TaskSortColumn]: readonly Sql[] } = {
  urgency: [IS_OPEN, sql`-due_at`, sql`attempts`],
  dueAt: [sql`due_at`],
  state: [sql`state`],
  grid: [sql`grid`],
  verifiedAt: [sql`verified_at`],
  attempts: [sql`attempts`],
};

function orderBy({ column, descending }: TaskQuery['sort']): Sql {
  const direction = new Sql(descending ? 'DESC' : 'ASC', []);
  return joinSql([...SORT_TERMS[column].map((term) => sql`${term} ${direction}`), sql`id`], ', ');
}

/** Unplaced tasks belong to streets, all others to grids. */
function inTaskArea(city: City, area: AreaRef, isUnplaced: boolean): Sql {
  if (isUnplaced) return sql`NOT (${IS_PLACED}) AND ${inStreetsOf(city, 'street', area)}`;
  return sql`${IS_PLACED} AND ${inGrids('grid', gridRangeOf(city, area))}`;
}

function matchesText(city: City, area: AreaRef, text: string): Sql {
  const { from, to } = gridRangeOf(city, area);
  const { firstCompound } = city.grids;
  const compounds: number[] = [];
  for (let compound = firstCompound[from] ?? 0; compound < (firstCompound[to] ?? 0); compound++) {
    if (city.compounds.name[compound]?.includes(text) === true) compounds.push(compound);
  }
  return sql`(instr(id, ${text}) > 0 OR compound IN (SELECT value FROM json_each(${JSON.stringify(compounds)})))`;
}

function conditionOf({ db, city, clock }: QueryContext, query: TaskQuery): Sql {
  const nowMs = clock.now();
  const conditions = [
    inScope('batch_id', resolveScope(db, query.scope, nowMs)),
    inTaskArea(city, query.area, query.figure === 'unplaced'),
    inFigure(query.figure, nowMs),
  ];
  const text = query.text?.trim() ?? '';
  if (text !== '') conditions.push(matchesText(city, query.area, text));
  return joinSql(conditions.map((condition) => sql`(${condition})`), ' AND ');
}

type ListedTask = TaskRow & { readonly batch_code: string | null; readonly worker_name: string | null };

function toListRow(task: ListedTask): TaskListRow {
  return {
    id: task.id,
    batchCode: task.batch_code ?? '',
    grid: task.grid,
    placement: task.placement,
    state: task.state,
    outcome: task.outcome,
    listMark: task.list_mark,
    personKind: task.person_kind,
    personName: task.person_name,
    idNumber: task.id_number,
    phone: task.phone,
    address: task.address,
    workerName: task.worker_name ?? '',
    attempts: task.attempts,
    pushedAtMs: task.pushed_at,
    dueAtMs: task.due_at,
    verifiedAtMs: task.verified_at,
  };
}

/** Tasks by key in the order of the keys, masked. */
function readTasks({ db }: QueryContext, ids: readonly number[]): TaskListRow[] {
  const rows = db.rows<ListedTask>(sql`SELECT task.*, batch.code AS batch_code, worker.worker_name
    FROM json_each(${JSON.stringify(ids)}) AS page
    JOIN task ON task.id = page.value LEFT JOIN batch ON batch.id = task.batch_id LEFT JOIN worker ON worker.id = task.worker_id
    ORDER BY page.key`);
  return rows.map((row) => toListRow(masked(row, TABLES.task, TABLES.worker)));
}

/** Exactly the tasks that a figure counts, a page of them, masked. @throws CodedError `unknown-batch` */
export async function tasks(context: QueryContext, query: TaskQuery, signal: CallSignal): Promise<TaskPage> {
  const { db } = context;
  const condition = conditionOf(context, query);
  const total = db.value<number>(sql`SELECT COUNT(*) FROM task WHERE ${condition}`) ?? 0;
  await breathe(signal);
  const ids = db.values(
    sql`SELECT id FROM task WHERE ${condition} ORDER BY ${orderBy(query.sort)} LIMIT ${query.limit} OFFSET ${query.offset}`,
  );
  return { total, rows: readTasks(context, ids.map(([id]) => Number(id))) };
}
