import { inspect } from 'node:util';
import type { City } from '../../shared/city/city.ts';
import type { Dice } from '../../electron/backend/sources/simulated-city/random.ts';

export interface ScenarioRun {
  readonly city: City;
  /** How often. */
  readonly count: number;
  /** Any integer; another seed breaks things at other moments. */
  readonly seed: number;
  /** Hears how many times are done. */
  readonly onDone?: (done: number) => void;
  /** Asked before each time: the time for it is used up, and what was done until then is the result. */
  readonly isOver?: () => boolean;
}

/** One time after which something was lost, doubled, invented or named wrongly. */
export interface Failure {
  /** Which time, from 0. */
  readonly round: number;
  readonly found: unknown;
}

export interface ScenarioResult {
  readonly failures: readonly Failure[];
  /** What happened how often, so that nobody takes a fault for tried that never came about. */
  readonly tally: Readonly<Record<string, number>>;
}

/** One kind of fault, tried on real servers. */
export interface Scenario {
  readonly name: string;
  /** What is broken; npm test tries its cut of each in a file of its own, side by side. */
  readonly of: 'station' | 'source' | 'relay' | 'disk';
  /** For people, in docs/reliability.md. */
  readonly what: string;
  /** How often in the full run, and in `npm test`. */
  readonly full: number;
  readonly cut: number;
  /** At least this is to have come about in a full run; keys of the tally. */
  readonly expected: readonly string[];
  /** Why it cannot be tried on this machine, null where it can. */
  readonly missing?: () => string | null;
  run(run: ScenarioRun): Promise<ScenarioResult>;
}

/** Counts by name. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#counts].sort(([left], [right]) => left.localeCompare(right)));
  }
}

/** Each of them once, so that a small cut has met all of them; after that chance decides. */
export function eachThenAny<Kind>(kinds: readonly [Kind, ...Kind[]], round: number, dice: Dice): Kind {
  const drawn = dice.pick(kinds);
  return kinds[round] ?? drawn;
}

/** Runs rounds one after the other; what one finds, or throws, is its failure. Ends early when the scenario cannot go on. */
export async function inRounds(
  { count, onDone, isOver }: ScenarioRun,
  round: (index: number) => Promise<Readonly<Record<string, unknown>>>,
) {
  const failures: Failure[] = [];
  for (let index = 0; index < count && isOver?.() !== true; index += 1) {
    const found = await round(index).catch((error: unknown) => ({ thrown: inspect(error) }));
    if (Object.keys(found).length > 0) failures.push({ round: index, found });
    onDone?.(index + 1);
    // Whatever threw has left things in a state in which nothing more can be learnt.
    if ('thrown' in found) break;
  }
  return failures;
}
