import type { AlertListRow, AlertPage, AlertQuery } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import type { AlertRow } from '../../../shared/tables/alert.table.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import { joinSql, Sql, sql } from '../db/sql.ts';
import { duringIn, inArea } from './area-filter.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';

function isOneOf(column: string, codes: readonly number[]): Sql {
  if (codes.length === 0) return new Sql('TRUE', []);
  return sql`${new Sql(column, [])} IN (${joinSql(
    codes.map((code) => sql`${code}`),
    ', ',
  )})`;
}

function toListRow(alert: AlertRow): AlertListRow {
  return {
    id: alert.id,
    grid: alert.grid,
    level: alert.level,
    kind: alert.kind,
    state: alert.state,
    raisedAtMs: alert.raised_at,
    acknowledgedAtMs: alert.acknowledged_at,
    closedAtMs: alert.closed_at,
    address: alert.address,
    device: alert.device,
  };
}

/** Alerts raised in a span of time, the latest first. Where and by what is left out for a caller who may not receive persons: it may be a home. */
export function alerts({ db, city }: QueryContext, query: AlertQuery, mayReceivePersons: boolean): AlertPage {
  const condition = sql`${inArea(city, 'grid', query.area)} AND ${duringIn(query.area, 'raised_at', query.raisedFromMs, query.raisedToMs)}
    AND ${isOneOf('level', query.levels)} AND ${isOneOf('kind', query.kinds)} AND ${isOneOf('state', query.states)}`;
  const rows = db.rows<AlertRow>(
    sql`SELECT * FROM alert WHERE ${condition} ORDER BY raised_at DESC, id DESC LIMIT ${query.limit} OFFSET ${query.offset}`,
  );
  const total = db.value<number>(sql`SELECT COUNT(*) FROM alert WHERE ${condition}`) ?? 0;
  const listed = rows.map((row) => toListRow(masked(row, TABLES.alert)));
  return { total, rows: mayReceivePersons ? listed : listed.map((row) => ({ ...row, address: '', device: '' })) };
}

/** The latest alerts raised in a span, for a timeline. */
export function latestAlerts(context: QueryContext, area: AreaRef, fromMs: number, toMs: number, limit: number): readonly AlertListRow[] {
  const all = { levels: [], kinds: [], states: [] };
  return alerts(context, { area, raisedFromMs: fromMs, raisedToMs: toMs, ...all, offset: 0, limit }, true).rows;
}
