import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { City } from '../../shared/city/city.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { type Differences, summaryDifferences, tableDifferences } from '../../electron/hosts/station/testing/differences.ts';
import { writeMarker } from '../../electron/hosts/station/testing/marker.ts';
import { officeDigest } from './parts/office-file.ts';
import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import type { Place } from './parts/on-platform.ts';
import { fill, whyNoSmallDisk } from './parts/small-disk.ts';
import { TimeLapse } from './parts/time-lapse.ts';
import { WholeStation } from './parts/whole-station.ts';
import { type Scenario, Tally } from './scenario.ts';

const TASKS = 2000;
const DISK = '48m';
const MINUTES = 30;
/** What the log and free pages of the file can take; a fresh copy needs room of its own. */
const MOST_UPDATES = 30;
const STEP_MS = 10_000;
/** Real time for what a step of the clock's has begun. */
const STEP_PAUSE_MS = 20;

/** A whole station on a small disk, on a clock that lets half an hour pass in a moment. */
class FullForLong {
  readonly tally = new Tally();
  readonly #place: Place;
  readonly #city: City;
  readonly #clock: TimeLapse;
  readonly #station: WholeStation;

  private constructor(place: Place, city: City, clock: TimeLapse, station: WholeStation) {
    this.#place = place;
    this.#city = city;
    this.#clock = clock;
    this.#station = station;
  }

  static async open(place: Place, city: City, count: number): Promise<FullForLong> {
    const clock = new TimeLapse(Date.now() - count * MINUTES * MINUTE_MS);
    const { platform, folder } = place;
    return new FullForLong(place, city, clock, await WholeStation.open({ platform, folder, clock }));
  }

  async round(): Promise<Differences> {
    const { platform, writer, folder } = this.#place;
    const station = this.#station;
    await station.has(await writeMarker(platform));
    const filler = join(folder, 'filler');
    fill(filler);
    for (let update = 0; update < MOST_UPDATES && !this.#isNamed; update += 1)
      await writer.sql('UPDATE platform.task SET attempts = attempts + 1');
    if (!this.#isNamed) await station.rebuild();
    await station.until(() => this.#isNamed);
    const office = officeDigest(folder);
    const answers = await station.work();
    const wrong = await this.#lastFull(answers, office);
    rmSync(filler);
    const marker = await writeMarker(platform);
    // It waits for up to half a minute, and nobody presses a button.
    this.#clock.pass(MINUTE_MS / 2);
    await station.has(marker);
    const refusal = await station.save('room again');
    return { ...wrong, ...(refusal === null ? {} : { officeRefuses: refusal }), ...(await this.#differences()) };
  }

  close(): Promise<void> {
    return this.#station.close();
  }

  get #isNamed(): boolean {
    const { replica } = this.#station.status;
    return replica.phase === 'failed' && replica.code === 'disk-full';
  }

  /** Half an hour without room. Answers what was not as it is to be. */
  async #lastFull(answers: string, office: string): Promise<Differences> {
    for (let minute = 1; minute <= MINUTES; minute += 1) {
      for (let passedMs = 0; passedMs < MINUTE_MS; passedMs += STEP_MS) {
        this.#clock.pass(STEP_MS);
        await wait(STEP_PAUSE_MS);
      }
      const refusal = await this.#station.save('no room');
      if ((await this.#station.work()) !== answers) return { minute, otherAnswers: true };
      if (refusal !== 'disk-full') return { minute, refusal };
      if (officeDigest(this.#place.folder) !== office) return { minute, officeTouched: true };
      this.tally.add('minutes in which everything could be read');
      if (this.#isNamed) this.tally.add('minutes that ended with disk-full on screen');
    }
    return {};
  }

  #differences(): Promise<Differences> {
    return this.#station.reading(async (read) => ({
      ...(await tableDifferences(this.#place.platform, this.#city, STREET_CODE, read)),
      ...summaryDifferences(read),
    }));
  }
}

export const halfHourFull: Scenario = {
  name: 'half-hour-full',
  of: 'disk',
  what: 'a disk that stays full for 30 minutes of a simulated clock, with the whole backend on it: every minute everything can be read, the office’s settings are refused with disk-full and stay as they were, and it goes on by itself once there is room, exact',
  full: 10,
  cut: 1,
  expected: ['minutes in which everything could be read', 'minutes that ended with disk-full on screen'],
  missing: whyNoSmallDisk,
  run: brokenOnPlatform({ tasks: TASKS, seedFactor: 600_011, disk: DISK }, FullForLong.open),
};
