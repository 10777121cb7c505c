import { DAY_MS, dayOf, MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { useTimeStore } from '../stores/time.store.ts';
import type { Moments } from './moments.ts';

/** Pictures a second; who wants less motion gets one. */
const PICTURES_PER_SECOND = 10;

export interface PlayState {
  readonly atMs: number;
  readonly nowMs: number;
  /** Minutes of the city a second. */
  readonly speed: number;
  readonly picturesPerSecond: number;
  readonly isLooping: boolean;
}

/** The moment of the next picture; null is now, where play ends. A loop goes round the day it is in, as far as that has come. */
export function nextMoment({ atMs, nowMs, speed, picturesPerSecond, isLooping }: PlayState): number | null {
  const next = atMs + (speed * MINUTE_MS) / picturesPerSecond;
  const dayStartMs = startOfDay(dayOf(atMs));
  if (isLooping && next >= Math.min(dayStartMs + DAY_MS, nowMs)) return dayStartMs;
  return next >= nowMs ? null : next;
}

/** Moves the moment on while it plays. A picture that is not there in its time is waited for: none is left out. */
export function followPlay(moments: Moments, nowMs: () => number): void {
  let timer = 0;
  const step = (): void => {
    const { isPlaying, wantedMs, shownMs, speed, isLooping, failure, actions } = useTimeStore.getState();
    if (!isPlaying) return;
    const now = nowMs();
    const picturesPerSecond = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 1 : PICTURES_PER_SECOND;
    timer = window.setTimeout(step, 1000 / picturesPerSecond);
    if (failure !== null) return actions.play(false);
    // From now on there is nothing to play: the day is played from its beginning.
    if (wantedMs === null) return actions.playTo(startOfDay(dayOf(now)));
    if (shownMs !== wantedMs) return;
    const state = { nowMs: now, speed, picturesPerSecond, isLooping };
    const next = nextMoment({ ...state, atMs: wantedMs });
    actions.playTo(next);
    const afterNext = next === null ? null : nextMoment({ ...state, atMs: next });
    if (afterNext !== null) moments.prefetch(afterNext);
  };
  useTimeStore.subscribe((state, before) => {
    if (state.isPlaying === before.isPlaying) return;
    window.clearTimeout(timer);
    step();
  });
}
