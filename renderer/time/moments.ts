import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { Answer, CallError, ErrorCode } from '../../shared/contract/errors.ts';
import type { Stand } from '../../shared/contract/stand.ts';
import { HOUR_MS } from '../../shared/domain/time.ts';
import type { ShownData } from '../data/shown-data.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useTimeStore } from '../stores/time.store.ts';

/** Panels ask the backend anew at most this often while the moment moves, and once more when it rests. */
const ASK_INTERVAL_MS = 1000;
const REST_MS = 200;
/** Rows about a moment can still come while it is looked at. */
const REFRESH_MS = 30_000;
const RETRY_MS = 1500;
const LATER: readonly ErrorCode[] = ['disconnected', 'deadline-exceeded', 'replica-not-ready'];

const time = () => useTimeStore.getState();

/** Brings the moments that are asked for onto the screen: one question at a time, the latest wish next, so that a drag never queues up. */
export class Moments {
  readonly #client: BackendClient;
  readonly #shown: ShownData;
  #isAsking = false;
  /** Something changed while a question was under way. */
  #isStale = false;
  #askedAtMs = 0;
  #restTimer = 0;
  #againTimer = 0;
  #ahead: { readonly key: string; readonly answer: Promise<Answer<Stand>> } | null = null;

  constructor(client: BackendClient, shown: ShownData) {
    this.#client = client;
    this.#shown = shown;
  }

  follow(): void {
    useTimeStore.subscribe((state, before) => {
      if (state.wantedMs !== before.wantedMs) void this.#show();
    });
    useLayersStore.subscribe((state, before) => {
      const isOther = state.coverage.scope !== before.coverage.scope || state.alerts.windowHours !== before.alerts.windowHours;
      if (isOther && time().wantedMs !== null) void this.#show();
    });
    if (time().wantedMs !== null) void this.#show();
  }

  /** Has the answer for a moment that will be asked for next on its way. */
  prefetch(atMs: number): void {
    const key = this.#keyOf(atMs);
    if (this.#ahead?.key !== key) this.#ahead = { key, answer: this.#ask(atMs) };
  }

  async #show(): Promise<void> {
    this.#isStale = this.#isAsking;
    if (this.#isAsking) return;
    this.#isAsking = true;
    do {
      this.#isStale = false;
      await this.#showWanted();
    } while (this.#isStale);
    this.#isAsking = false;
  }

  async #showWanted(): Promise<void> {
    const { wantedMs, actions } = time();
    if (wantedMs === null) return this.#showNow();
    const ahead = this.#ahead?.key === this.#keyOf(wantedMs) ? this.#ahead.answer : this.#ask(wantedMs);
    const answer = await ahead;
    // Meanwhile somebody went back to now: an answer that comes late must not take the window along.
    if (time().wantedMs === null) return;
    if (!answer.ok) return this.#failed(answer.error);
    this.#askAgainIn(REFRESH_MS);
    this.#shown.showPast(answer.value);
    actions.fail(null);
    actions.show(wantedMs);
    this.#letPanelsAsk(wantedMs);
  }

  /** What is lost with a connection, or not loaded yet, comes later; anything else is told and left to the user. */
  #failed(error: CallError): void {
    time().actions.fail(error);
    if (LATER.includes(error.code)) this.#askAgainIn(RETRY_MS);
  }

  #askAgainIn(waitMs: number): void {
    window.clearTimeout(this.#againTimer);
    this.#againTimer = window.setTimeout(() => {
      if (time().wantedMs !== null && !time().isPlaying) void this.#show();
    }, waitMs);
  }

  #showNow(): void {
    const { actions } = time();
    window.clearTimeout(this.#restTimer);
    window.clearTimeout(this.#againTimer);
    this.#ahead = null;
    this.#shown.showLive();
    actions.fail(null);
    actions.show(null);
    actions.ask(null);
  }

  #letPanelsAsk(atMs: number): void {
    window.clearTimeout(this.#restTimer);
    const isDue = time().askedMs === null || performance.now() - this.#askedAtMs >= ASK_INTERVAL_MS;
    if (isDue) this.#letAsk(atMs);
    else this.#restTimer = window.setTimeout(() => this.#letAsk(atMs), REST_MS);
  }

  #letAsk(atMs: number): void {
    this.#askedAtMs = performance.now();
    time().actions.ask(atMs);
  }

  #keyOf(atMs: number): string {
    const { coverage, alerts } = useLayersStore.getState();
    return JSON.stringify([atMs, coverage.scope, alerts.windowHours]);
  }

  #ask(atMs: number): Promise<Answer<Stand>> {
    const { coverage, alerts } = useLayersStore.getState();
    return this.#client.call('standAt', { scope: coverage.scope, atMs, alertsSinceMs: Math.max(0, atMs - alerts.windowHours * HOUR_MS) });
  }
}
