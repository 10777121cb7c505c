import type { City } from '../../shared/city/city.ts';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { TEST_KEYS } from '../../electron/backend/keys/testing/test-security.ts';
import { replicaPath } from '../../electron/backend/replication/replica.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, slicedDifferences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { ending, onPlatform, type Place } from './parts/on-platform.ts';
import { forgetPeak, peakBytes } from './parts/process-memory.ts';
import { StationProcess } from './parts/station-process.ts';
import { type Failure, inRounds, type Scenario, type ScenarioResult, type ScenarioRun, Tally } from './scenario.ts';

const ROWS_A_TRANSACTION = 1_000_000;
/** Of all tasks, three quarters are the station's. */
const SHARE = 4 / 3;
/** Code and caches of a station are half of it; the rest does not grow with the transaction. */
const MOST_MIB = 800;
const MEBIBYTE = 2 ** 20;

/** One transaction after the other that changes every row there is. */
class LargeTransactions {
  readonly #place: Place;
  readonly #city: City;
  readonly #station: StationProcess;
  readonly #tally = new Tally();
  #largestMiB = 0;

  constructor(place: Place, city: City) {
    this.#place = place;
    this.#city = city;
    this.#station = new StationProcess(place);
  }

  get tally(): Readonly<Record<string, number>> {
    return { ...this.#tally.counts, 'most memory of the station, MiB': Math.round(this.#largestMiB) };
  }

  async round(): Promise<Differences> {
    const { platform, writer, folder } = this.#place;
    const station = this.#station;
    await station.has(await writeMarker(platform));
    forgetPeak(station.processId);
    await writer.sql('UPDATE platform.task SET attempts = attempts + 1');
    await station.has(await writeMarker(platform));
    this.#tally.add('transactions');
    const peak = (peakBytes(station.processId) ?? 0) / MEBIBYTE;
    this.#largestMiB = Math.max(this.#largestMiB, peak);
    const read = openDatabase(replicaPath(folder), { role: 'replica', synchronous: 'NORMAL', readonly: true, key: TEST_KEYS.replica });
    try {
      const differences = await slicedDifferences(platform, this.#city, STREET_CODE, read, 'task');
      return { ...differences, ...(peak <= MOST_MIB ? {} : { memoryMiB: peak }) };
    } finally {
      read.close();
    }
  }

  close(): Promise<void> {
    return this.#station.kill();
  }
}

function run(given: ScenarioRun): Promise<ScenarioResult> {
  const { city, count, onDone } = given;
  const rows = Math.min(count, ROWS_A_TRANSACTION);
  return onPlatform(city, Math.ceil(rows * SHARE), (place) => {
    const large = new LargeTransactions(place, city);
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
  what: `transactions that change every row there is, a million at once (counted in rows), with the application’s own limits: the station’s memory stays below ${MOST_MIB} MiB, and every row is right`,
  full: 3 * ROWS_A_TRANSACTION,
  cut: 30_000,
  expected: ['transactions'],
  run,
};
