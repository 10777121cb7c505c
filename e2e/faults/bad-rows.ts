import { sql } from '../../electron/backend/db/sql.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, summaryDifferences } from '../../electron/hosts/station/testing/differences.ts';
import type { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { diceOf } from '../../electron/hosts/station/testing/random-history.ts';
import { TestStation } from '../../electron/hosts/station/testing/test-station.ts';
import { type BadValue, badValue, NAUGHTY } from './parts/bad-values.ts';
import { onPlatform } from './parts/on-platform.ts';
import { type Failure, inRounds, type Scenario, type ScenarioResult, type ScenarioRun, Tally } from './scenario.ts';

const ROWS_A_ROUND = 500;
const ROWS_A_TRANSACTION = 20;
const FIRST_KEY = 1_000_000;
const FETCH_ROWS = 500;

interface BadRow extends BadValue {
  readonly id: number;
}

interface SetAsideRow {
  readonly table_name: string;
  readonly row_key: string;
  readonly reason: string;
  readonly column_name: string;
  readonly position: string;
  readonly original: string;
}

/** Bad rows among good ones, which keep odd texts. */
class BadRows {
  readonly tally = new Tally();
  readonly #station: TestStation;
  readonly #writer: PlatformWriter;

  constructor(station: TestStation, writer: PlatformWriter) {
    this.#station = station;
    this.#writer = writer;
  }

  async round(count: number, dice: Dice): Promise<Differences> {
    const bad = await this.#write(count, dice);
    await this.#station.catchUp();
    const wrong = this.#wronglySetAside(bad);
    const goodRowsLost = this.#goodRows().length === count ? {} : { goodRows: this.#goodRows().length, written: count };
    await this.#retry(bad);
    const afterRetry = this.#setAside().length === bad.length ? {} : { setAsideAfterRetry: this.#setAside().length };
    await this.#mend(bad);
    await this.#station.catchUp();
    const left = this.#setAside();
    const exact = { ...(await this.#station.differences()), ...summaryDifferences(this.#station.replica.read) };
    await this.#clear();
    return { ...wrong, ...goodRowsLost, ...afterRetry, ...(left.length === 0 ? {} : { left: left.slice(0, 5) }), ...exact };
  }

  /** Each bad row has a good neighbour with the next key, in the same transaction. */
  async #write(count: number, dice: Dice): Promise<readonly BadRow[]> {
    const bad = Array.from({ length: count }, (_, index) => ({ ...badValue(dice), id: FIRST_KEY + 2 * index }));
    for (let from = 0; from < count; from += ROWS_A_TRANSACTION) {
      await this.#writer.together(async () => {
        for (const { table, id, column, value } of bad.slice(from, from + ROWS_A_TRANSACTION)) {
          await this.#writer.insert(table, { id }, { street: STREET_CODE, [column]: value });
          await this.#writer.insert(
            'task',
            { id: id + 1, note: dice.pick(NAUGHTY), person_name: dice.pick(NAUGHTY) },
            { street: STREET_CODE },
          );
        }
      });
    }
    for (const { reason } of bad) this.tally.add(reason);
    return bad;
  }

  #setAside(): readonly SetAsideRow[] {
    return this.#station.replica.read.rows<SetAsideRow>(
      sql`SELECT table_name, row_key, reason, column_name, position, original FROM quarantine`,
    );
  }

  #goodRows(): readonly unknown[] {
    return this.#station.replica.read.values(sql`SELECT id FROM task WHERE id >= ${FIRST_KEY} AND id % 2 = 1`);
  }

  /** Bad rows that are not set aside with reason, column, position and original; those that were applied after all. */
  #wronglySetAside(bad: readonly BadRow[]): Differences {
    const found = new Map(this.#setAside().map((row) => [`${row.table_name} ${row.row_key}`, row]));
    const applied = { task: this.#station.rows('task'), alert: this.#station.rows('alert') };
    const wrong = bad.filter(({ table, id, column, reason }) => {
      const row = found.get(`${table} ${id}`);
      const isNamed = row?.reason === reason && row.column_name === column && row.position !== '' && row.original.includes(String(id));
      return !isNamed || applied[table].has(id);
    });
    if (wrong.length === 0) return found.size === bad.length ? {} : { setAside: found.size, written: bad.length };
    return {
      wrong: wrong
        .slice(0, 5)
        .map((row) => ({ ...row, value: row.value.slice(0, 40), found: found.get(`${row.table} ${row.id}`) ?? null })),
      wrongInAll: wrong.length,
    };
  }

  /** Fetched once more before anything was mended: they stay where they are. */
  async #retry(bad: readonly BadRow[]): Promise<void> {
    const { source, replica } = this.#station;
    for (const table of ['task', 'alert'] as const) {
      const keys = bad.filter((row) => row.table === table).map(({ id }) => id);
      for (let from = 0; from < keys.length; from += FETCH_ROWS) {
        const some = keys.slice(from, from + FETCH_ROWS);
        await replica.repeat(table, some, (await source.fetchRows?.(table, some)) ?? []);
      }
    }
  }

  /** Somebody puts the plain value there. */
  async #mend(bad: readonly BadRow[]): Promise<void> {
    const columns = new Map<string, BadRow[]>();
    for (const row of bad) columns.set(`${row.table} ${row.column}`, [...(columns.get(`${row.table} ${row.column}`) ?? []), row]);
    for (const rows of columns.values()) {
      const [{ table, column }] = rows as [BadRow];
      const ids = rows.map(({ id }) => id);
      await this.#writer.sql(
        `UPDATE platform.${table} SET ${column} = (SELECT ${column} FROM platform.${table} WHERE id = 1) WHERE id = ANY($1)`,
        [ids],
      );
    }
  }

  async #clear(): Promise<void> {
    for (const table of ['task', 'alert']) await this.#writer.sql(`DELETE FROM platform.${table} WHERE id >= ${FIRST_KEY}`);
  }
}

function run(given: ScenarioRun): Promise<ScenarioResult> {
  const { city, count, seed, onDone } = given;
  return onPlatform(city, 1, async ({ platform, writer }) => {
    await writer.insert('alert', { id: 1 }, { street: STREET_CODE });
    const station = await TestStation.follow({ platform, city });
    try {
      const rows = new BadRows(station, writer);
      const failures: readonly Failure[] = await inRounds(
        { ...given, count: Math.ceil(count / ROWS_A_ROUND), onDone: (done) => onDone?.(done * ROWS_A_ROUND) },
        (round) => rows.round(Math.min(ROWS_A_ROUND, count - round * ROWS_A_ROUND), diceOf(seed * 400_009 + round)),
      );
      return { failures, tally: rows.tally.counts };
    } finally {
      await station.remove();
    }
  });
}

export const badRows: Scenario = {
  name: 'bad-rows',
  of: 'station',
  what: 'generated bad rows (unknown words, infinite and impossible times, numbers beyond, places that are none, up to 1 MiB of text) among good ones with bidi and naughty texts: set aside with reason, column, position and original; neighbours applied; fetched again; mended',
  full: 100_000,
  cut: 400,
  expected: ['unknownValue', 'notFinite', 'outOfRange', 'malformedNumber', 'tooLong'],
  run,
};
