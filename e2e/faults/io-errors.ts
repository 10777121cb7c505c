import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { replicaPath } from '../../electron/backend/replication/replica-options.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { randomTransaction } from '../../electron/hosts/station/testing/random-history.ts';
import { DISK_CALLS, type DiskCall, type DiskFault, FailingDisk, whyNoFailingDisk } from './parts/failing-disk.ts';
import { officeDigest } from './parts/office-file.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { StationProcess } from './parts/station-process.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 2000;
/** Calls of one thread until it fails: within what a copy and a few transactions take. */
const WITHIN: Readonly<Record<DiskCall, number>> = { pwrite64: 60, fdatasync: 2, fsync: 2, ftruncate: 2, pread64: 60, openat: 3 };
const REBUILD_SHARE = 0.7;
/** The first start of a station is one of several occasions. */
const START_SHARE = 0.25;
/** From its moment on, every call fails until the disk answers again; or one does. */
const LASTING_SHARE = 0.6;
/** Transactions that are written until a fault has come about; more of them would not bring it. */
const MOST_TRANSACTIONS = 15;
/** The log is put on disk every second. */
const PAUSE_MS = 150;
/** A station whose disk fails may not get further: then what it suffers is judged as it is. */
const MOST_PAUSES = 60;
/** Points that no call reached are tried in vain; of so many in a row, one is reached. */
const MOST_POINTS = 40;

/** What was found after a fault, and whether it came about at all. */
interface Tried {
  readonly came: boolean;
  readonly found: Differences;
}

/** A station whose disk fails again and again. */
class StationOnFailingDisk {
  readonly tally = new Tally();
  readonly #place: Place;
  readonly #city: City;
  #station: StationProcess;

  constructor(place: Place, city: City) {
    this.#place = place;
    this.#city = city;
    this.#station = new StationProcess(place);
  }

  /** One failure that came about; a point that no call reaches counts for nothing, and another one is drawn. */
  async round(dice: Dice): Promise<Differences> {
    for (let point = 0; point < MOST_POINTS; point += 1) {
      const { came, found } = await this.#tryPoint(dice);
      if (came) this.tally.add('failures that came about');
      if (came || Object.keys(found).length > 0) return found;
    }
    return { noneCameAbout: MOST_POINTS };
  }

  async #tryPoint(dice: Dice): Promise<Tried> {
    const { platform, folder } = this.#place;
    await this.#station.has(await writeMarker(platform));
    const office = officeDigest(folder);
    const call = dice.pick(DISK_CALLS);
    const fault = { call, after: 1 + dice.below(WITHIN[call]), isLasting: dice.chance(LASTING_SHARE) };
    const isAtStart = dice.chance(START_SHARE);
    const { came, found } = isAtStart ? await this.#startOn(fault) : await this.#runOn(fault, dice);
    this.#station.tell('retrySource');
    await this.#station.has(await writeMarker(platform));
    if (!(await this.#station.readEverything())) this.tally.add('met by a reader afterwards');
    await this.#station.has(await writeMarker(platform));
    const untouched = officeDigest(folder) === office ? {} : { officeTouched: true };
    const all = { ...found, ...untouched, ...(await this.#station.differences(platform, this.#city)) };
    // What was done is half of what was found.
    return { came, found: Object.keys(all).length === 0 ? {} : { ...all, fault: { ...fault, isAtStart } } };
  }

  close(): Promise<void> {
    return this.#station.kill();
  }

  /** A start that cannot open its files is refused with a name, and the next one finds everything. */
  async #startOn(fault: DiskFault): Promise<Tried> {
    await this.#station.kill();
    const disk = new FailingDisk(this.#log, this.#files, fault);
    this.#station = new StationProcess({ ...this.#place, under: disk.around });
    const refusal = await this.#refusal();
    if (refusal !== null) this.tally.add(`start refused: ${refusal}`);
    else await this.#station.stop();
    const came = disk.failures > 0;
    this.tally.add(came ? `${fault.call} failed at a start` : 'none came about at a start');
    this.#station = new StationProcess(this.#place);
    return { came, found: refusal === '' ? { refusedWithoutName: true } : {} };
  }

  /** Null when it starts; the code that it names, '' for none. */
  async #refusal(): Promise<string | null> {
    try {
      await this.#station.until(() => this.#station.phase !== 'starting');
      return null;
    } catch (error) {
      const code = /code: '([a-z-]+)'/.exec(error instanceof Error ? error.message : '')?.[1];
      if (code === undefined && !(error instanceof Error && error.message.includes('ended by itself'))) throw error;
      return code ?? '';
    }
  }

  /** Under a running station; reads are to go on where it is not reads that fail. */
  async #runOn(fault: DiskFault, dice: Dice): Promise<Tried> {
    const { platform, writer } = this.#place;
    const disk = new FailingDisk(this.#log, this.#files, fault);
    await disk.begin(this.#station.processId);
    try {
      if (dice.chance(REBUILD_SHARE)) this.#station.tell('rebuildReplica');
      for (let written = 0; written < MOST_TRANSACTIONS && disk.failures === 0; written += 1) {
        await randomTransaction(writer, this.#city, dice);
        const marker = await writeMarker(platform);
        await wait(PAUSE_MS);
        for (let pauses = 0; pauses < MOST_PAUSES && this.#station.lastBatch < marker && disk.failures === 0; pauses += 1)
          await wait(PAUSE_MS);
      }
      return await this.#suffer(fault, disk);
    } finally {
      await disk.end();
    }
  }

  async #suffer({ call, isLasting }: DiskFault, disk: FailingDisk): Promise<Tried> {
    const came = disk.failures > 0;
    this.tally.add(came ? `${call} failed${isLasting ? ', again and again' : ''}` : 'none came about while it ran');
    if (!came || !isLasting) return { came, found: {} };
    // What cannot be written stops it; what cannot be read or put on disk may never be noticed.
    if (call === 'pwrite64') await this.#station.until(() => this.#station.failure !== null);
    const { failure, complaint } = this.#station;
    if (failure !== null) this.tally.add(`named ${failure}`);
    // Where the disk fails, a source that fails is the wrong name.
    return { came, found: failure === 'source-failed' ? { failure, complaint: complaint.slice(-1200) } : {} };
  }

  get #log(): string {
    const log = join(this.#place.folder, 'strace.log');
    rmSync(log, { force: true });
    return log;
  }

  get #files(): readonly string[] {
    const path = replicaPath(this.#place.folder);
    const beside = join(this.#place.folder, 'replica.loading.db');
    return [path, beside].flatMap((name) => [name, `${name}-wal`, `${name}-shm`, `${name}-journal`]);
  }
}

export const ioErrors: Scenario = {
  name: 'io-errors',
  of: 'disk',
  what: 'reads, writes, syncs, truncations or openings of the replica’s files fail with EIO (strace -e inject), one or all of them until the disk answers again, at a start or under a running station that copies or follows (counted in failures that came about): named, and it goes on by itself, exact; office.db as it was',
  full: 200,
  cut: 3,
  expected: DISK_CALLS.map((call) => `${call} failed, again and again`),
  missing: whyNoFailingDisk,
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 700_001 }, (place, city) => new StationOnFailingDisk(place, city)),
};
