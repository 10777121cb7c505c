import { rmSync, statSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import { replicaPath } from '../../electron/backend/replication/replica.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import type { TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import type { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { Changing } from './parts/changing.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { StationProcess } from './parts/station-process.ts';
import { STATION_SLOT } from './parts/station-spec.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 2000;

/** What the station is at when the kill falls, and how often each is tried. */
const OCCASIONS = [
  ['applying', 5],
  ['a large transaction', 2],
  ['rebuilding', 3],
  ['starting', 1],
  ['a lost slot', 1],
  ['a deleted replica', 1],
] as const;

type Occasion = (typeof OCCASIONS)[number][0];

/** The kill falls within so many milliseconds of the occasion. */
const WITHIN_MS = {
  applying: 400,
  'a large transaction': 500,
  rebuilding: 600,
  starting: 1500,
  'a lost slot': 2500,
  'a deleted replica': 2500,
};

/** One platform, and one station after the other on one replica. */
class KilledStations {
  readonly tally = new Tally();
  readonly #platform: TestPlatform;
  readonly #city: City;
  readonly #writer: PlatformWriter;
  readonly #folder: string;
  #station: StationProcess;

  constructor({ platform, writer, folder }: Place, city: City) {
    this.#platform = platform;
    this.#city = city;
    this.#writer = writer;
    this.#folder = folder;
    this.#station = new StationProcess({ platform, folder });
  }

  /** Each occasion once, so that a small cut has met all of them; after that the more frequent ones more often. */
  async round(dice: Dice, round: number): Promise<Differences> {
    await this.#station.has(await writeMarker(this.#platform));
    const drawn = dice.weighted(OCCASIONS.map(([, weight]) => weight));
    const [occasion] = OCCASIONS[round] ?? OCCASIONS[drawn] ?? OCCASIONS[0];
    await this.#bring(occasion);
    const changing = new Changing(this.#writer, this.#city, dice);
    await wait(dice.below(WITHIN_MS[occasion]));
    await this.#kill(occasion);
    await changing.stop();
    this.#station = this.#next();
    await this.#station.has(await writeMarker(this.#platform));
    return this.#station.differences(this.#platform, this.#city);
  }

  close(): Promise<void> {
    return this.#station.kill();
  }

  async #kill(occasion: Occasion): Promise<void> {
    this.tally.add(`phase ${this.#station.phase}`);
    this.tally.add(`at ${occasion}`);
    await this.#station.kill();
    if ((statSync(`${replicaPath(this.#folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) this.tally.add('log left behind');
  }

  async #bring(occasion: Occasion): Promise<void> {
    switch (occasion) {
      case 'applying':
        return;
      case 'a large transaction':
        return this.#writer.sql('UPDATE platform.task SET attempts = attempts + 1');
      case 'rebuilding':
        return this.#station.tell('rebuildReplica');
      default:
        await this.#station.kill();
        if (occasion === 'a deleted replica') rmSync(replicaPath(this.#folder));
        if (occasion === 'a lost slot') await this.#dropSlot();
        this.#station = this.#next();
    }
  }

  /** The server takes a moment to notice that its station is gone. */
  #dropSlot(): Promise<unknown> {
    return this.#platform.as('postgres', async (client) => {
      await client.query(`SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = $1`, [STATION_SLOT]);
      await client.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1', [STATION_SLOT]);
    });
  }

  #next(): StationProcess {
    return new StationProcess({ platform: this.#platform, folder: this.#folder });
  }
}

/** Each round ends exact, so that the next begins where everything is known. */
export const stationKills: Scenario = {
  name: 'station-kills',
  of: 'station',
  what: 'SIGKILL of the station’s process while it applies, copies, rebuilds or starts, and while somebody changes the platform; then every table against PostgreSQL, every summary against a recount',
  full: 1000,
  cut: 8,
  expected: OCCASIONS.map(([occasion]) => `at ${occasion}`),
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 100_003 }, (place, city) => new KilledStations(place, city)),
};
