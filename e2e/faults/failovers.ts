import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import type { TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import type { Differences } from '../../electron/hosts/station/testing/differences.ts';
import { LineProxy } from '../../electron/hosts/station/testing/line-proxy.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { Changing } from './parts/changing.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { StationProcess } from './parts/station-process.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 300;
const WITHIN_MS = 300;
/** The standby lacks what the station has: the city goes on without some of its last commits, and the station has to as well. */
const BEHIND_SHARE = 0.4;
/** More markers than a platform can lose. */
const BEYOND_LOST = 1000;
/** A vacuum may end the slots of a standby. */
const SETTINGS = { autovacuum: 'off' };

/** A primary, its standby, and one station that knows both addresses. Whoever is promoted gets the next standby. */
class FailingOver {
  readonly tally = new Tally();
  readonly #city: City;
  readonly #station: StationProcess;
  /** The station's two addresses; the first one is the primary's. */
  #lines: readonly [LineProxy, LineProxy];
  #primary: TestPlatform;
  #standby: TestPlatform;

  private constructor(
    city: City,
    station: StationProcess,
    lines: readonly [LineProxy, LineProxy],
    primary: TestPlatform,
    standby: TestPlatform,
  ) {
    this.#city = city;
    this.#station = station;
    this.#lines = lines;
    this.#primary = primary;
    this.#standby = standby;
  }

  static async open({ platform, folder }: Place, city: City): Promise<FailingOver> {
    const lines = [await LineProxy.to(platform.server.options.port), await LineProxy.to(platform.server.options.port)] as const;
    const station = new StationProcess({ platform, folder, addresses: lines.map(({ address }) => address).join() });
    // The standby is a copy: the station's slot is to be in it.
    await station.has(await writeMarker(platform));
    const standby = await platform.startStandby();
    lines[1].port = standby.server.options.port;
    return new FailingOver(city, station, lines, platform, standby);
  }

  async round(dice: Dice): Promise<Differences> {
    const station = this.#station;
    station.tell('retrySource');
    await station.has(await writeMarker(this.#primary));
    const isBehind = dice.chance(BEHIND_SHARE);
    if (isBehind) await this.#standby.server.stop('immediate');
    await this.#losePrimary(dice, isBehind);
    if (isBehind) await this.#standby.server.start();
    const { exchanges } = station;
    await this.#standby.as('postgres', (client) => client.query('SELECT pg_promote()'));
    station.tell('retrySource');
    await station.has(await writeMarker(this.#standby, BEYOND_LOST));
    this.tally.add(station.exchanges > exchanges ? 'filled anew: it had what the new primary lacks' : 'went on where it stood');
    const differences = await station.differences(this.#standby, this.#city);
    await this.#changePlaces();
    return differences;
  }

  async close(): Promise<void> {
    await this.#station.kill();
    await this.#standby.stop();
    await this.#primary.stop();
    for (const line of this.#lines) await line.close();
  }

  /** While somebody writes; where the standby is away, the station has something of it. */
  async #losePrimary(dice: Dice, isBehind: boolean): Promise<void> {
    const changing = new Changing(await PlatformWriter.connect(this.#primary, this.#city), this.#city, dice);
    await wait(dice.below(WITHIN_MS));
    if (isBehind) await this.#station.has(await writeMarker(this.#primary));
    const end = dice.pick(['kill', 'immediate'] as const);
    this.tally.add(`${end}${isBehind ? ', standby behind' : ''}`);
    const { server } = this.#primary;
    await (end === 'kill' ? server.kill() : server.stop(end));
    await changing.stop();
    await this.#station.until(() => this.#station.trouble !== null);
    this.tally.add(`named ${this.#station.trouble}`);
  }

  /** The promoted server is the primary from now on, and gets a standby under the lost one's address. */
  async #changePlaces(): Promise<void> {
    await this.#primary.stop();
    this.#primary = this.#standby;
    this.#lines = [this.#lines[1], this.#lines[0]];
    this.#standby = await this.#primary.startStandby();
    this.#lines[1].port = this.#standby.server.options.port;
  }
}

export const failovers: Scenario = {
  name: 'failovers',
  of: 'source',
  what: 'the primary is killed while somebody writes, its standby promoted, with all of it or without the last commits; the station follows at its other address, compared with the promoted server',
  full: 50,
  cut: 2,
  expected: ['kill', 'immediate', 'kill, standby behind', 'immediate, standby behind'],
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 800_011, settings: SETTINGS }, FailingOver.open),
};
