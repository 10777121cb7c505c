import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { City } from '../../../shared/city/city.ts';
import { replicaPath } from '../../../electron/backend/replication/replica-options.ts';
import type { Dice } from '../../../electron/backend/sources/simulated-city/random.ts';
import type { SourceSpec } from '../../../electron/backend/sources/source-spec.ts';
import { eventually } from '../../../electron/backend/testing/eventually.ts';
import type { TestPlatform } from '../../../electron/hosts/platform/testing/test-platform.ts';
import type { Differences } from '../../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../../electron/hosts/station/testing/marker.ts';
import type { PlatformWriter } from '../../../electron/hosts/station/testing/platform-writer.ts';
import { Tally } from '../scenario.ts';
import { Changing } from './changing.ts';
import { LastingRows } from './lasting-rows.ts';
import { isLogHalfCopied } from './log-copying.ts';
import { lengthenNotes, shortenNotes } from './long-notes.ts';
import type { Place } from './on-platform.ts';
import { StationProcess } from './station-process.ts';
import { STATION_SLOT } from './station-spec.ts';

/** What a station is at when the kill falls; it falls within so many milliseconds of that. */
const WITHIN_MS = {
  applying: 400,
  'a large transaction': 500,
  rebuilding: 600,
  starting: 1500,
  'a lost slot': 2500,
  'a deleted replica': 2500,
  copying: 150,
  indexing: 60,
  checkpointing: 60,
} as const;

export type Occasion = keyof typeof WITHIN_MS;
/** How often each is tried. */
export type Occasions = readonly [readonly [Occasion, number], ...(readonly [Occasion, number])[]];

interface KilledStationsOptions extends Place {
  readonly city: City;
  /** With keys from 1. */
  readonly tasks: number;
  readonly occasions: Occasions;
  /** Where a station gets its rows instead of the platform's own stream. */
  readonly source?: SourceSpec;
  /** Takes away what does not reach a station, before it is compared. */
  readonly tidy?: (writer: PlatformWriter) => Promise<void>;
}

/** One platform, and one station after the other on one replica. Each round ends exact, so that the next begins where everything is known. */
export class KilledStations {
  readonly tally = new Tally();
  readonly #options: KilledStationsOptions;
  readonly #platform: TestPlatform;
  readonly #lasting: LastingRows;
  #station: StationProcess;

  constructor(options: KilledStationsOptions) {
    this.#options = options;
    this.#platform = options.platform;
    this.#lasting = new LastingRows(options.writer);
    this.#station = this.#next();
  }

  /** Each occasion once, so that a small cut has met all of them; after that the more frequent ones more often. */
  async round(dice: Dice, round: number): Promise<Differences> {
    const { city, writer, occasions, tidy } = this.#options;
    await this.#lasting.forget();
    await shortenNotes(writer.client);
    await this.#station.has(await writeMarker(this.#platform));
    const drawn = dice.weighted(occasions.map(([, weight]) => weight));
    const [occasion] = occasions[round] ?? occasions[drawn] ?? occasions[0];
    const changing = await this.#bring(occasion, () => new Changing(writer, city, dice, this.#lasting.leaveOne));
    await wait(dice.below(WITHIN_MS[occasion]));
    await this.#kill(occasion);
    this.tally.add('commits meanwhile', await changing.stop());
    await tidy?.(writer);
    this.#station = this.#next();
    await this.#station.has(await writeMarker(this.#platform));
    return this.#station.differences(this.#platform, city);
  }

  close(): Promise<void> {
    return this.#station.kill();
  }

  async #kill(occasion: Occasion): Promise<void> {
    this.tally.add(`phase ${this.#station.phase}`);
    this.tally.add(`at ${occasion}`);
    await this.#station.kill();
    if (isLogHalfCopied(replicaPath(this.#options.folder))) this.tally.add('log half copied');
    if (existsSync(this.#copyPath)) this.tally.add('copy left unfinished');
    if ((statSync(`${replicaPath(this.#options.folder)}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0) this.tally.add('log left behind');
  }

  /** Resolves as soon as the station is at it. @param change somebody begins to change the platform */
  async #bring(occasion: Occasion, change: () => Changing): Promise<Changing> {
    switch (occasion) {
      case 'applying':
        return change();
      case 'a large transaction':
        await this.#options.writer.sql('UPDATE platform.task SET attempts = attempts + 1');
        return change();
      case 'rebuilding':
        this.#station.tell('rebuildReplica');
        return change();
      case 'checkpointing':
        await this.#bringCheckpoint();
        return change();
      case 'copying':
      case 'indexing':
        return this.#bringCopy(occasion, change);
      default:
        await this.#station.kill();
        if (occasion === 'a deleted replica') this.#deleteReplica();
        if (occasion === 'a lost slot') await this.#dropSlot();
        this.#station = this.#next();
        return change();
    }
  }

  async #bringCopy(occasion: 'copying' | 'indexing', change: () => Changing): Promise<Changing> {
    await this.#station.kill();
    this.#deleteReplica();
    this.#station = this.#next();
    const changing = change();
    if (occasion === 'copying') await eventually('the station copies', () => existsSync(this.#copyPath));
    else await this.#station.until(() => !['starting', 'loading'].includes(this.#station.phase));
    return changing;
  }

  #bringCheckpoint(): Promise<unknown> {
    const { folder, tasks } = this.#options;
    let turn = 0;
    const fillLog = async (client: Client): Promise<boolean> => {
      await lengthenNotes(client, tasks, turn);
      turn += 1;
      return isLogHalfCopied(replicaPath(folder));
    };
    return this.#platform.as('platform_writer', (client) => eventually('the log is copied into the file', () => fillLog(client)));
  }

  /** What a snapshot is loaded into until it is complete. */
  get #copyPath(): string {
    return join(this.#options.folder, 'replica.loading.db');
  }

  #deleteReplica(): void {
    rmSync(replicaPath(this.#options.folder));
  }

  /** The server takes a moment to notice that its station is gone. */
  #dropSlot(): Promise<unknown> {
    return this.#platform.as('postgres', async (client) => {
      await client.query(`SELECT pg_terminate_backend(active_pid, 5000) FROM pg_replication_slots WHERE slot_name = $1`, [STATION_SLOT]);
      await client.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1', [STATION_SLOT]);
    });
  }

  #next(): StationProcess {
    const { platform, folder, source } = this.#options;
    return new StationProcess({ platform, folder, ...(source === undefined ? {} : { source }) });
  }
}

/** What has to have come about of these occasions. */
export function expectedOf(occasions: Occasions): readonly string[] {
  return occasions.map(([occasion]) => `at ${occasion}`);
}
