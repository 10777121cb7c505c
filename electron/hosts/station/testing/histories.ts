import type { City } from '../../../../shared/city/city.ts';
import type { Dice } from '../../../backend/sources/simulated-city/random.ts';
import { TestPlatform } from '../../platform/testing/test-platform.ts';
import { BreakingSink } from './breaking-sink.ts';
import { summaryDifferences } from './differences.ts';
import { LineProxy } from './line-proxy.ts';
import { PlatformWriter } from './platform-writer.ts';
import { diceOf, randomTransaction } from './random-history.ts';
import { TestStation } from './test-station.ts';

export interface HistoriesOptions {
  readonly city: City;
  /** Each history is a few transactions, among them breaks of the line at any byte and of the program at any call to the replica. */
  readonly count: number;
  readonly firstSeed: number;
  /** Hears how many are done. */
  readonly onDone?: ((done: number) => void) | undefined;
  /** Asked before each: whether to end here. */
  readonly isOver?: (() => boolean) | undefined;
}

export interface HistoriesResult {
  readonly histories: number;
  readonly breaks: number;
  readonly snapshots: number;
  /** Histories after which the replica was not what PostgreSQL says, with what differed. */
  readonly failures: readonly { readonly seed: number; readonly differences: unknown }[];
}

/** What a server sends to a station that connects, goes on and receives a history: breaks fall anywhere in it. */
const CUT_WITHIN_BYTES = 40_000;
const BREAK_WITHIN_CALLS = 12;
const START_OVER_SHARE = 0.08;

/** A platform, a line and a station that go through one history after another. */
export class Histories {
  readonly #platform: TestPlatform;
  readonly #writer: PlatformWriter;
  readonly #line: LineProxy;
  readonly #breaking: BreakingSink;
  readonly #station: TestStation;
  #breaks = 0;
  #snapshots = 0;

  private constructor(platform: TestPlatform, writer: PlatformWriter, line: LineProxy, breaking: BreakingSink, station: TestStation) {
    this.#platform = platform;
    this.#writer = writer;
    this.#line = line;
    this.#breaking = breaking;
    this.#station = station;
    station.replica.observe(({ replaced, tables }) => {
      if (replaced && tables.size === 0) this.#snapshots += 1;
    });
  }

  static async open(city: City): Promise<Histories> {
    const platform = await TestPlatform.start({ cityVersion: city.version });
    const line = await LineProxy.to(platform.server.options.port);
    const breaking = new BreakingSink();
    // Its breaks are resets and errors; that a busy machine is silent for a while is none of them.
    const tuning = { silenceLimitMs: 60_000 };
    const station = new TestStation({ platform, city, tuning, addresses: line.address, intercept: (sink) => breaking.over(sink) });
    return new Histories(platform, await PlatformWriter.connect(platform, city), line, breaking, station);
  }

  async run({ city, count, firstSeed, onDone, isOver }: HistoriesOptions): Promise<HistoriesResult> {
    const failures: { seed: number; differences: unknown }[] = [];
    let histories = 0;
    for (; histories < count && isOver?.() !== true; histories += 1) {
      const seed = firstSeed + histories;
      const differences = await this.#history(city, diceOf(seed));
      if (Object.keys(differences).length > 0) failures.push({ seed, differences });
      onDone?.(histories + 1);
    }
    return { histories, breaks: this.#breaks, snapshots: this.#snapshots, failures };
  }

  async close(): Promise<void> {
    await this.#station.remove();
    await this.#line.close();
    await this.#platform.stop();
  }

  async #history(city: City, dice: Dice): Promise<Readonly<Record<string, unknown>>> {
    if (dice.chance(START_OVER_SHARE)) await this.#loseSlot();
    for (let breaks = dice.below(3); breaks > 0; breaks -= 1) {
      this.#plan(dice);
      this.#station.start();
      // The history goes on while the station connects, copies and follows.
      for (let transactions = 1 + dice.below(4); transactions > 0; transactions -= 1) await randomTransaction(this.#writer, city, dice);
      await this.#endBroken(dice);
    }
    this.#line.fault = { kind: 'none' };
    this.#breaking.never();
    await randomTransaction(this.#writer, city, dice);
    this.#station.start();
    await this.#station.catchUp();
    const differences = { ...(await this.#station.differences()), ...summaryDifferences(this.#station.replica.read) };
    if (dice.chance(0.5)) await this.#station.stop();
    else this.#line.breakAll();
    await this.#station.ended();
    return differences;
  }

  #plan(dice: Dice): void {
    if (dice.chance(0.5)) this.#line.fault = { kind: 'cut', afterBytes: dice.below(CUT_WITHIN_BYTES) };
    else this.#breaking.after(dice.below(BREAK_WITHIN_CALLS), dice.chance(0.5));
  }

  /** Waits for the planned break; one that lies further on than the history reaches falls now. */
  async #endBroken(dice: Dice): Promise<void> {
    const isBroken = await this.#station.endsWithin(dice.below(60));
    this.#breaks += 1;
    if (!isBroken) this.#line.breakAll();
    await this.#station.ended();
  }

  async #loseSlot(): Promise<void> {
    await this.#platform.as('postgres', (client) =>
      client.query('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE active_pid IS NULL'),
    );
  }
}
