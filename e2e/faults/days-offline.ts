import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';
import { freePort } from '../../electron/backend/testing/free-port.ts';
import { CITY_CODE, type TestPlatform } from '../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, slicedDifferences, tableDifferences } from '../../electron/hosts/station/testing/differences.ts';
import { LineProxy } from '../../electron/hosts/station/testing/line-proxy.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { fillWithCity, writeBacklog } from './parts/living-platform.ts';
import { brokenOnPlatform, type Counts } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { TimeLapse } from './parts/time-lapse.ts';
import { WholeStation } from './parts/whole-station.ts';
import { type Scenario, Tally } from './scenario.ts';

const AWAY_MS = 3 * DAY_MS;
const BACK_WITHIN_MS = 60_000;
/** Of the clock, in which the days go by: an attempt of the station's each, as a real one takes real time. */
const STEP_MS = 10 * MINUTE_MS;
/** The station's attempts meet nobody; so much real time goes by for each step of the clock's. */
const STEP_PAUSE_MS = 2;

interface Size {
  readonly preset: 'small' | 'full';
  /** Rows that change on the platform while the station is away. */
  readonly backlogRows: number;
}

/** One station, with everything a console asks of it, and the line on which it is away for days. */
class AwayStation {
  readonly #platform: TestPlatform;
  readonly #city: City;
  readonly #size: Size;
  readonly #line: LineProxy;
  readonly #clock: TimeLapse;
  readonly #station: WholeStation;
  readonly #tally = new Tally();
  #slowestMs = 0;

  private constructor(platform: TestPlatform, city: City, size: Size, line: LineProxy, clock: TimeLapse, station: WholeStation) {
    this.#platform = platform;
    this.#city = city;
    this.#size = size;
    this.#line = line;
    this.#clock = clock;
    this.#station = station;
  }

  static async open(place: Place, city: City, size: Size, count: number): Promise<AwayStation> {
    const { platform, folder } = place;
    await fillWithCity(platform, city, size.preset);
    const line = await LineProxy.to(platform.server.options.port);
    // The server's clock cannot be moved: ours begins as much earlier as it will have gone ahead in the end.
    const clock = new TimeLapse(Date.now() - count * AWAY_MS);
    const station = await WholeStation.open({ platform, folder, clock, area: CITY_CODE, addresses: line.address });
    return new AwayStation(platform, city, size, line, clock, station);
  }

  get tally(): Counts {
    return { counts: { ...this.#tally.counts, 'slowest return, s': Math.round(this.#slowestMs / 1000) } };
  }

  /** By turns the console is worked on and the machine sleeps: both have been there after two rounds. */
  async round(dice: Dice, round: number): Promise<Differences> {
    const station = this.#station;
    await station.has(await writeMarker(this.#platform));
    const before = await station.work();
    const sleeps = round % 2 === 1;
    if (sleeps) this.#line.fault = { kind: 'silent' };
    else await this.#cut();
    await writeBacklog(this.#platform, this.#size.backlogRows, dice.unit());
    const wrong = sleeps ? await this.#sleep() : await this.#workOn(before);
    this.#tally.add(sleeps ? 'asleep for 72 h' : 'worked on for 72 h');
    const late = await this.#comeBack();
    return { ...wrong, ...late, ...(await this.#differences()) };
  }

  async close(): Promise<void> {
    await this.#station.close();
    await this.#line.close();
  }

  async #cut(): Promise<void> {
    this.#line.port = await freePort();
    this.#line.breakAll();
    await this.#station.until(({ source }) => source.state === 'offline');
  }

  /** Somebody looks every hour. Answers what was not as it is to be. */
  async #workOn(before: string): Promise<Differences> {
    const { nowMs, source } = this.#station.status;
    const sinceMs = source.offlineSinceMs ?? nowMs;
    for (let hour = 1; hour <= AWAY_MS / HOUR_MS; hour += 1) {
      for (let passedMs = 0; passedMs < HOUR_MS; passedMs += STEP_MS) {
        this.#clock.pass(STEP_MS);
        await wait(STEP_PAUSE_MS);
      }
      const wrong = this.#judge(sinceMs, hour) ?? ((await this.#station.work()) === before ? null : { otherAnswers: true });
      if (wrong !== null) return { hour, ...wrong };
      this.#tally.add('hours in which the console answered, with its age');
    }
    return {};
  }

  #judge(sinceMs: number, hour: number): Differences | null {
    const { source, sources, nowMs } = this.#station.status;
    const { state, trouble, offlineSinceMs } = source;
    const isNamed = state !== 'live' && trouble?.code === 'source-unreachable' && offlineSinceMs === sinceMs;
    const hasAge = Math.abs(nowMs - sinceMs - hour * HOUR_MS) < 10 * MINUTE_MS;
    const isMarked = sources.every((each) => each.state !== 'live');
    return isNamed && hasAge && isMarked ? null : { source, nowMs, sinceMs, sources };
  }

  /** Nothing arrives meanwhile, and its connections are gone when it wakes. The first thing that is said then has the age. */
  async #sleep(): Promise<Differences> {
    this.#clock.sleep(AWAY_MS);
    const atMs = this.#clock.now();
    this.#line.breakAll();
    await this.#station.until(({ nowMs }) => nowMs >= atMs);
    const { sources, nowMs } = this.#station.status;
    return sources.every(({ aliveAtMs }) => nowMs - (aliveAtMs ?? 0) > AWAY_MS - HOUR_MS) ? {} : { nowMs, sources };
  }

  /** Nobody presses a button. */
  async #comeBack(): Promise<Differences> {
    const marker = await writeMarker(this.#platform);
    const backAtMs = performance.now();
    this.#line.fault = { kind: 'none' };
    this.#line.port = this.#platform.server.options.port;
    await this.#station.has(marker);
    const tookMs = performance.now() - backAtMs;
    this.#slowestMs = Math.max(this.#slowestMs, tookMs);
    return tookMs <= BACK_WITHIN_MS ? {} : { tookMs };
  }

  async #differences(): Promise<Differences> {
    return this.#station.reading(async (read) =>
      this.#size.preset === 'small'
        ? tableDifferences(this.#platform, this.#city, CITY_CODE, read)
        : slicedDifferences(this.#platform, this.#city, '', read, 'task'),
    );
  }
}

/** The days are the same with every seed; who changes meanwhile is not. */
function runWith(size: Size): Scenario['run'] {
  return brokenOnPlatform({ tasks: 1, seedFactor: 1_200_007 }, (place, city, count) => AwayStation.open(place, city, size, count));
}

const EXPECTED = ['worked on for 72 h', 'asleep for 72 h'];

export const daysOffline: Scenario = {
  name: 'days-offline',
  of: 'source',
  what: '72 hours without the source on a simulated clock, in steps of ten minutes; or a machine that sleeps for 72 hours. The console answers every hour, with its age; once the line is back, everything is here within 60 s',
  full: 20,
  cut: 2,
  expected: EXPECTED,
  run: runWith({ preset: 'small', backlogRows: 5000 }),
};

export const daysOfflineCity: Scenario = {
  name: 'days-offline-city',
  of: 'source',
  what: 'the same at the size of the city (1.2 million tasks, 600,000 rows that changed meanwhile)',
  full: 2,
  cut: 0,
  expected: EXPECTED,
  run: runWith({ preset: 'full', backlogRows: 600_000 }),
};
