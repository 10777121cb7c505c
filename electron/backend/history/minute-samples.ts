import { type ReplicationSamples, SAMPLE_STATES, type SampleState } from '../../../shared/contract/replication-history.ts';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';

/** One minute of the replication. */
export interface MinuteSample {
  /** Begin of the minute. */
  readonly atMs: number;
  /** Behind at most; null where it was not known. */
  readonly lagMs: number | null;
  readonly rows: number;
  /** The worst of the minute. */
  readonly state: SampleState;
}

const MINUTES_KEPT = DAY_MS / MINUTE_MS;

function worse(one: SampleState, other: SampleState): SampleState {
  return SAMPLE_STATES.indexOf(one) > SAMPLE_STATES.indexOf(other) ? one : other;
}

function largest(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function merged(sample: MinuteSample, { lagMs, rows, state }: Omit<MinuteSample, 'atMs'>): MinuteSample {
  return { atMs: sample.atMs, lagMs: largest(sample.lagMs, lagMs), rows: sample.rows + rows, state: worse(sample.state, state) };
}

/** The last 24 hours minute by minute. */
export class MinuteSamples {
  /** Ascending by minute; the last one may still grow. */
  #samples: MinuteSample[] = [];

  constructor(earlier: readonly MinuteSample[]) {
    this.#samples = [...earlier];
  }

  get all(): readonly MinuteSample[] {
    return this.#samples;
  }

  /** What was seen at this moment: it counts for its minute. */
  note(nowMs: number, seen: Omit<MinuteSample, 'atMs'>): void {
    const atMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    // A clock that was set back leaves nothing in the future, one that was set forward nothing of the past.
    this.#samples = this.#samples.filter((sample) => sample.atMs <= atMs && sample.atMs > atMs - MINUTES_KEPT * MINUTE_MS);
    const latest = this.#samples.at(-1);
    if (latest?.atMs === atMs) this.#samples[this.#samples.length - 1] = merged(latest, seen);
    else this.#samples.push({ atMs, ...seen });
  }

  columns(): ReplicationSamples {
    const samples = this.#samples;
    return {
      atMs: Float64Array.from(samples, ({ atMs }) => atMs),
      lagMs: Float64Array.from(samples, ({ lagMs }) => lagMs ?? Number.NaN),
      rows: Uint32Array.from(samples, ({ rows }) => rows),
      state: Uint8Array.from(samples, ({ state }) => SAMPLE_STATES.indexOf(state)),
    };
  }
}
