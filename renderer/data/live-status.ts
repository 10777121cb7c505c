import type { StatusSnapshot, TopicEvent } from '../../shared/contract/topics.ts';
import { ChangeSignal, type Schedule } from './change-signal.ts';
import type { LiveStatus } from './live-data.ts';

/** Replica, sources and batches, and the backend's clock, kept by the topic `status`. */
export class StatusView extends ChangeSignal implements LiveStatus {
  snapshot: StatusSnapshot | null = null;
  readonly #monotonicMs: () => number;
  #clockOffsetMs: number;

  /** Until the first snapshot the clock is the one that the session told. */
  constructor(sessionNowMs: number, schedule: Schedule, monotonicMs: () => number) {
    super(schedule);
    this.#monotonicMs = monotonicMs;
    this.#clockOffsetMs = sessionNowMs - monotonicMs();
  }

  nowMs(): number {
    return this.#monotonicMs() + this.#clockOffsetMs;
  }

  apply(event: TopicEvent<'status'>): void {
    this.snapshot = event.data;
    this.#clockOffsetMs = event.data.nowMs - this.#monotonicMs();
    this.markChanged();
  }
}
