import type { SearchHit } from '../../../shared/contract/backend-api.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import type { City } from '../../../shared/city/city.ts';
import { areaCode, areaName, areaPath, type AreaRef, isWithin, parentArea } from '../../../shared/domain/areas.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { TaskRow } from '../../../shared/tables/task.table.ts';
import { mayReceivePersons } from '../access.ts';
import { sql } from '../db/sql.ts';
import { masked } from '../queries/masked.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { FoundEntry, SearchIndex } from './search-index.ts';

const PATH_SEPARATOR = ' / ';
const TASK_ID = /^\d{1,15}$/;

/** Names from the district down to the area itself. */
function pathTo(city: City, area: AreaRef): string {
  return areaPath(city, area)
    .slice(1)
    .map((ancestor) => areaName(city, ancestor))
    .join(PATH_SEPARATOR);
}

function gridOf(grid: number): AreaRef {
  return { level: 'grid', index: grid };
}

function areaOf(city: City, { kind, index }: FoundEntry): AreaRef {
  return kind === 'compound' ? gridOf(city.compounds.grid[index] ?? 0) : { level: kind, index };
}

function toHit(city: City, { kind, index }: FoundEntry): SearchHit {
  if (kind === 'compound') {
    const grid = city.compounds.grid[index] ?? 0;
    return { kind, compound: index, grid, name: city.compounds.name[index] ?? '', path: pathTo(city, gridOf(grid)) };
  }
  const area: AreaRef = { level: kind, index };
  const parent = parentArea(city, area);
  return { kind: 'area', area, name: areaName(city, area), code: areaCode(city, area), path: parent === null ? '' : pathTo(city, parent) };
}

/** The task of this number, its person masked. */
function findTask({ db, city }: QueryContext, text: string, caller: Caller): SearchHit[] {
  if (!mayReceivePersons(caller) || !TASK_ID.test(text)) return [];
  const row = db.row<Pick<TaskRow, 'id' | 'grid' | 'street' | 'person_name'>>(
    sql`SELECT id, grid, street, person_name FROM task WHERE id = ${Number(text)}`,
  );
  if (row === undefined) return [];
  const { id, grid, street, person_name } = masked(row, TABLES.task);
  const area: AreaRef = grid >= 0 ? gridOf(grid) : street >= 0 ? { level: 'street', index: street } : { level: 'city', index: 0 };
  return isWithin(city, area, caller.competence) ? [{ kind: 'task', taskId: id, grid, name: person_name, path: pathTo(city, area) }] : [];
}

/** Areas, compounds and tasks of the caller's competence, the best first. */
export async function search(
  context: QueryContext,
  index: SearchIndex,
  { text, limit }: { readonly text: string; readonly limit: number },
  caller: Caller,
): Promise<SearchHit[]> {
  const { city } = context;
  const found = await index.find(text, limit, (entry) => isWithin(city, areaOf(city, entry), caller.competence));
  return [...findTask(context, text.trim(), caller), ...found.map((entry) => toHit(city, entry))].slice(0, limit);
}
