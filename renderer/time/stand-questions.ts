import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { Answer, CallError, ErrorCode } from '../../shared/contract/errors.ts';
import type { Stand } from '../../shared/contract/stand.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { HOUR_MS } from '../../shared/domain/time.ts';
import { useLayersStore } from '../stores/layers.store.ts';

/** Rows about a moment can still come while it is looked at. */
const REFRESH_MS = 30_000;
const RETRY_MS = 1500;
const LATER: readonly ErrorCode[] = ['disconnected', 'deadline-exceeded', 'replica-not-ready'];

export interface StandWish {
  readonly scope: BatchScope;
  readonly atMs: number;
}

/** Whoever shows how things stood. */
export interface StandScreen {
  /** What should be shown; null: nothing that has to be asked for. */
  wish(): StandWish | null;
  /** It moves on by itself: what is shown needs no refreshing. */
  isMoving(): boolean;
  show(stand: Stand, wish: StandWish): void;
  showNow(): void;
  fail(error: CallError): void;
}

/** Asks how things stood, one question at a time, the latest wish next, so that a drag never queues up. */
export class StandQuestions {
  readonly #client: BackendClient;
  readonly #screen: StandScreen;
  #isAsking = false;
  /** Something changed while a question was under way. */
  #isStale = false;
  #isEnded = false;
  #againTimer = 0;
  #ahead: { readonly key: string; readonly answer: Promise<Answer<Stand>> } | null = null;

  constructor(client: BackendClient, screen: StandScreen) {
    this.#client = client;
    this.#screen = screen;
  }

  /** The wish is another one. */
  async ask(): Promise<void> {
    this.#isStale = this.#isAsking;
    if (this.#isAsking) return;
    this.#isAsking = true;
    do {
      this.#isStale = false;
      await this.#showWish();
    } while (this.#isStale);
    this.#isAsking = false;
  }

  /** Has the answer for what will be wished next on its way. */
  prefetch(wish: StandWish): void {
    const key = keyOf(wish);
    if (this.#ahead?.key !== key) this.#ahead = { key, answer: this.#question(wish) };
  }

  /** Nothing is shown any more, not even what was asked for already. */
  end(): void {
    this.#isEnded = true;
    window.clearTimeout(this.#againTimer);
  }

  async #showWish(): Promise<void> {
    const wish = this.#screen.wish();
    if (wish === null) return this.#showNow();
    const answer = await (this.#ahead?.key === keyOf(wish) ? this.#ahead.answer : this.#question(wish));
    // Meanwhile somebody went back to now: an answer that comes late must not take the window along.
    if (this.#isEnded || this.#screen.wish() === null) return;
    if (answer.ok) {
      this.#askAgainIn(REFRESH_MS);
      this.#screen.show(answer.value, wish);
    } else {
      this.#screen.fail(answer.error);
      // What is lost with a connection, or not loaded yet, comes later; anything else is told and left to the user.
      if (LATER.includes(answer.error.code)) this.#askAgainIn(RETRY_MS);
    }
  }

  #showNow(): void {
    window.clearTimeout(this.#againTimer);
    this.#ahead = null;
    this.#screen.showNow();
  }

  #askAgainIn(waitMs: number): void {
    window.clearTimeout(this.#againTimer);
    this.#againTimer = window.setTimeout(() => {
      if (this.#screen.wish() !== null && !this.#screen.isMoving()) void this.ask();
    }, waitMs);
  }

  #question({ scope, atMs }: StandWish): Promise<Answer<Stand>> {
    return this.#client.call('standAt', { scope, atMs, alertsSinceMs: Math.max(0, atMs - alertWindowHours() * HOUR_MS) });
  }
}

/** What makes two questions the same one. */
export function keyOf(wish: StandWish | null): string {
  return JSON.stringify([wish, alertWindowHours()]);
}

function alertWindowHours(): number {
  return useLayersStore.getState().alerts.windowHours;
}
