import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { randomTransaction } from '../../electron/hosts/station/testing/random-history.ts';
import { brokenOnPlatform, type Counts } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { StationProcess } from './parts/station-process.ts';
import { eachThenAny, type Scenario, Tally } from './scenario.ts';

const TASKS = 300;
/** From the commit of the change until a screen would show it. */
const ALARM_WITHIN_MS = 10_000;

const PUBLISHED_ANEW = `SELECT platform.publish_area('${STREET_CODE}'), platform.publish_area('320100')`;
const UNPUBLISHED = (table: string) =>
  `ALTER PUBLICATION area_${STREET_CODE} DROP TABLE platform.${table}; ALTER PUBLICATION area_320100 DROP TABLE platform.${table}`;

interface SchemaFault {
  /** As the station names it. */
  readonly change: string;
  readonly table: string;
  readonly apply: string;
  readonly undo: string;
}

/** What somebody may do to the city's tables without a word to the stations; PostgreSQL lets no published column go or change its type. */
const FAULTS: readonly [SchemaFault, ...SchemaFault[]] = [
  {
    change: 'column-added',
    table: 'task',
    apply: `ALTER TABLE platform.task ADD COLUMN mood text DEFAULT 'good'`,
    undo: 'ALTER TABLE platform.task DROP COLUMN mood',
  },
  {
    change: 'column-renamed',
    table: 'task',
    apply: 'ALTER TABLE platform.task RENAME COLUMN note TO remark',
    undo: 'ALTER TABLE platform.task RENAME COLUMN remark TO note',
  },
  {
    change: 'column-removed',
    table: 'work_order',
    apply: 'ALTER TABLE platform.work_order DROP COLUMN title CASCADE',
    undo: `ALTER TABLE platform.work_order ADD COLUMN title text NOT NULL DEFAULT ''; GRANT SELECT (title) ON platform.work_order TO platform_station; ${PUBLISHED_ANEW}`,
  },
  {
    change: 'column-retyped',
    table: 'task',
    apply: `${UNPUBLISHED('task')}; ALTER TABLE platform.task ALTER COLUMN attempts TYPE text; ${PUBLISHED_ANEW}`,
    undo: `${UNPUBLISHED('task')}; ALTER TABLE platform.task ALTER COLUMN attempts DROP DEFAULT, ALTER COLUMN attempts TYPE bigint USING attempts::bigint,
      ALTER COLUMN attempts SET DEFAULT 0; ${PUBLISHED_ANEW}`,
  },
  {
    change: 'table-missing',
    table: 'task',
    apply: 'ALTER TABLE platform.task RENAME TO job',
    undo: 'ALTER TABLE platform.job RENAME TO task',
  },
  { change: 'table-not-published', table: 'visit', apply: UNPUBLISHED('visit'), undo: PUBLISHED_ANEW },
];

/** One station, as the application runs it, whose platform is changed under it and changed back. */
class ChangedSchema {
  readonly #place: Place;
  readonly #city: City;
  readonly #station: StationProcess;
  readonly #tally = new Tally();
  #slowestMs = 0;

  constructor(place: Place, city: City) {
    this.#place = place;
    this.#city = city;
    this.#station = new StationProcess(place);
  }

  get tally(): Counts {
    return { counts: { ...this.#tally.counts, 'slowest alarm, ms': Math.round(this.#slowestMs) } };
  }

  async round(dice: Dice, round: number): Promise<Differences> {
    const { platform, writer } = this.#place;
    const station = this.#station;
    await station.has(await writeMarker(platform));
    const fault = eachThenAny(FAULTS, round, dice);
    this.#tally.add(fault.change);
    await this.#admin(fault.apply);
    const alarm = await this.#alarm(fault);
    // Other rows go on.
    await station.has(await writeMarker(platform));
    await this.#admin(fault.undo);
    await randomTransaction(writer, this.#city, dice);
    await station.until(() => station.warnings.length === 0);
    await station.has(await writeMarker(platform));
    return { ...alarm, ...(await station.differences(platform, this.#city)) };
  }

  close(): Promise<void> {
    return this.#station.kill();
  }

  async #alarm({ change, table }: SchemaFault): Promise<Differences> {
    const changedAtMs = performance.now();
    const station = this.#station;
    await station.until(() => station.warnings.some(({ details }) => details['change'] === change && details['table'] === table));
    const tookMs = performance.now() - changedAtMs;
    this.#slowestMs = Math.max(this.#slowestMs, tookMs);
    return tookMs <= ALARM_WITHIN_MS ? {} : { alarm: { change, table, tookMs } };
  }

  #admin(text: string): Promise<unknown> {
    return this.#place.platform.as('postgres', (client) => client.query(text));
  }
}

export const schemaAlarms: Scenario = {
  name: 'schema-alarms',
  of: 'source',
  what: 'a column added, renamed, removed, retyped, a table renamed or taken out of the publication, under a station with the application’s own times: named within 10 s, other rows go on, exact once it is undone',
  full: 60,
  cut: 1,
  expected: FAULTS.map(({ change }) => change),
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 900_001 }, (place, city) => new ChangedSchema(place, city)),
};
