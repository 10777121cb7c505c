import type { AlertColumns, AlertsSnapshot } from '../../../shared/contract/topics.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { sql, type Sql } from '../db/sql.ts';
import { inArea } from '../queries/area-filter.ts';
import { ALERT_STATE } from '../queries/codes.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { columnOf, KeyedRows, type NumberRow } from './keyed-rows.ts';
import type { Refreshed, TopicState } from './topic-state.ts';

/** Closed alerts are shown for as long as the longest window of the map. */
const SHOWN_FOR_MS = 7 * DAY_MS;
/** How often alerts that have grown too old are taken off. */
const AGING_INTERVAL_MS = MINUTE_MS;
/** Place of a value in a row. */
const STATE = 6;
const RAISED_AT = 7;

/** @param rows id, grid, longitude, latitude, level, kind, state, raised at */
export function alertColumns(rows: readonly NumberRow[]): AlertColumns {
  const { length } = rows;
  return {
    id: columnOf(rows, 0, new Float64Array(length)),
    grid: columnOf(rows, 1, new Int32Array(length)),
    longitude: columnOf(rows, 2, new Int32Array(length)),
    latitude: columnOf(rows, 3, new Int32Array(length)),
    level: columnOf(rows, 4, new Uint8Array(length)),
    kind: columnOf(rows, 5, new Uint8Array(length)),
    state: columnOf(rows, STATE, new Uint8Array(length)),
    raisedAtMs: columnOf(rows, RAISED_AT, new Float64Array(length)),
  };
}

/** Alerts of the last 7 days and older ones that are still open, in a competence. */
export class AlertsState implements TopicState<'alerts'> {
  readonly #context: QueryContext;
  readonly #inCompetence: Sql;
  readonly #rows = new KeyedRows();
  /** Alerts to read again; null for all of them. */
  #touchedIds: Set<number> | null = null;
  #agedAtMs = 0;

  constructor(context: QueryContext, competence: AreaRef) {
    this.#context = context;
    this.#inCompetence = inArea(context.city, 'grid', competence);
  }

  touch({ replaced, tables }: AppliedTransaction): boolean {
    if (replaced) this.#touchedIds = null;
    const keys = tables.get('alert')?.keys ?? [];
    for (const id of keys) this.#touchedIds?.add(id);
    return replaced || keys.length > 0;
  }

  refresh(): Refreshed<'alerts'> {
    const touched = this.#touchedIds;
    const oldestMs = this.#context.clock.now() - SHOWN_FOR_MS;
    this.#touchedIds = new Set();
    if (touched === null) {
      this.#agedAtMs = this.#context.clock.now();
      this.#rows.replaceAll(this.#read(sql`(raised_at >= ${oldestMs} OR state <> ${ALERT_STATE.closed})`));
      return { kind: 'replaced' };
    }
    for (const id of touched) this.#reread(id, oldestMs);
    this.#removeAged(oldestMs);
    return this.#rows.takeChanges(alertColumns);
  }

  snapshot(): AlertsSnapshot {
    return { columns: alertColumns([...this.#rows.rows()]) };
  }

  forget(): void {
    this.#touchedIds = null;
  }

  nextChangeAtMs(): number {
    return this.#agedAtMs + AGING_INTERVAL_MS;
  }

  #read(condition: Sql): NumberRow[] {
    return this.#context.db
      .values(
        sql`SELECT id, grid, longitude, latitude, level, kind, state, raised_at FROM alert WHERE ${condition} AND ${this.#inCompetence}`,
      )
      .map((cells) => cells.map(Number));
  }

  #reread(id: number, oldestMs: number): void {
    const [row] = this.#read(sql`id = ${id}`);
    if (row === undefined || isAged(row, oldestMs)) this.#rows.remove(id);
    else this.#rows.put(row);
  }

  #removeAged(oldestMs: number): void {
    const nowMs = this.#context.clock.now();
    if (nowMs < this.nextChangeAtMs()) return;
    this.#agedAtMs = nowMs;
    for (const row of [...this.#rows.rows()]) if (isAged(row, oldestMs)) this.#rows.remove(row[0] ?? -1);
  }
}

function isAged(row: NumberRow, oldestMs: number): boolean {
  return row[STATE] === ALERT_STATE.closed && (row[RAISED_AT] ?? 0) < oldestMs;
}
