import { closeSync, openSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import type { City } from '../../shared/city/city.ts';
import { openDatabase } from '../../electron/backend/db/database.ts';
import { DatabaseKey } from '../../electron/backend/db/database-key.ts';
import { TEST_KEYS } from '../../electron/backend/keys/testing/test-security.ts';
import { replicaPath } from '../../electron/backend/replication/replica-options.ts';
import { removeDatabaseFiles } from '../../electron/backend/replication/replica-file.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { randomTransaction } from '../../electron/hosts/station/testing/random-history.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { officeDigest } from './parts/office-file.ts';
import { StationProcess } from './parts/station-process.ts';
import { eachThenAny, type Scenario, Tally } from './scenario.ts';

const TASKS = 2000;
const PAGE_BYTES = 4096;
/** Whole databases that are not ours, whatever they hold. */
const STRANGERS = ['of another version', 'of a newer format', 'of another source', 'of another key'] as const;
const KINDS = ['pages', 'log', 'cut short', 'deleted', 'emptied', 'no database', 'pages under a running station', ...STRANGERS] as const;
type Kind = (typeof KINDS)[number];
type Stranger = (typeof STRANGERS)[number];

const isStranger = (kind: Kind): kind is Stranger => STRANGERS.some((stranger) => stranger === kind);

/** As another program, or another version of this one, would have left it. */
function estrange(path: string, kind: Stranger): void {
  const options = { role: 'replica', synchronous: 'FULL' } as const;
  if (kind === 'of another key') removeDatabaseFiles(path);
  const db = openDatabase(path, { ...options, key: kind === 'of another key' ? DatabaseKey.random() : TEST_KEYS.replica });
  switch (kind) {
    case 'of another version':
      db.execute(`UPDATE replica SET identity = 'of another version'`);
      break;
    case 'of a newer format':
      db.execute('PRAGMA user_version = 999');
      break;
    case 'of another source':
      db.execute(`UPDATE replica SET source_id = 'another'`);
      break;
    case 'of another key':
      db.execute('CREATE TABLE replica (identity, source_id)');
  }
  db.close();
}

function overwrite(path: string, dice: Dice): void {
  const pages = Math.floor((statSync(path, { throwIfNoEntry: false })?.size ?? 0) / PAGE_BYTES);
  if (pages === 0) return;
  const file = openSync(path, 'r+');
  for (let left = 1 + dice.below(3); left > 0; left -= 1)
    writeSync(file, randomBytes(1 + dice.below(PAGE_BYTES)), 0, null, dice.below(pages) * PAGE_BYTES);
  closeSync(file);
}

function spoil(path: string, kind: Exclude<Kind, Stranger>, dice: Dice): void {
  switch (kind) {
    case 'pages':
    case 'pages under a running station':
      return overwrite(path, dice);
    case 'log':
      return overwrite(`${path}-wal`, dice);
    case 'cut short':
      return truncateSync(path, dice.below(statSync(path).size));
    case 'deleted':
      return rmSync(path);
    case 'emptied':
      return truncateSync(path, 0);
    case 'no database':
      return writeFileSync(path, 'not a database, or one of another program\n'.repeat(1000));
  }
}

/** A station whose file is spoiled again and again. */
class SpoiledReplica {
  readonly tally = new Tally();
  readonly #place: Place;
  readonly #city: City;
  #station: StationProcess;

  constructor(place: Place, city: City) {
    this.#place = place;
    this.#city = city;
    this.#station = new StationProcess(place);
  }

  async round(dice: Dice, round: number): Promise<Differences> {
    const { platform, writer, folder } = this.#place;
    const kind = eachThenAny<Kind>(KINDS, round, dice);
    this.tally.add(kind);
    const isRunning = kind === 'pages under a running station';
    await this.#station.has(await writeMarker(platform));
    if (!isRunning) await this.#station.kill();
    const office = officeDigest(folder);
    if (isStranger(kind)) estrange(replicaPath(folder), kind);
    else spoil(replicaPath(folder), kind, dice);
    await randomTransaction(writer, this.#city, dice);
    if (!isRunning) this.#station = new StationProcess(this.#place);
    await this.#station.has(await writeMarker(platform));
    const filledAnew = !isStranger(kind) || this.#station.exchanges > 0 ? {} : { goesOnWith: kind };
    // Damage that nobody has met yet is met now, and healed.
    while (!(await this.#station.readEverything())) {
      this.tally.add('met by a reader');
      await this.#station.until(() => this.#station.phase === 'live' || this.#station.phase === 'catching-up');
    }
    await this.#station.has(await writeMarker(platform));
    const untouched = officeDigest(folder) === office ? {} : { officeTouched: true };
    const refusal = await this.#station.saveSetting();
    const saved = refusal === null ? {} : { officeRefuses: refusal };
    return { ...filledAnew, ...untouched, ...saved, ...(await this.#station.differences(platform, this.#city)) };
  }

  close(): Promise<void> {
    return this.#station.kill();
  }
}

export const damage: Scenario = {
  name: 'damage',
  of: 'disk',
  what: 'replica.db with random pages overwritten (also under a running station), its log overwritten, cut short, emptied, deleted, or something else in its place: no database, or one of another version, newer format, source or key: healed by itself, exact afterwards; office.db as it was',
  full: 200,
  cut: KINDS.length,
  expected: KINDS,
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 500_009 }, (place, city) => new SpoiledReplica(place, city)),
};
