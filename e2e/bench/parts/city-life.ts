import { TASK_OUTCOMES, TASK_STATES } from '../../../shared/domain/screening.ts';
import { ALERT_STATES } from '../../../shared/domain/alerts.ts';
import { TABLES, type TableName, type TableRow } from '../../../shared/tables/index.ts';
import type { Change, SnapshotChunk } from '../../../electron/backend/replication/change.ts';
import { createRandom } from './random.ts';

/** What happens how often, of all that happens; the rest are alerts. */
interface Shares {
  readonly position: number;
  readonly task: number;
  readonly visit: number;
}

/** A shift in the office: mostly positions, then steps of tasks, visits for them, and now and then an alert. */
const SHIFT: Shares = { position: 0.5, task: 0.3, visit: 0.15 };
/** As often for each other as in a shift, of what a relay hands on. Without alerts: here they are all raised in one place. */
export const STEPS_AND_VISITS: Shares = { position: 0, task: 2 / 3, visit: 1 / 3 };
/** New rows get numbers that no row of the simulated city has. */
const FIRST_NEW_KEY = 2 ** 32;
/** Open alerts that somebody still works on. */
const OPEN_ALERTS = 500;
/** About ten meters, in 1e-7 degrees. */
const STEP = 1000;

function rowsOf<Name extends TableName>(chunks: readonly SnapshotChunk[], table: Name): readonly TableRow<Name>[] {
  const columns = Object.keys(TABLES[table].columns);
  // The rows of a chunk are those of its table, in the order of its columns.
  const rowOf = (values: SnapshotChunk['rows'][number]): TableRow<Name> =>
    Object.fromEntries(columns.map((column, index) => [column, values[index] ?? null])) as TableRow<Name>;
  return chunks.filter((chunk) => chunk.table === table).flatMap(({ rows }) => rows.map(rowOf));
}

/** Makes changes as a working day does, as many as are asked for, from the rows that a snapshot brought. The same ones for the same seed. */
export class CityLife {
  readonly #random: () => number;
  readonly #shares: Shares;
  readonly #tasks: readonly TableRow<'task'>[];
  readonly #taskStates: Uint8Array;
  readonly #positions: readonly TableRow<'position'>[];
  readonly #visit: TableRow<'visit'> | undefined;
  readonly #alert: TableRow<'alert'> | undefined;
  readonly #openAlerts: number[] = [];
  #lastKey = FIRST_NEW_KEY;

  constructor(chunks: readonly SnapshotChunk[], shares = SHIFT, seed = 1) {
    this.#random = createRandom(seed);
    this.#shares = shares;
    this.#tasks = rowsOf(chunks, 'task');
    this.#taskStates = Uint8Array.from(this.#tasks, ({ state }) => state);
    this.#positions = rowsOf(chunks, 'position');
    [this.#visit] = rowsOf(chunks, 'visit');
    [this.#alert] = rowsOf(chunks, 'alert');
    if (this.#tasks.length === 0 || this.#positions.length === 0) throw new Error('nobody works there at this moment');
  }

  /** @param atMs when it happens, for the columns that say so */
  changes(count: number, atMs: number): Change[] {
    return Array.from({ length: count }, () => this.#change(atMs));
  }

  #change(atMs: number): Change {
    const drawn = this.#random();
    const { position, task, visit } = this.#shares;
    if (drawn < position) return this.#move(atMs);
    if (drawn < position + task) return this.#step(atMs);
    if (drawn < position + task + visit && this.#visit !== undefined) return this.#knock(this.#visit, atMs);
    return this.#alert === undefined ? this.#move(atMs) : this.#ring(this.#alert, atMs);
  }

  #one<Item>(items: readonly Item[]): Item {
    const item = items[Math.floor(this.#random() * items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  }

  #move(atMs: number): Change {
    const { longitude, latitude, ...position } = this.#one(this.#positions);
    const moved = (value: number): number => value + Math.round((this.#random() - 0.5) * STEP);
    const heading = Math.floor(this.#random() * 360);
    return {
      op: 'upsert',
      table: 'position',
      row: { ...position, longitude: moved(longitude), latitude: moved(latitude), heading, located_at: atMs },
    };
  }

  /** pushed → assigned → in progress → verified, then worked on again: a day has more steps than a small street has tasks. */
  #step(atMs: number): Change {
    const index = Math.floor(this.#random() * this.#tasks.length);
    const task = this.#tasks[index];
    const next = ((this.#taskStates[index] ?? 0) + 1) % (TASK_STATES.indexOf('verified') + 1);
    this.#taskStates[index] = next;
    const state = TASK_STATES[next];
    const outcome = state === 'verified' ? 1 + Math.floor(this.#random() * (TASK_OUTCOMES.length - 1)) : 0;
    const moment = state === 'assigned' ? { assigned_at: atMs } : state === 'inProgress' ? { started_at: atMs } : {};
    const verified_at = state === 'verified' ? atMs : null;
    return { op: 'patch', table: 'task', key: task?.id ?? 0, values: { state: next, outcome, verified_at, ...moment } };
  }

  #knock(visit: TableRow<'visit'>, atMs: number): Change {
    const { id: task_id, street, grid, compound, worker_id } = this.#one(this.#tasks);
    this.#lastKey += 1;
    return {
      op: 'upsert',
      table: 'visit',
      row: { ...visit, id: this.#lastKey, task_id, street, grid, compound, worker_id, visited_at: atMs },
    };
  }

  /** Alerts are raised, and closed when there are many. */
  #ring(alert: TableRow<'alert'>, atMs: number): Change {
    const closed = this.#openAlerts.length > OPEN_ALERTS ? this.#openAlerts.shift() : undefined;
    if (closed !== undefined)
      return { op: 'patch', table: 'alert', key: closed, values: { state: ALERT_STATES.indexOf('closed'), closed_at: atMs } };
    this.#lastKey += 1;
    this.#openAlerts.push(this.#lastKey);
    const open = { state: 0, raised_at: atMs, acknowledged_at: null, closed_at: null };
    return { op: 'upsert', table: 'alert', row: { ...alert, ...open, id: this.#lastKey } };
  }
}
