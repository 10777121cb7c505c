import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import type { Clock } from '../clock.ts';
import type { Refreshed, TopicState } from './topic-state.ts';

/** A window that hears nothing for longer knows that the backend is gone. */
const HEARTBEAT_MS = 5000;

/** The whole status, as often as something changes and at least every 5 s. */
export class StatusState implements TopicState<'status'> {
  readonly #clock: Clock;
  readonly #readStatus: () => StatusSnapshot;

  constructor(clock: Clock, readStatus: () => StatusSnapshot) {
    this.#clock = clock;
    this.#readStatus = readStatus;
  }

  touch(): boolean {
    return true;
  }

  refresh(): Refreshed<'status'> {
    return { kind: 'changed', delta: this.#readStatus() };
  }

  snapshot(): StatusSnapshot {
    return this.#readStatus();
  }

  forget(): void {
    // It remembers nothing: every refresh reads everything.
  }

  nextChangeAtMs(): number {
    return this.#clock.now() + HEARTBEAT_MS;
  }
}
