import type { Heartbeat } from '../../wire/heartbeat.ts';
import type { IdleNotice } from './stream-reader.ts';

/**
 * Up to when a replica holds everything. The relay says up to which sequence of the stream a moment's commits are stored; the stream, whether there
 * is anything of ours up to there that was not applied.
 */
export class KnownTo {
  readonly #feed: string;
  #beat: Heartbeat | null = null;
  #idle: IdleNotice = { delivered: 0, sequence: 0 };
  #applied = { delivered: 0, sequence: 0 };

  constructor(feed: string) {
    this.#feed = feed;
  }

  /** Everything up to this message is applied. */
  applied(delivered: number, sequence: number): void {
    this.#applied = { delivered, sequence };
  }

  idle(notice: IdleNotice): void {
    this.#idle = notice;
  }

  heard(beat: Heartbeat): void {
    if (beat.feed === this.#feed) this.#beat = beat;
  }

  /** Everything committed up to this moment, by the source's clock, is applied; null when nothing new is known. Says each moment once. */
  take(): number | null {
    const beat = this.#beat;
    const { delivered, sequence } = this.#applied;
    const known = this.#idle.delivered === delivered ? Math.max(sequence, this.#idle.sequence) : sequence;
    if (beat === null || known < beat.sequence) return null;
    this.#beat = null;
    return beat.atMs;
  }
}
