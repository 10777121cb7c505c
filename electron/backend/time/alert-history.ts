import type { City } from '../../../shared/city/city.ts';
import type { AlertsSnapshot } from '../../../shared/contract/topics.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { ReadDb } from '../db/database.ts';
import { sql, type Sql } from '../db/sql.ts';
import { ALERT_STATE } from '../queries/codes.ts';
import { breathe } from '../queries/in-slices.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { alertColumns } from '../topics/alerts-state.ts';
import type { NumberRow } from '../topics/keyed-rows.ts';
import { resized } from './resized.ts';

const ROWS_PER_SLICE = 5000;
const { signal: NEVER_ABORTED } = new AbortController();
/** Places of values in a kept row; the first six are those of an alert on the map. */
const GRID = 1;
const RAISED_AT = 6;
const ACKNOWLEDGED_AT = 7;
const CLOSED_AT = 8;

const FIRST_ROWS = 1024;

function momentColumns(length: number) {
  return { raisedAtMs: new Float64Array(length), closedAtMs: new Float64Array(length) };
}

/** Rows by id, and beside them the two moments that say of most alerts, without a look at their row, that they do not stand. */
class AlertRows {
  readonly #placeOf = new Map<number, number>();
  readonly #rows: NumberRow[] = [];
  #moments = momentColumns(FIRST_ROWS);

  put(row: NumberRow): void {
    const id = row[0] ?? -1;
    const place = this.#placeOf.get(id) ?? this.#rows.length;
    if (place === this.#moments.raisedAtMs.length) this.#moments = resized(this.#moments, momentColumns, 2 * place);
    this.#placeOf.set(id, place);
    this.#write(place, row);
  }

  /** The last row takes its place. */
  remove(id: number): void {
    const place = this.#placeOf.get(id);
    if (place === undefined) return;
    this.#placeOf.delete(id);
    const last = this.#rows.pop();
    if (last === undefined || place === this.#rows.length) return;
    this.#placeOf.set(last[0] ?? -1, place);
    this.#write(place, last);
  }

  clear(): void {
    this.#placeOf.clear();
    this.#rows.length = 0;
  }

  /** Alerts raised by a moment that were not closed then, or raised since another one. */
  *standing(atMs: number, raisedSinceMs: number): Generator<NumberRow> {
    const { raisedAtMs, closedAtMs } = this.#moments;
    for (let place = 0; place < this.#rows.length; place += 1) {
      const raised = raisedAtMs[place] ?? 0;
      if (raised > atMs || (raised < raisedSinceMs && (closedAtMs[place] ?? 0) <= atMs)) continue;
      yield this.#rows[place] ?? [];
    }
  }

  #write(place: number, row: NumberRow): void {
    this.#rows[place] = row;
    this.#moments.raisedAtMs[place] = row[RAISED_AT] ?? 0;
    this.#moments.closedAtMs[place] = row[CLOSED_AT] ?? 0;
  }
}

/** Every alert in the replica with the moments of its life, in memory: about 170 bytes each, 7 MB for the 41,000 of a city's 14 days. */
export class AlertHistory {
  readonly #db: ReadDb;
  readonly #city: City;
  readonly #rows = new AlertRows();
  /** Alerts to read again. */
  readonly #touched = new Set<number>();
  #isRead = false;
  /** How often everything changed. */
  #replacements = 0;
  #reading: Promise<void> | null = null;

  constructor(db: ReadDb, city: City) {
    this.#db = db;
    this.#city = city;
  }

  touch({ replaced, tables }: AppliedTransaction): void {
    if (replaced) {
      this.#isRead = false;
      this.#replacements += 1;
    }
    for (const id of tables.get('alert')?.keys ?? []) this.#touched.add(id);
  }

  /** Alerts that were open at a moment, and those raised in the time before it, in the state they had. */
  async standAt(atMs: number, raisedSinceMs: number, competence: AreaRef): Promise<AlertsSnapshot> {
    while (!this.#isRead) {
      this.#reading ??= this.#readAll().finally(() => (this.#reading = null));
      await this.#reading;
    }
    this.#reread();
    const range = competence.level === 'city' ? null : gridRangeOf(this.#city, competence);
    const standing: NumberRow[] = [];
    for (const row of this.#rows.standing(atMs, raisedSinceMs)) {
      const grid = row[GRID] ?? -1;
      const isInside = range === null || (grid >= range.from && grid < range.to);
      if (isInside) standing.push([...row.slice(0, RAISED_AT), stateAt(row, atMs), row[RAISED_AT] ?? 0]);
    }
    return { columns: alertColumns(standing) };
  }

  async #readAll(): Promise<void> {
    const replacements = this.#replacements;
    this.#rows.clear();
    this.#touched.clear();
    for (let last = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = this.#read(sql`id > ${last} ORDER BY id LIMIT ${ROWS_PER_SLICE}`);
      for (const row of rows) this.#rows.put(row);
      if (rows.length < ROWS_PER_SLICE) break;
      last = rows.at(-1)?.[0] ?? last;
      await breathe(NEVER_ABORTED);
    }
    this.#isRead = replacements === this.#replacements;
  }

  #reread(): void {
    if (this.#touched.size === 0) return;
    for (const id of this.#touched) this.#rows.remove(id);
    const ids = JSON.stringify([...this.#touched]);
    for (const row of this.#read(sql`id IN (SELECT value FROM json_each(${ids}))`)) this.#rows.put(row);
    this.#touched.clear();
  }

  /** A closed alert without the time of its closing counts as closed ever since. */
  #read(condition: Sql): NumberRow[] {
    const never = Number.MAX_SAFE_INTEGER;
    return this.#db
      .values(
        sql`SELECT id, grid, longitude, latitude, level, kind, raised_at, COALESCE(acknowledged_at, ${never}),
          COALESCE(closed_at, CASE WHEN state = ${ALERT_STATE.closed} THEN raised_at ELSE ${never} END) FROM alert WHERE ${condition}`,
      )
      .map((cells) => cells.map(Number));
  }
}

function stateAt(row: NumberRow, atMs: number): number {
  if ((row[CLOSED_AT] ?? 0) <= atMs) return ALERT_STATE.closed;
  return (row[ACKNOWLEDGED_AT] ?? 0) <= atMs ? ALERT_STATE.acknowledged : ALERT_STATE.raised;
}
