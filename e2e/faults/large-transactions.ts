import type { City } from '../../shared/city/city.ts';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { TEST_KEYS } from '../../electron/backend/keys/testing/test-security.ts';
import { MOST_LOGGED_CHANGES } from '../../electron/backend/replication/change.ts';
import { replicaPath } from '../../electron/backend/replication/replica-options.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, slicedDifferences, summaryDifferences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { LargestFile } from './parts/largest-file.ts';
import { onPlatform, type Place } from './parts/on-platform.ts';
import { ending } from '../fixtures/ending.ts';
import { forgetPeak, peakBytes } from './parts/process-memory.ts';
import { StationProcess } from './parts/station-process.ts';
import { type Failure, inRounds, type Scenario, type ScenarioResult, type ScenarioRun, Tally } from './scenario.ts';

const ROWS_A_TRANSACTION = 1_000_000;
/** Of all tasks, three quarters are the station's. */
const SHARE = 4 / 3;
/** Code and caches of a station are nearly all of it; it does not grow with the transaction. */
const MOST_MIB = 700;
const MOST_LOG_MIB = 128;
const MEBIBYTE = 2 ** 20;
/** A tenth of the rows first: how much more does ten times as much take? */
const SMALLER = 10;
/** The largest that are written to the replica's log, in rows that lie apart, and one of them for so many rows that there are. */
const LOGGED_ROWS = MOST_LOGGED_CHANGES - 100;
const ROWS_A_LOGGED = 100_000;
/** A million rows take a minute; a machine that does much else may be ten times as slow. */
const PATIENCE_MS = 1_800_000;

/** Transactions that change every row there is, and then many that are just small enough for the log. */
class LargeTransactions {
  readonly #place: Place;
  readonly #city: City;
  readonly #rows: number;
  readonly #station: StationProcess;
  readonly #log: LargestFile;
  readonly #tally = new Tally();
  readonly #largestMiB = { all: 0, smaller: 0 };

  /** @param rows of all streets */
  constructor(place: Place, city: City, rows: number) {
    this.#place = place;
    this.#city = city;
    this.#rows = rows;
    this.#station = new StationProcess(place);
    this.#log = new LargestFile(`${replicaPath(place.folder)}-wal`);
  }

  get tally(): Readonly<Record<string, number>> {
    return {
      ...this.#tally.counts,
      'most memory of the station, MiB': Math.round(this.#largestMiB.all),
      [`at a ${SMALLER}th of the rows`]: Math.round(this.#largestMiB.smaller),
      'most log, MiB': this.#logMiB,
    };
  }

  async round(): Promise<Differences> {
    await this.#station.has(await writeMarker(this.#place.platform), PATIENCE_MS);
    const smaller = await this.#peakOf(`WHERE id <= ${Math.ceil(this.#rows / SMALLER)}`);
    const peak = await this.#peakOf('');
    this.#largestMiB.smaller = Math.max(this.#largestMiB.smaller, smaller);
    this.#largestMiB.all = Math.max(this.#largestMiB.all, peak);
    this.#tally.add('transactions');
    await this.#fillTheLog();
    const isBounded = peak <= MOST_MIB && this.#logMiB <= MOST_LOG_MIB;
    return { ...(await this.#differences()), ...(isBounded ? {} : { peak, smaller, logMiB: this.#logMiB }) };
  }

  async close(): Promise<void> {
    this.#log.close();
    await this.#station.kill();
  }

  get #logMiB(): number {
    return Math.ceil(this.#log.bytes / MEBIBYTE);
  }

  /** Mebibytes that the station takes at most while it applies this to all rows, or to some of them, in one transaction. */
  async #peakOf(condition: string): Promise<number> {
    const { platform, writer } = this.#place;
    forgetPeak(this.#station.processId);
    await writer.sql(`UPDATE platform.task SET attempts = attempts + 1 ${condition}`);
    await this.#station.has(await writeMarker(platform), PATIENCE_MS);
    return (peakBytes(this.#station.processId) ?? 0) / MEBIBYTE;
  }

  async #fillTheLog(): Promise<void> {
    const { platform, writer } = this.#place;
    for (let from = 0; from < this.#rows; from += ROWS_A_LOGGED) {
      await writer.sql(
        `UPDATE platform.task SET attempts = attempts + 1, worker_id = floor(random() * 1000),
                state = CASE state WHEN 'assigned' THEN 'inProgress' ELSE 'assigned' END
          WHERE id IN (SELECT 1 + floor(random() * $1)::bigint FROM generate_series(1, $2))`,
        [this.#rows, Math.ceil(LOGGED_ROWS * SHARE)],
      );
    }
    await this.#station.has(await writeMarker(platform), PATIENCE_MS);
  }

  async #differences(): Promise<Differences> {
    const { platform, folder } = this.#place;
    const read = openDatabase(replicaPath(folder), { role: 'replica', synchronous: 'NORMAL', readonly: true, key: TEST_KEYS.replica });
    try {
      const differences = await slicedDifferences(platform, this.#city, STREET_CODE, read, 'task');
      return { ...differences, ...summaryDifferences(read) };
    } finally {
      read.close();
    }
  }
}

function run(given: ScenarioRun): Promise<ScenarioResult> {
  const { city, count, onDone } = given;
  const rows = Math.min(count, ROWS_A_TRANSACTION);
  const tasks = Math.ceil(rows * SHARE);
  return onPlatform(city, tasks, (place) => {
    const large = new LargeTransactions(place, city, tasks);
    return ending(large, async () => {
      const failures: readonly Failure[] = await inRounds(
        { ...given, count: Math.ceil(count / rows), onDone: (done) => onDone?.(done * rows) },
        () => large.round(),
      );
      return { failures, tally: large.tally };
    });
  });
}

/** Counted in rows; a full run's transactions have a million each. */
export const largeTransactions: Scenario = {
  name: 'large-transactions',
  of: 'station',
  what: `transactions that change every row there is, a million at once (counted in rows), and then many that are just small enough for the log, with the application’s own limits: the station’s memory stays below ${MOST_MIB} MiB, its log below ${MOST_LOG_MIB} MiB, and every row and summary is right`,
  full: 3 * ROWS_A_TRANSACTION,
  cut: 30_000,
  expected: ['transactions'],
  run,
};
