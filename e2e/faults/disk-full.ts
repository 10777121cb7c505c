import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { officeDigest } from './parts/office-file.ts';
import { fill, whyNoSmallDisk } from './parts/small-disk.ts';
import { StationProcess } from './parts/station-process.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 2000;
/** Twice what the log takes before it is emptied: on a smaller one it may hold all there is, and leave the file nothing to grow into. */
const DISK = '48m';
/** What the log and free pages of the file can take; a fresh copy needs room of its own. */
const MOST_UPDATES = 30;
/** The disk fills up during a fresh copy instead of under the stream. */
const REBUILD_SHARE = 0.3;

/** A station on a small disk of its own. */
class FullDisk {
  readonly tally = new Tally();
  readonly #place: Place;
  readonly #city: City;
  readonly #station: StationProcess;

  constructor(place: Place, city: City) {
    this.#place = place;
    this.#city = city;
    this.#station = new StationProcess(place);
  }

  async round(dice: Dice): Promise<Differences> {
    const { platform, folder } = this.#place;
    await this.#station.has(await writeMarker(platform));
    const filler = join(folder, 'filler');
    let office = officeDigest(folder);
    fill(filler);
    if (dice.chance(REBUILD_SHARE)) {
      this.tally.add('during a copy');
      this.#station.tell('rebuildReplica');
    }
    await this.#writeUntilFull();
    this.tally.add(`named ${this.#station.failure}`);
    const named = this.#station.failure === 'disk-full' ? {} : { named: this.#station.failure, trouble: this.#station.trouble };
    const isReadable = await this.#station.readEverything();
    const refusal = await this.#station.saveSetting();
    this.tally.add(`office.db: ${refusal ?? 'saved in what was left'}`);
    if (refusal === null) office = officeDigest(folder);
    rmSync(filler);
    const { bavail, bsize } = statfsSync(folder);
    this.#station.tell('retrySource');
    try {
      await this.#station.has(await writeMarker(platform));
    } catch (error) {
      throw new Error(`with ${bavail * bsize} bytes free`, { cause: error });
    }
    const untouched = officeDigest(folder) === office ? {} : { officeTouched: true };
    const later = await this.#station.saveSetting();
    const saved = later === null ? {} : { officeRefuses: later };
    const differences = await this.#station.differences(platform, this.#city);
    return { ...named, ...(isReadable ? {} : { unreadableWhileFull: true }), ...untouched, ...saved, ...differences };
  }

  close(): Promise<void> {
    return this.#station.kill();
  }

  /** The log has room of its own for a while. */
  async #writeUntilFull(): Promise<void> {
    for (let update = 0; update < MOST_UPDATES && this.#station.failure === null; update += 1)
      await this.#place.writer.sql('UPDATE platform.task SET attempts = attempts + 1');
    if (this.#station.failure === null) this.#station.tell('rebuildReplica');
    await this.#station.until(() => this.#station.failure !== null);
  }
}

export const diskFull: Scenario = {
  name: 'disk-full',
  of: 'disk',
  what: 'a small disk fills up under the stream or during a copy: named, reads go on, and the station goes on by itself once there is room, exact; office.db as it was, and saved to again',
  full: 50,
  cut: 2,
  expected: ['named disk-full', 'during a copy'],
  missing: whyNoSmallDisk,
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 600_011, disk: DISK }, (place, city) => new FullDisk(place, city)),
};
