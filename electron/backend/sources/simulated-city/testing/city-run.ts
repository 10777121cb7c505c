import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { City } from '../../../../../shared/city/city.ts';
import { loadCity } from '../../../city/load-city.ts';
import { ManualClock } from '../../../manual-clock.ts';
import type { SourcePosition } from '../../../replication/change.ts';
import type { PresetName } from '../presets.ts';
import { createSimulatedCity } from '../simulated-city.ts';
import { MemoryReplica } from './memory-replica.ts';

/** A moment in the city's civil time, e.g. `at('2026-11-23 08:00')`. */
export function at(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
}

let loading: Promise<City> | undefined;

export function realCity(): Promise<City> {
  loading ??= loadCity(fileURLToPath(new URL('../../../../../resources/city', import.meta.url)));
  return loading;
}

export interface CityRunOptions {
  readonly startAtMs: number;
  readonly preset?: PresetName;
  readonly seed?: number;
  readonly cursor?: SourcePosition | null;
  readonly replica?: MemoryReplica;
}

/** A source that runs on a clock in the test's hand and fills a replica in memory. */
export class CityRun {
  readonly replica: MemoryReplica;
  readonly #clock: ManualClock;
  readonly #abort = new AbortController();
  readonly #done: Promise<void>;
  #isDone = false;

  constructor(city: City, { startAtMs, preset = 'small', seed = 7, cursor = null, replica = new MemoryReplica() }: CityRunOptions) {
    this.replica = replica;
    this.#clock = new ManualClock(startAtMs);
    const source = createSimulatedCity({ city, preset, seed, clock: this.#clock });
    this.#done = source.run(cursor, replica, this.#abort.signal).finally(() => {
      this.#isDone = true;
    });
  }

  /** Resolves when the source waits for the clock again, or has ended. */
  async settle(): Promise<this> {
    while (this.#clock.pendingTimers === 0 && !this.#isDone) await nextTurn();
    if (this.#isDone) await this.#done;
    return this;
  }

  /** Lets the clock run to a moment, looking at the source every `stepMs`. */
  async runTo(untilMs: number, stepMs: number): Promise<this> {
    await this.settle();
    while (this.#clock.now() < untilMs && !this.#isDone) {
      this.#clock.advance(Math.min(stepMs, untilMs - this.#clock.now()));
      await this.settle();
    }
    return this;
  }

  abort(): void {
    this.#abort.abort();
  }

  async stop(): Promise<MemoryReplica> {
    this.#abort.abort();
    await this.#done;
    return this.replica;
  }
}

/** What a replica holds that is filled at this moment. */
export async function snapshotAt(city: City, options: CityRunOptions): Promise<MemoryReplica> {
  const run = new CityRun(city, options);
  await run.settle();
  return run.stop();
}
