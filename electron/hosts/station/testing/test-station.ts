import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { City } from '../../../../shared/city/city.ts';
import type { TableName } from '../../../../shared/tables/index.ts';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import { loadCity } from '../../../backend/city/load-city.ts';
import { type Clock, systemClock } from '../../../backend/clock.ts';
import { sql } from '../../../backend/db/sql.ts';
import { SourceFailedError, type ChangeSink, type ChangeSource, type SourceReport } from '../../../backend/replication/change.ts';
import { openReplica } from '../../../backend/replication/open-replica.ts';
import type { Replica } from '../../../backend/replication/replica.ts';
import { parseConnectionUrl } from '../../../backend/sources/postgres/connection-url.ts';
import { createPostgresSource } from '../../../backend/sources/postgres/postgres-source.ts';
import type { PostgresTuning } from '../../../backend/sources/postgres/tuning.ts';
import { STREET_CODE, type PlatformRole, type TestPlatform } from '../../platform/testing/test-platform.ts';
import { type Differences, replicaRows, tableDifferences } from './differences.ts';
import { writeMarker } from './marker.ts';

const CITY_FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'resources', 'city');

/** The city whose version a platform of these tests is of. */
export function testCity(): Promise<City> {
  return loadCity(CITY_FOLDER);
}

export interface TestStationOptions {
  readonly platform: TestPlatform;
  readonly city: City;
  readonly area?: string;
  /** Instead of the platform's own address: `host:port` of a proxy, several of them. */
  readonly addresses?: string;
  readonly database?: string;
  /** E.g. `?sslmode=verify-full`. */
  readonly parameters?: string;
  readonly role?: PlatformRole;
  readonly readPassword?: () => Promise<string>;
  readonly tuning?: Partial<PostgresTuning>;
  readonly clock?: Clock;
  /** Where the rows come from instead of the platform's own stream. */
  readonly source?: ChangeSource;
  /** A data folder that is there already; one of its own, deleted at the end, when left out. */
  readonly folder?: string;
  /** Stands between source and replica, to break something. */
  readonly intercept?: (sink: ChangeSink) => ChangeSink;
}

/** Quick to notice, so that a test does not wait. */
export const QUICK: Partial<PostgresTuning> = { statusEveryMs: 50, checkEveryMs: 100, silenceLimitMs: 1000, advanceEveryMs: 200 };

const STATION_ID = 'c0ffee01';
const QUIET: SourceReport = {
  trouble: null,
  warnings: [],
  lagMs: null,
  backlogRows: null,
  backlogBytes: null,
  slot: '',
  unknownCodes: 0,
};

/** A station's source and replica in a folder of its own, without windows: started and stopped as a test likes. */
export class TestStation {
  readonly replica: Replica;
  readonly city: City;
  readonly area: string;
  /** What the source said of itself last. */
  report = QUIET;
  readonly #options: TestStationOptions;
  readonly #folder: string;
  readonly #watchers = new Set<() => void>();
  #stop = new AbortController();
  #running: Promise<unknown> = Promise.resolve();
  #failure: unknown = null;
  #source: ChangeSource;

  constructor(options: TestStationOptions) {
    const { city, area = STREET_CODE } = options;
    this.#options = options;
    this.#folder = options.folder ?? mkdtempSync(join(tmpdir(), 'station-'));
    this.city = city;
    this.area = area;
    this.#source = options.source ?? this.#createSource(options.tuning);
    this.replica = openReplica({ folder: this.#folder, sourceId: this.source.id, city });
    this.replica.observe(() => this.#changed());
  }

  static async follow(options: TestStationOptions): Promise<TestStation> {
    const station = new TestStation(options);
    station.start();
    await station.until(() => station.replica.cursor() !== null);
    return station;
  }

  get source(): ChangeSource {
    return this.#source;
  }

  /** Other times of the platform's own stream from the next start on. */
  retune(tuning: Partial<PostgresTuning>): void {
    this.#source = this.#createSource(tuning);
  }

  get slot(): string {
    return `station_${this.area}_${STATION_ID}`;
  }

  /** Runs the source from where the replica stands, once: what ends it is in `failure`. */
  start(): void {
    this.#stop = new AbortController();
    this.#failure = null;
    const sink = this.#sink();
    const cursor = this.replica.resumeAt();
    const run = this.source.run(cursor, this.#options.intercept?.(sink) ?? sink, this.#stop.signal).catch((error: unknown) => {
      this.#failure = error;
    });
    // As the application's runner does.
    this.#running = run.then(() => {
      this.replica.abandon();
      this.#changed();
    });
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
  }

  async restart(): Promise<void> {
    await this.stop();
    this.start();
  }

  /** Resolves when the run has ended, however. */
  async ended(): Promise<void> {
    await this.#running;
  }

  /** Whether the run ends within so many turns of the event loop. */
  async endsWithin(turns: number): Promise<boolean> {
    let isEnded = false;
    void this.#running.then(() => {
      isEnded = true;
    });
    for (let turn = 0; turn < turns && !isEnded; turn += 1) await setImmediate();
    return isEnded;
  }

  /** Resolves when it holds; looked at whenever the replica or the report changes. Rejects with what ended the source. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        if (!holds() && this.#failure === null) return;
        this.#watchers.delete(look);
        if (holds()) resolve();
        else reject(this.#failure);
      };
      this.#watchers.add(look);
      look();
    });
  }

  /** What ends the run: code and details of a trouble, any other error as it is, null when it was stopped. */
  async failure(): Promise<unknown> {
    await this.#running;
    return this.#failure instanceof SourceFailedError ? this.#failure.trouble : this.#failure;
  }

  /** Resolves when everything that the platform has committed by now is here: a batch of its own comes after it. */
  async catchUp(): Promise<void> {
    const id = await writeMarker(this.#options.platform);
    // The first rows of a snapshot can be read before the rest of it is here.
    const isHere = (): boolean => this.replica.read.value(sql`SELECT 1 FROM batch WHERE id = ${id}`) === 1;
    await this.until(() => this.replica.cursor() !== null && isHere());
  }

  /** Tables in which the replica differs from what PostgreSQL says itself, with both sides; none when it is exact. */
  differences(): Promise<Differences> {
    return this.differencesFrom(this.#options.platform);
  }

  differencesFrom(platform: TestPlatform): Promise<Differences> {
    return tableDifferences(platform, this.city, this.area, this.replica.read);
  }

  /** The replica's rows of a table by key. */
  rows(table: TableName): ReadonlyMap<number, readonly CellValue[]> {
    return replicaRows(this.replica.read, table);
  }

  async remove(): Promise<void> {
    await this.stop();
    this.replica.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #createSource(tuning: Partial<PostgresTuning> = {}): ChangeSource {
    const { platform, city, addresses, parameters = '', role = `station_${this.area}`, readPassword } = this.#options;
    const { host, port, user, database, password } = platform.connectionOptions(role);
    return createPostgresSource({
      target: parseConnectionUrl(`postgres://${user}@${addresses ?? `${host}:${port}`}/${this.#options.database ?? database}${parameters}`),
      areaCode: this.area,
      stationId: STATION_ID,
      city,
      clock: this.#options.clock ?? systemClock,
      readPassword: readPassword ?? (async () => password),
      tuning: { ...QUICK, ...tuning },
    });
  }

  #sink(): ChangeSink {
    return {
      ...this.replica.sink,
      report: (report) => {
        this.report = { ...this.report, ...report };
        this.#changed();
      },
    };
  }

  #changed(): void {
    for (const look of this.#watchers) look();
  }
}
