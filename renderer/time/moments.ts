import type { BackendClient } from '../../shared/contract/backend-client.ts';
import type { ShownData } from '../data/shown-data.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { StandQuestions, type StandScreen, type StandWish } from './stand-questions.ts';

/** Panels ask the backend anew at most this often while the moment moves, and once more when it rests. */
const ASK_INTERVAL_MS = 1000;
const REST_MS = 200;

const time = () => useTimeStore.getState();

function wishAt(atMs: number): StandWish {
  return { scope: useLayersStore.getState().coverage.scope, atMs };
}

/** Brings the moments that are asked for onto the screen. */
export class Moments {
  readonly #questions: StandQuestions;
  #askedAtMs = 0;
  #restTimer = 0;

  constructor(client: BackendClient, shown: ShownData) {
    this.#questions = new StandQuestions(client, this.#screenOf(shown));
  }

  follow(): void {
    useTimeStore.subscribe((state, before) => {
      if (state.wantedMs !== before.wantedMs) void this.#questions.ask();
    });
    useLayersStore.subscribe((state, before) => {
      const isOther = state.coverage.scope !== before.coverage.scope || state.alerts.windowHours !== before.alerts.windowHours;
      if (isOther && time().wantedMs !== null) void this.#questions.ask();
    });
    if (time().wantedMs !== null) void this.#questions.ask();
  }

  /** Has the answer for a moment that will be asked for next on its way. */
  prefetch(atMs: number): void {
    this.#questions.prefetch(wishAt(atMs));
  }

  #screenOf(shown: ShownData): StandScreen {
    return {
      wish: () => {
        const { wantedMs } = time();
        return wantedMs === null ? null : wishAt(wantedMs);
      },
      isMoving: () => time().isPlaying,
      show: (stand, { atMs }) => {
        const { actions } = time();
        shown.showPast(stand);
        actions.fail(null);
        actions.show(atMs);
        this.#letPanelsAsk(atMs);
      },
      showNow: () => {
        const { actions } = time();
        window.clearTimeout(this.#restTimer);
        shown.showLive();
        actions.fail(null);
        actions.show(null);
        actions.ask(null);
      },
      fail: (error) => time().actions.fail(error),
    };
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
}
