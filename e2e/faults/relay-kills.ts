import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { eventually } from '../../electron/backend/testing/eventually.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, summaryDifferences } from '../../electron/hosts/station/testing/differences.ts';
import type { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import type { TestStation } from '../../electron/hosts/station/testing/test-station.ts';
import { brokenBehindRelay, type RelayedPlace, withoutPositions } from './parts/broken-behind-relay.ts';
import { Changing } from './parts/changing.ts';
import { inTime } from './parts/in-time.ts';
import { LastingRows } from './parts/lasting-rows.ts';
import { RelayProcess, relayOptions } from '../fixtures/relay-process.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 2000;

/** What the relay is at when the kill falls, how often each is tried, and within how many milliseconds of it. */
const OCCASIONS = [
  ['handing on', 5, 400],
  ['a large transaction', 2, 500],
  ['giving a copy', 2, 60],
  ['starting', 2, 2000],
] as const;

type Occasion = (typeof OCCASIONS)[number][0];

/** One platform, one stream, one station that lives on, and one relay after the other. Each round ends exact. */
class KilledRelays {
  readonly tally = new Tally();
  readonly #city: City;
  readonly #writer: PlatformWriter;
  readonly #lasting: LastingRows;
  readonly #options: readonly string[];
  readonly #station: TestStation;
  #relay: RelayProcess;

  private constructor(city: City, writer: PlatformWriter, options: readonly string[], relay: RelayProcess, station: TestStation) {
    this.#city = city;
    this.#writer = writer;
    this.#lasting = new LastingRows(writer);
    this.#options = options;
    this.#relay = relay;
    this.#station = station;
  }

  static async open({ relayed, writer, folder }: RelayedPlace, city: City): Promise<KilledRelays> {
    const options = await relayOptions(relayed, join(folder, 'relay'));
    const relay = new RelayProcess(options);
    await relay.running();
    return new KilledRelays(city, writer, options, relay, await relayed.follow(STREET_CODE));
  }

  /** Each occasion once, so that a small cut has met all of them; after that the more frequent ones more often. */
  async round(dice: Dice, round: number): Promise<Differences> {
    await this.#lasting.forget();
    await this.#caughtUp();
    const drawn = dice.weighted(OCCASIONS.map(([, weight]) => weight));
    const [occasion, , withinMs] = OCCASIONS[round] ?? OCCASIONS[drawn] ?? OCCASIONS[0];
    await this.#bring(occasion);
    const changing = new Changing(this.#writer, this.#city, dice, this.#lasting.leaveOne);
    await wait(dice.below(withinMs));
    await this.#kill(occasion);
    this.#relay = new RelayProcess(this.#options);
    await this.#relay.running();
    this.tally.add('commits meanwhile', await changing.stop());
    await withoutPositions(this.#writer);
    // Whoever asked the dead one for a copy would wait for a while.
    if (occasion === 'giving a copy') await this.#station.restart();
    await this.#caughtUp();
    return { ...(await this.#station.differences()), ...summaryDifferences(this.#station.replica.read) };
  }

  async close(): Promise<void> {
    await this.#relay.kill();
    await this.#station.remove();
  }

  async #kill(occasion: Occasion): Promise<void> {
    this.tally.add(`at ${occasion}`);
    this.tally.add(this.#relay.runs ? 'while it ran' : 'before it ran');
    await this.#relay.kill();
    if (this.#station.replica.rebuilding !== null && this.#hasBegunCopy()) this.tally.add('copy left unfinished');
  }

  async #bring(occasion: Occasion): Promise<void> {
    switch (occasion) {
      case 'handing on':
        return;
      case 'a large transaction':
        return this.#writer.sql('UPDATE platform.task SET attempts = attempts + 1');
      case 'giving a copy':
        await this.#station.stop();
        this.#station.replica.wantSnapshot();
        this.#station.start();
        await eventually('the relay gives a copy', () => this.#hasBegunCopy());
        return;
      case 'starting':
        await this.#relay.kill();
        this.#relay = new RelayProcess(this.#options);
    }
  }

  /** Rows of it have come, or all of them. */
  #hasBegunCopy(): boolean {
    const { rebuilding } = this.#station.replica;
    return rebuilding === null || rebuilding.table !== null;
  }

  #caughtUp(): Promise<void> {
    return inTime('the station catches up', this.#station.catchUp());
  }
}

export const relayKills: Scenario = {
  name: 'relay-kills',
  of: 'relay',
  what: 'SIGKILL of the relay (`npm run relay`) while it hands on, gives a copy or starts, and while somebody changes the platform; after each of them every table of a station behind NATS against PostgreSQL, every summary against a recount',
  full: 300,
  cut: OCCASIONS.length,
  expected: [
    ...OCCASIONS.map(([occasion]) => `at ${occasion}`),
    'while it ran',
    'before it ran',
    'copy left unfinished',
    'commits meanwhile',
  ],
  missing: whyNoNats,
  run: brokenBehindRelay({ tasks: TASKS, seedFactor: 1_000_003 }, KilledRelays.open),
};
