import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { eventually } from '../../electron/backend/testing/eventually.ts';
import { type Differences, summaryDifferences } from '../../electron/hosts/station/testing/differences.ts';
import { LineProxy, type LineFault } from '../../electron/hosts/station/testing/line-proxy.ts';
import type { PostgresTuning } from '../../electron/backend/sources/postgres/tuning.ts';
import type { PlatformWriter } from '../../electron/hosts/station/testing/platform-writer.ts';
import { TestStation } from '../../electron/hosts/station/testing/test-station.ts';
import { Changing } from './parts/changing.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import { GIVE_UP_MS, inTime } from './parts/in-time.ts';
import type { Place } from './parts/on-platform.ts';
import { eachThenAny, type Scenario, Tally } from './scenario.ts';

const TASKS = 300;
const WITHIN_MS = 150;
const CAUGHT_UP_SHARE = 0.8;
const COPY_SHARE = 0.15;
/** Bytes until a message is cut: within what a few transactions take. */
const CUT_WITHIN_BYTES = 6000;
/** What a narrow line is left to do before it is cured. */
const SLOW_MS = 400;

/** A line that is silent for so long is given up. */
const LIMIT_MS = 800;
/** On a machine as busy as ours may be, a line that is good can be silent for longer: after every try that failed, twice as long is waited. */
const LONGEST_LIMIT_MS = 25_000;

function tuningOf(limitMs: number): Partial<PostgresTuning> {
  return { silenceLimitMs: limitMs, queryTimeoutMs: limitMs, copySilenceLimitMs: limitMs, connectTimeoutMs: limitMs };
}

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
  #limitMs = LIMIT_MS;

  private constructor(line: LineProxy, station: TestStation, city: City, writer: PlatformWriter) {
    this.#line = line;
    this.#station = station;
    this.#city = city;
    this.#writer = writer;
  }

  static async open({ platform, writer }: Place, city: City): Promise<BadLine> {
    const line = await LineProxy.to(platform.server.options.port);
    return new BadLine(line, new TestStation({ platform, city, addresses: line.address, tuning: tuningOf(LIMIT_MS) }), city, writer);
  }

  async round(dice: Dice, round: number): Promise<Differences> {
    const kind = eachThenAny(KINDS, round, dice);
    this.tally.add(kind);
    const changing = await this.#begin(dice, round);
    await wait(dice.below(WITHIN_MS));
    this.#line.fault = faultOf(kind, dice);
    if (kind === 'half-open') this.#line.breakServerSide();
    const named = await this.#suffers(kind);
    await this.#break();
    await inTime('whoever changes the platform ends', changing.stop());
    this.#line.fault = { kind: 'none' };
    await this.#caughtUp();
    const differences = { ...(await this.#station.differences()), ...summaryDifferences(this.#station.replica.read) };
    await this.#station.stop();
    return { ...named, ...differences };
  }

  async close(): Promise<void> {
    await this.#station.remove();
    await this.#line.close();
  }

  /** A fault may fall into the connecting and into a copy too; the second time it does that, so that a small cut has met it. */
  async #begin(dice: Dice, round: number): Promise<Changing> {
    const isCaughtUp = dice.chance(CAUGHT_UP_SHARE);
    const copies = dice.chance(COPY_SHARE) || round === 1;
    if (isCaughtUp || copies) await this.#caughtUp();
    if (!isCaughtUp && !copies) this.#station.start();
    if (copies) await this.#copyAnew();
    return new Changing(this.#writer, this.#city, dice);
  }

  async #copyAnew(): Promise<void> {
    const { replica } = this.#station;
    await this.#station.stop();
    replica.wantSnapshot();
    this.#station.start();
    let hasEnded = false;
    void this.#station.ended().then(() => (hasEnded = true));
    const isCopying = (): boolean => (replica.rebuilding?.table ?? null) !== null;
    await eventually('the station copies', () => isCopying() || hasEnded || replica.rebuilding === null);
    if (isCopying()) this.tally.add('during a copy');
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

  /** The server is told at last: what a lost station had begun there holds locks, and a writer that waits for one never ends. */
  async #break(): Promise<void> {
    // Also what is just being connected, and is not there to be broken yet.
    this.#line.fault = { kind: 'silent' };
    this.#line.breakAll();
    await inTime('the station lets go of a line that was broken', this.#station.ended());
    this.#line.breakAll();
  }

  /** Tries until it succeeds, as the application does: a slow machine takes longer, and is not stuck. */
  async #caughtUp(): Promise<void> {
    const untilMs = performance.now() + GIVE_UP_MS;
    for (;;) {
      this.#station.start();
      try {
        await inTime('the station catches up', this.#station.catchUp());
        return this.#wait(Math.max(this.#limitMs / 2, LIMIT_MS));
      } catch (error) {
        if (performance.now() > untilMs) throw error;
        this.tally.add('tried again');
        this.#wait(Math.min(this.#limitMs * 2, LONGEST_LIMIT_MS));
      }
    }
  }

  /** From the station's next run on. */
  #wait(limitMs: number): void {
    if (limitMs === this.#limitMs) return;
    this.#limitMs = limitMs;
    this.#station.retune(tuningOf(limitMs));
  }
}

export const partitions: Scenario = {
  name: 'partitions',
  of: 'source',
  what: 'a proxy between station and server: silent both ways or one way, half-open, reset inside a message, slow, while it connects, copies or follows; the station names it (slow: goes on), and is exact afterwards',
  full: 500,
  cut: 9,
  expected: [...KINDS, 'during a copy'],
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 300_007 }, BadLine.open),
};
