import type { VisitListRow } from '../../../shared/contract/visits.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { VisitRow } from '../../../shared/tables/visit.table.ts';
import { sql } from '../db/sql.ts';
import { duringIn, inArea } from './area-filter.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';

export type ListedVisit = VisitRow & { readonly worker_name: string | null };

export function toVisitListRow(visit: ListedVisit): VisitListRow {
  return {
    id: visit.id,
    workerName: visit.worker_name ?? '',
    compound: visit.compound,
    kind: visit.kind,
    building: visit.building,
    unit: visit.unit,
    floorFrom: visit.floor_from,
    floorTo: visit.floor_to,
    households: visit.households,
    visitedAtMs: visit.visited_at,
  };
}

/** The latest visits of a span of time, the worker's name masked. */
export function latestVisits({ db, city }: QueryContext, area: AreaRef, fromMs: number, toMs: number, limit: number): VisitListRow[] {
  const rows = db.rows<ListedVisit>(sql`SELECT page.*, worker.worker_name FROM (
      SELECT * FROM visit WHERE ${inArea(city, 'grid', area)} AND ${duringIn(area, 'visited_at', fromMs, toMs)}
      ORDER BY visited_at DESC, id DESC LIMIT ${limit}
    ) AS page LEFT JOIN worker ON worker.id = page.worker_id ORDER BY page.visited_at DESC, page.id DESC`);
  return rows.map((row) => toVisitListRow(masked(row, TABLES.visit, TABLES.worker)));
}
