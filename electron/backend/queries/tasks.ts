import type { City } from '../../../shared/city/city.ts';
import type { TaskListRow, TaskPage, TaskQuery } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { TaskRow } from '../../../shared/tables/task.table.ts';
import { joinSql, type Sql, sql } from '../db/sql.ts';
import { inGrids, inStreetsOf } from './area-filter.ts';
import { inScope, resolveScope } from './batch-scope.ts';
import { TASK_STATE } from './codes.ts';
import { inSlices } from './in-slices.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';
import { inFigure, IS_PLACED } from './task-figures.ts';
import { addPage, orderOf, sortValues, type SortedTask } from './task-order.ts';

function matchesText(city: City, area: AreaRef, text: string): Sql {
  const { from, to } = gridRangeOf(city, area);
  const { firstCompound } = city.grids;
  const compounds: number[] = [];
  for (let compound = firstCompound[from] ?? 0; compound < (firstCompound[to] ?? 0); compound++) {
    if (city.compounds.name[compound]?.includes(text) === true) compounds.push(compound);
  }
  return sql`(instr(id, ${text}) > 0 OR compound IN (SELECT value FROM json_each(${JSON.stringify(compounds)})))`;
}

/** All conditions but the grids. Unplaced tasks belong to streets, all others to grids. */
function conditionOf({ db, city, clock }: QueryContext, query: TaskQuery): Sql {
  const nowMs = clock.now();
  const text = query.text?.trim() ?? '';
  const isUnplaced = query.figure === 'unplaced';
  const conditions = [
    inScope('batch_id', resolveScope(db, query.scope, nowMs)),
    isUnplaced ? sql`NOT (${IS_PLACED}) AND ${inStreetsOf(city, 'street', query.area)}` : IS_PLACED,
    inFigure(query.figure, nowMs),
    ...(text === '' ? [] : [matchesText(city, query.area, text)]),
  ];
  return joinSql(
    conditions.map((condition) => sql`(${condition})`),
    ' AND ',
  );
}

/** Grids in which the tasks of a query can be; an unplaced one has none, or one that is not to be trusted. */
function gridsOf({ city }: QueryContext, { area, figure }: TaskQuery): GridRange {
  return figure === 'unplaced' ? { from: -1, to: city.grids.count } : gridRangeOf(city, area);
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
    // Nobody had it yet while it was pushed; at a moment that is past the row may name who got it later.
    workerName: task.state === TASK_STATE.pushed ? '' : (task.worker_name ?? ''),
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

/**
 * Exactly the tasks that a figure counts, a page of them, masked. A large area is read in slices of its grids, each of which gives its first
 * tasks to the page.
 * @throws CodedError `unknown-batch`, `cancelled`
 */
export async function tasks(context: QueryContext, query: TaskQuery, signal: CallSignal): Promise<TaskPage> {
  const { db } = context;
  const { sort, offset, limit } = query;
  const condition = conditionOf(context, query);
  let total = 0;
  let first: readonly SortedTask[] = [];
  await inSlices(gridsOf(context, query), signal, (slice) => {
    const where = sql`${inGrids('grid', slice)} AND ${condition}`;
    total += db.value<number>(sql`SELECT COUNT(*) FROM task WHERE ${where}`) ?? 0;
    const page = db.values(sql`SELECT id, ${sortValues(sort)} FROM task WHERE ${where} ORDER BY ${orderOf(sort)} LIMIT ${offset + limit}`);
    first = addPage(first, page, sort, offset + limit);
  });
  return {
    total,
    rows: readTasks(
      context,
      first.slice(offset).map(([id]) => id),
    ),
  };
}
