import type { City } from '../../../shared/city/city.ts';
import type { Dice } from '../../../electron/backend/sources/simulated-city/random.ts';
import type { Differences } from '../../../electron/hosts/station/testing/differences.ts';
import { diceOf } from '../../../electron/hosts/station/testing/random-history.ts';
import { inRounds, type Scenario, type ScenarioResult, type ScenarioRun } from '../scenario.ts';
import { onPlatform, type Place } from './on-platform.ts';
import { ending } from '../../fixtures/ending.ts';
import { SmallDisk } from './small-disk.ts';

/** What came about how often. */
export interface Counts {
  readonly counts: ScenarioResult['tally'];
}

/** What a scenario breaks again and again on one platform. */
export interface Broken {
  readonly tally: Counts;
  /** Breaks it once, and heals it. Answers what was not as it is to be then. */
  round(dice: Dice, index: number): Promise<Differences>;
  close(): Promise<void>;
}

export interface BareGround {
  readonly tasks: number;
  /** Of this scenario alone: its dice fall differently from the others' with the same seed. */
  readonly seedFactor: number;
}

interface Ground extends BareGround {
  /** Of the server. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Of the disk that the station's folder is on, e.g. `24m`; the machine's own when left out. */
  readonly disk?: string;
}

/** Breaks it as often as is asked, and closes it. */
export function breakRepeatedly(broken: Broken, given: ScenarioRun, seedFactor: number): Promise<ScenarioResult> {
  return ending(broken, async () => {
    const failures = await inRounds(given, (index) => broken.round(diceOf(given.seed * seedFactor + index), index));
    return { failures, tally: broken.tally.counts };
  });
}

/** Opens it on a platform of its own and breaks it as often as is asked. */
export function brokenOnPlatform(
  { tasks, seedFactor, settings = {}, disk }: Ground,
  open: (place: Place, city: City, count: number) => Broken | Promise<Broken>,
): Scenario['run'] {
  return (given) => {
    const { city, count } = given;
    const breakIt = async (place: Place) => breakRepeatedly(await open(place, city, count), given, seedFactor);
    const onDisk = (place: Place) =>
      disk === undefined ? breakIt(place) : ending(new SmallDisk(place.folder, disk), () => breakIt(place));
    return onPlatform(city, tasks, onDisk, settings);
  };
}
