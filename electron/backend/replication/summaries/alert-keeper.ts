import { ALERT_LEVELS } from '../../../../shared/domain/alerts.ts';
import { HOUR_MS, startOfDay } from '../../../../shared/domain/time.ts';
import type { WriteDb } from '../../db/database.ts';
import { Sql } from '../../db/sql.ts';
import { DeltaTable } from './delta-table.ts';
import { cell, type KeptCells, type RowKeeper } from './row-keeper.ts';
import type { SummaryTable } from './summary-table.ts';

const OFFSET_MS = -startOfDay(0);
/** −1 gathers the alerts that match no grid, or several. */
const GRID = 'CASE WHEN placement = 0 AND grid >= 0 THEN grid ELSE -1 END';

export const summaryAlertOpen: SummaryTable = {
  name: 'summary_alert_open',
  keys: ['grid', 'level'],
  counts: ['raised', 'acknowledged'],
  presence: ['raised', 'acknowledged'],
  recount: new Sql(
    `SELECT ${GRID} AS place, level, COUNT(*) FILTER (WHERE state = 0), COUNT(*) FILTER (WHERE state = 1) FROM alert WHERE state IN (0, 1) GROUP BY place, level`,
    [],
  ),
};

/** Alerts by the civil hour in which they were raised: hours since 1970-01-01 00:00 in Shanghai. */
export const summaryAlertHour: SummaryTable = {
  name: 'summary_alert_hour',
  keys: ['hour', 'grid'],
  counts: ALERT_LEVELS,
  presence: ALERT_LEVELS,
  recount: new Sql(
    `SELECT (raised_at + ${OFFSET_MS}) / ${HOUR_MS} AS hour, ${GRID} AS place, ${ALERT_LEVELS.map((_, level) => `COUNT(*) FILTER (WHERE level = ${level})`).join(', ')}
     FROM alert GROUP BY hour, place`,
    [],
  ),
};

/** Alerts not closed by grid and level, and alerts raised by hour. */
export class AlertKeeper {
  readonly tables: readonly DeltaTable[];
  readonly #open: DeltaTable;
  readonly #hour: DeltaTable;

  constructor(db: WriteDb) {
    this.#open = new DeltaTable(db, summaryAlertOpen);
    this.#hour = new DeltaTable(db, summaryAlertHour);
    this.tables = [this.#open, this.#hour];
  }

  readonly alert: RowKeeper = {
    columns: ['grid', 'placement', 'level', 'state', 'raised_at'],
    replace: (before, after) => {
      if (before !== null) this.#count(before, -1);
      if (after !== null) this.#count(after, 1);
    },
    truncate: () => {
      for (const table of this.tables) table.clear();
    },
  };

  #count(cells: KeptCells, sign: 1 | -1): void {
    const grid = cell(cells, 1) === 0 && cell(cells, 0) >= 0 ? cell(cells, 0) : -1;
    const level = cell(cells, 2);
    const state = cell(cells, 3);
    if (state <= 1) {
      const open = this.#open.at(grid, level);
      open[state] = (open[state] ?? 0) + sign;
    }
    const hour = this.#hour.at(Math.floor((cell(cells, 4) + OFFSET_MS) / HOUR_MS), grid);
    hour[level] = (hour[level] ?? 0) + sign;
  }
}
