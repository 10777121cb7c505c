import { create } from 'zustand';

interface SequenceState {
  /** Ids of the bookmarks that a consultation goes through; they come in the order of the bookmarks. */
  readonly chosen: ReadonlySet<string>;
  /** The one that the walls were shown last; null before the first. */
  readonly shownId: string | null;
  /** Somebody chooses the steps. */
  readonly isChoosing: boolean;
  readonly actions: {
    toggle(id: string): void;
    show(id: string): void;
    setChoosing(isChoosing: boolean): void;
  };
}

/** What a consultation goes through, step by step: of this window, as long as it is open. */
export const useSequenceStore = create<SequenceState>()((set) => ({
  chosen: new Set(),
  shownId: null,
  isChoosing: false,
  actions: {
    toggle: (id) =>
      set(({ chosen }) => {
        const others = new Set(chosen);
        if (!others.delete(id)) others.add(id);
        return { chosen: others };
      }),
    show: (shownId) => set({ shownId }),
    setChoosing: (isChoosing) => set({ isChoosing }),
  },
}));
