import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import type { TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { Changing } from './parts/changing.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { StationProcess } from './parts/station-process.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 300;
const WITHIN_MS = 300;
const ENDS = ['kill', 'immediate', 'fast'] as const;
/** The server ends while its station makes a fresh copy, instead of following. */
const REBUILD_SHARE = 0.2;

/** One station that lives on while its server dies again and again. */
class DyingServer {
  readonly tally = new Tally();
  readonly #platform: TestPlatform;
  readonly #city: City;
  readonly #station: StationProcess;
  #writer: PlatformWriter;

  constructor({ platform, writer, folder }: Place, city: City) {
    this.#platform = platform;
    this.#city = city;
    this.#writer = writer;
    this.#station = new StationProcess({ platform, folder });
  }

  async round(dice: Dice): Promise<Differences> {
    const { server } = this.#platform;
    await this.#station.has(await writeMarker(this.#platform));
    const changing = new Changing(this.#writer, this.#city, dice);
    if (dice.chance(REBUILD_SHARE)) {
      this.tally.add('while rebuilding');
      this.#station.tell('rebuildReplica');
    }
    await wait(dice.below(WITHIN_MS));
    const end = dice.pick(ENDS);
    this.tally.add(end);
    await (end === 'kill' ? server.kill() : server.stop(end));
    await changing.stop();
    await this.#station.until(() => this.#station.trouble !== null);
    this.tally.add(`named ${this.#station.trouble}`);
    await server.start();
    this.#writer = await PlatformWriter.connect(this.#platform, this.#city);
    // Its own wait grows to half a minute; whoever sits there may press the button.
    this.#station.tell('retrySource');
    await this.#station.has(await writeMarker(this.#platform));
    return this.#station.differences(this.#platform, this.#city);
  }

  close(): Promise<void> {
    return this.#station.kill();
  }
}

export const serverKills: Scenario = {
  name: 'server-kills',
  of: 'source',
  what: 'PostgreSQL killed, or stopped (immediate, fast) and started again, while somebody writes and one station follows or copies; then every table and summary compared',
  full: 300,
  cut: 8,
  expected: [...ENDS, 'while rebuilding'],
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 200_003 }, (place, city) => new DyingServer(place, city)),
};
