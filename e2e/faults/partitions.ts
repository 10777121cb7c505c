import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { type Differences, summaryDifferences } from '../../electron/hosts/station/testing/differences.ts';
import { LineProxy, type LineFault } from '../../electron/hosts/station/testing/line-proxy.ts';
import type { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { TestStation } from '../../electron/hosts/station/testing/test-station.ts';
import { Changing } from './parts/changing.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import { GIVE_UP_MS, inTime } from './parts/in-time.ts';
import type { Place } from './parts/on-platform.ts';
import { eachThenAny, type Scenario, Tally } from './scenario.ts';

const TASKS = 300;
const WITHIN_MS = 150;
/** Bytes until a message is cut: within what a few transactions take. */
const CUT_WITHIN_BYTES = 6000;
/** What a narrow line is left to do before it is cured. */
const SLOW_MS = 400;

const KINDS = ['silent', 'nothing arrives there', 'nothing arrives here', 'half-open', 'reset inside a message', 'slow'] as const;
type Kind = (typeof KINDS)[number];

function faultOf(kind: Kind, dice: Dice): LineFault {
  switch (kind) {
    case 'silent':
    case 'half-open':
      return { kind: 'silent' };
    case 'nothing arrives there':
      return { kind: 'silent', from: 'station' };
    case 'nothing arrives here':
      return { kind: 'silent', from: 'server' };
    case 'reset inside a message':
      return { kind: 'cut', afterBytes: dice.below(CUT_WITHIN_BYTES) };
    case 'slow':
      return { kind: 'slow', pieceBytes: 1 + dice.below(500), pauseMs: 1 + dice.below(20) };
  }
}

/** A station whose line is bad in every way. */
class BadLine {
  readonly tally = new Tally();
  readonly #line: LineProxy;
  readonly #station: TestStation;
  readonly #city: City;
  readonly #writer: PlatformWriter;

  private constructor(line: LineProxy, station: TestStation, city: City, writer: PlatformWriter) {
    this.#line = line;
    this.#station = station;
    this.#city = city;
    this.#writer = writer;
  }

  static async open({ platform, writer }: Place, city: City): Promise<BadLine> {
    const line = await LineProxy.to(platform.server.options.port);
    const tuning = { silenceLimitMs: 800, queryTimeoutMs: 800, copySilenceLimitMs: 800, connectTimeoutMs: 800 };
    return new BadLine(line, new TestStation({ platform, city, addresses: line.address, tuning }), city, writer);
  }

  async round(dice: Dice, round: number): Promise<Differences> {
    const kind = eachThenAny(KINDS, round, dice);
    this.tally.add(kind);
    // A fault may fall into the connecting too.
    if (dice.chance(0.8)) await this.#caughtUp();
    else this.#station.start();
    const changing = new Changing(this.#writer, this.#city, dice);
    await wait(dice.below(WITHIN_MS));
    this.#line.fault = faultOf(kind, dice);
    if (kind === 'half-open') this.#line.breakServerSide();
    const named = await this.#suffers(kind);
    await changing.stop();
    await this.#cure();
    const differences = { ...(await this.#station.differences()), ...summaryDifferences(this.#station.replica.read) };
    await this.#station.stop();
    return { ...named, ...differences };
  }

  async close(): Promise<void> {
    await this.#station.remove();
    await this.#line.close();
  }

  /** Waits until the station has noticed. A slow line is none to give up. Answers what it calls it where that is wrong. */
  async #suffers(kind: Kind): Promise<Differences> {
    if (kind === 'slow') {
      await wait(SLOW_MS);
      return {};
    }
    const failure = await inTime(`the station notices a line that is ${kind}`, this.#station.failure());
    const code = typeof failure === 'object' && failure !== null && 'code' in failure ? String(failure.code) : String(failure);
    this.tally.add(`named ${code}`);
    return code === 'source-unreachable' ? {} : { named: failure };
  }

  async #cure(): Promise<void> {
    this.#line.breakAll();
    await inTime('the station lets go of a line that was broken', this.#station.ended());
    this.#line.fault = { kind: 'none' };
    await this.#caughtUp();
  }

  /** A machine as busy as ours may be silent for longer than this line allows: then again, as the application does. */
  async #caughtUp(): Promise<void> {
    const untilMs = performance.now() + GIVE_UP_MS;
    for (;;) {
      this.#station.start();
      try {
        return await inTime('the station catches up', this.#station.catchUp());
      } catch (error) {
        if (performance.now() > untilMs) throw error;
        this.tally.add('tried again');
      }
    }
  }
}

export const partitions: Scenario = {
  name: 'partitions',
  of: 'source',
  what: 'a proxy between station and server: silent both ways or one way, half-open, reset inside a message, slow; the station names it (slow: goes on), and is exact afterwards',
  full: 500,
  cut: 9,
  expected: KINDS,
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 300_007 }, BadLine.open),
};
