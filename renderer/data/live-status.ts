import type { StatusSnapshot, TopicEvent } from '../../shared/contract/topics.ts';
import { ChangeSignal, type Schedule } from './change-signal.ts';
import type { LiveStatus } from './live-data.ts';

/** Replica, sources and batches, and the backend's clock, kept by the topic `status`. */
export class StatusView implements LiveStatus {
  snapshot: StatusSnapshot | null = null;
  readonly #signal: ChangeSignal;
  readonly #monotonicMs: () => number;
  #clockOffsetMs: number;

  /** Until the first snapshot the clock is the one that the session told. */
  constructor(sessionNowMs: number, schedule: Schedule, monotonicMs: () => number) {
    this.#signal = new ChangeSignal(schedule);
    this.#monotonicMs = monotonicMs;
    this.#clockOffsetMs = sessionNowMs - monotonicMs();
  }

  get revision(): number {
    return this.#signal.revision;
  }

  nowMs(): number {
    return this.#monotonicMs() + this.#clockOffsetMs;
  }

  onChanged(listener: () => void): () => void {
    return this.#signal.onChanged(listener);
  }

  apply(event: TopicEvent<'status'>): void {
    this.snapshot = event.data;
    this.#clockOffsetMs = event.data.nowMs - this.#monotonicMs();
    this.#signal.markChanged();
  }
}
