import { create } from 'zustand';
import type { CallError } from '../../shared/contract/errors.ts';
import { useLayersStore } from './layers.store.ts';

/** Minutes of the city that pass in a second of play. */
export const PLAY_SPEEDS = [1, 5, 15, 60] as const;
export type PlaySpeed = (typeof PLAY_SPEEDS)[number];

interface TimeState {
  /** The moment that was asked for; null is now, live. */
  readonly wantedMs: number | null;
  /** The moment that map, strip and tree show: it follows what was asked for as its data comes. */
  readonly shownMs: number | null;
  /** The moment that panels ask for: it follows `shownMs` at their own pace, never across the border between then and now. */
  readonly askedMs: number | null;
  /** Why the moment that was asked for is not shown. */
  readonly failure: CallError | null;
  readonly isPlaying: boolean;
  /** At the end of what there is, play begins again at the start of that day. */
  readonly isLooping: boolean;
  readonly speed: PlaySpeed;
  /** Somebody is typing a moment. */
  readonly isEntering: boolean;
  readonly actions: {
    enter(isEntering: boolean): void;
    /** Null goes back to now. Ends playing. */
    goTo(atMs: number | null): void;
    play(isPlaying: boolean): void;
    setSpeed(speed: PlaySpeed): void;
    setLooping(isLooping: boolean): void;
    /** Of the player: the next picture, without an end to playing. */
    playTo(atMs: number | null): void;
    show(atMs: number | null): void;
    ask(atMs: number | null): void;
    fail(failure: CallError | null): void;
  };
}

/** Which moment the whole window tells of. */
export const useTimeStore = create<TimeState>()((set) => ({
  wantedMs: null,
  shownMs: null,
  askedMs: null,
  failure: null,
  isPlaying: false,
  isLooping: false,
  speed: 15,
  isEntering: false,
  actions: {
    enter: (isEntering) => set({ isEntering }),
    goTo: (atMs) => {
      followDayOfMoment();
      set({ wantedMs: atMs, isPlaying: false, isEntering: false });
    },
    play: (isPlaying) => {
      if (isPlaying) followDayOfMoment();
      set({ isPlaying });
    },
    setSpeed: (speed) => set({ speed }),
    setLooping: (isLooping) => set({ isLooping }),
    playTo: (wantedMs) => set(wantedMs === null ? { wantedMs, isPlaying: false } : { wantedMs }),
    show: (shownMs) => set({ shownMs }),
    ask: (askedMs) => set({ askedMs }),
    fail: (failure) => set({ failure }),
  },
}));

/** A moment brings its own day: what was pinned to another one is let go. */
function followDayOfMoment(): void {
  const { coverage, actions } = useLayersStore.getState();
  if (coverage.scope.kind === 'day') actions.setCoverage({ scope: { kind: 'today' } });
}
