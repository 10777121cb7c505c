import { create } from 'zustand';
import type { Tracks, TrackSubject, WorkerTrack } from '../../shared/contract/tracks.ts';
import { useLayersStore } from './layers.store.ts';

export interface TrackAsked {
  readonly subject: TrackSubject;
  /** Of a worker, masked. */
  readonly name: string;
}

/** Whose ways are asked for, before a reason was given; or opened, with what was answered. */
interface TracksState {
  readonly asked: TrackAsked | null;
  readonly opened: Tracks | null;
  /** Of the opened ones, whose is looked at; null for all of them. */
  readonly chosenId: number | null;
  /** Whether the details show them; another area that is looked at takes their place, and they stay on the map. */
  readonly isOpen: boolean;
  readonly actions: {
    ask(subject: TrackSubject, name?: string): void;
    show(opened: Tracks): void;
    choose(workerId: number | null): void;
    setOpen(isOpen: boolean): void;
    /** Takes everything off map and panel: who wants it back says anew why. */
    close(): void;
  };
}

const CLOSED = { asked: null, opened: null, chosenId: null, isOpen: false } as const;

export const useTracksStore = create<TracksState>()((set) => ({
  ...CLOSED,
  actions: {
    ask: (subject, name = '') => set({ ...CLOSED, asked: { subject, name }, isOpen: true }),
    show: (opened) => {
      showLayer();
      const [only, ...others] = opened.tracks;
      set({ opened, chosenId: only !== undefined && others.length === 0 ? only.workerId : null, isOpen: true });
    },
    choose: (chosenId) => set({ chosenId }),
    setOpen: (isOpen) => set({ isOpen }),
    close: () => set(CLOSED),
  },
}));

/** A way that was asked for is not hidden by what somebody switched off an hour ago. */
function showLayer(): void {
  const { visible, actions } = useLayersStore.getState();
  if (!visible.tracks) actions.toggle('tracks');
}

export function chosenTrack({ opened, chosenId }: Pick<TracksState, 'opened' | 'chosenId'>): WorkerTrack | null {
  return opened?.tracks.find(({ workerId }) => workerId === chosenId) ?? null;
}
