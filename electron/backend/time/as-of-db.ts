import { TASK_STATES } from '../../../shared/domain/screening.ts';
import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import { readable, type ReadDb, type SqlCell } from '../db/database.ts';
import { Sql, type SqlValue } from '../db/sql.ts';
import { ALERT_STATE, WORK_ORDER_STATE } from '../queries/codes.ts';
import { ENTERED } from '../queries/grid-counts-as-of.ts';

/** Worker, grid, when located, 1 where the platform has not written yet where the worker was. */
export type PositionThen = readonly [worker: number, grid: number, locatedAtMs: number, isUnrecorded: number];

/** Stands for the moment in the text of an expression. */
const MOMENT = '?';

/** What of a table differs at a moment: columns that are made anew, and rows that were not there yet. */
interface AsOf {
  readonly columns: Readonly<Record<string, string>>;
  readonly where: string;
}

/** Null while the moment of the column was still to come. */
function until(column: string): string {
  return `CASE WHEN ${column} <= ${MOMENT} THEN ${column} END`;
}

/** The last state that had been entered by then; `states` from last to first. */
function lastEntered(states: readonly (readonly [code: number, column: string])[], first: number): string {
  return `CASE ${states.map(([code, column]) => `WHEN ${column} <= ${MOMENT} THEN ${code}`).join(' ')} ELSE ${first} END`;
}

/**
 * What carries no time is as it is now: a task's place, mark, worker and number of attempts, an order's supervision, rosters and profiles. A closed
 * record that does not say when it was closed counts as closed ever since.
 */
const AS_OF: { readonly [Name in TableName]?: AsOf } = {
  batch: { columns: {}, where: `pushed_at <= ${MOMENT}` },
  task: {
    columns: {
      state: lastEntered(
        ENTERED.map(([state, column]) => [TASK_STATES.indexOf(state), column]),
        TASK_STATES.indexOf('pushed'),
      ),
      outcome: `CASE WHEN verified_at <= ${MOMENT} THEN outcome ELSE 0 END`,
      ...Object.fromEntries(ENTERED.map(([, column]) => [column, until(column)])),
    },
    where: `pushed_at <= ${MOMENT}`,
  },
  alert: {
    columns: {
      state: `CASE WHEN closed_at <= ${MOMENT} OR (closed_at IS NULL AND state = ${ALERT_STATE.closed}) THEN ${ALERT_STATE.closed}
        WHEN acknowledged_at <= ${MOMENT} THEN ${ALERT_STATE.acknowledged} ELSE ${ALERT_STATE.raised} END`,
      acknowledged_at: until('acknowledged_at'),
      closed_at: until('closed_at'),
    },
    where: `raised_at <= ${MOMENT}`,
  },
  work_order: {
    columns: {
      state: lastEntered(
        [
          [WORK_ORDER_STATE.closed, 'closed_at'],
          [WORK_ORDER_STATE.handled, 'handled_at'],
          [WORK_ORDER_STATE.dispatched, 'dispatched_at'],
          [WORK_ORDER_STATE.accepted, 'accepted_at'],
        ],
        WORK_ORDER_STATE.reported,
      ),
      ...Object.fromEntries(
        ['accepted_at', 'dispatched_at', 'handled_at', 'closed_at', 'deferred_at'].map((column) => [column, until(column)]),
      ),
    },
    where: `reported_at <= ${MOMENT}`,
  },
  visit: { columns: {}, where: `visited_at <= ${MOMENT}` },
};

function tableAsOf([name, { columns, where }]: readonly [string, AsOf], spec: { readonly columns: object }): string {
  const cells = Object.keys(spec.columns).map((column) => {
    const made = columns[column];
    return made === undefined ? column : `${made} AS ${column}`;
  });
  return `${name} AS NOT MATERIALIZED (SELECT ${cells.join(', ')} FROM main.${name} WHERE ${where})`;
}

/** Every table under its own name, as it stood. */
const TABLES_AS_OF = `WITH ${Object.entries(AS_OF)
  .map((entry) => tableAsOf(entry, TABLES[entry[0] as TableName]))
  .join(',\n')}`;
const MOMENTS = TABLES_AS_OF.split(MOMENT).length - 1;
/** Positions are kept as the latest of each worker only: those of a moment are given, as they follow from the tracks. */
const PRELUDE = `${TABLES_AS_OF},
position(worker_id, grid, located_at, is_unrecorded) AS MATERIALIZED (
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(${MOMENT}))\n`;

/**
 * The replica as it stood at a moment, for questions that are written about how it stands now: what came later is not in it. Summaries tell of now
 * and cannot be asked.
 */
export class AsOfDb implements ReadDb {
  readonly [readable] = true;
  readonly #db: ReadDb;
  readonly #values: readonly SqlValue[];

  /** @param positions of workers on duty: id, grid, when they were located, whether it is unrecorded */
  constructor(db: ReadDb, atMs: number, positions: readonly PositionThen[]) {
    this.#db = db;
    this.#values = [...new Array<number>(MOMENTS).fill(atMs), JSON.stringify(positions)];
  }

  rows<Row>(query: Sql): Row[] {
    return this.#db.rows(this.#asOf(query));
  }

  row<Row>(query: Sql): Row | undefined {
    return this.#db.row(this.#asOf(query));
  }

  values(query: Sql): SqlCell[][] {
    return this.#db.values(this.#asOf(query));
  }

  value<Value extends SqlCell>(query: Sql): Value | undefined {
    return this.#db.value(this.#asOf(query));
  }

  #asOf(query: Sql): Sql {
    if (query.text.includes('summary_')) throw new RangeError('a summary tells of now, not of a moment');
    return new Sql(PRELUDE + query.text, [...this.#values, ...query.values]);
  }
}
