import { changeAt, type AnyRowFamily } from './row-family.ts';
import type { Change } from '../../replication/change.ts';

/** Everything that happens in a stretch of simulated time, in order of time; rows of one moment in the order of the families. */
export class Moments {
  readonly #times: number[] = [];
  readonly #keys: number[] = [];
  readonly #families: AnyRowFamily[] = [];
  #order: Uint32Array | null = null;
  #next = 0;

  /** Gathers the moments of (fromMs, toMs]. */
  constructor(families: readonly AnyRowFamily[], fromMs: number, toMs: number) {
    for (const family of families) {
      family.collectMoments(fromMs, toMs, (atMs, key) => {
        this.#times.push(atMs);
        this.#keys.push(key);
        this.#families.push(family);
      });
    }
  }

  /** The moment of the next change, or null when all have been taken. */
  get nextAtMs(): number | null {
    const index = this.#sorted()[this.#next];
    return index === undefined ? null : (this.#times[index] ?? null);
  }

  /** Takes all changes of the next moment. */
  take(): Change[] {
    const atMs = this.nextAtMs;
    const changes: Change[] = [];
    let lastFamily: AnyRowFamily | undefined;
    let lastKey = -1;
    while (atMs !== null && this.nextAtMs === atMs) {
      const index = this.#sorted()[this.#next] ?? 0;
      this.#next += 1;
      const family = this.#families[index];
      const key = this.#keys[index] ?? 0;
      // Two steps of one row in one millisecond are one change.
      if (family === undefined || (lastFamily === family && lastKey === key)) continue;
      lastFamily = family;
      lastKey = key;
      const change = changeAt(family, key, atMs);
      if (change !== null) changes.push(change);
    }
    return changes;
  }

  #sorted(): Uint32Array {
    this.#order ??= Uint32Array.from(this.#times.keys()).sort(
      (left, right) => (this.#times[left] ?? 0) - (this.#times[right] ?? 0) || left - right,
    );
    return this.#order;
  }
}
