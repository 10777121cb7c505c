import { create } from 'zustand';

/** A view that this office kept. */
export interface Bookmark {
  /** Never given again: others may name a bookmark by it. */
  readonly id: string;
  readonly name: string;
  /** `#/area/…`: area, scope, metric, rule, classes, layers, picked grids, camera, and the moment where it is not now. */
  readonly link: string;
  /** Bookmarks stand in the order of this number. */
  readonly place: number;
}

export const BOOKMARK_LIMIT = 60;
export const BOOKMARK_NAME_LIMIT = 40;

interface BookmarksState {
  /** In the order that the viewer gave them. */
  readonly bookmarks: readonly Bookmark[];
  readonly actions: {
    /** Takes over what the office keeps. */
    restore(bookmarks: readonly Bookmark[]): void;
    /** Of one that was saved: a new one, or one that changed. */
    put(bookmark: Bookmark): void;
    drop(id: string): void;
  };
}

function inOrder(bookmarks: readonly Bookmark[]): readonly Bookmark[] {
  return bookmarks.toSorted((one, other) => one.place - other.place || (one.id < other.id ? -1 : 1));
}

/** What office.db keeps, as this window knows it: `app/bookmarks/book.ts` saves first and then changes this. */
export const useBookmarksStore = create<BookmarksState>()((set) => ({
  bookmarks: [],
  actions: {
    restore: (bookmarks) => set({ bookmarks: inOrder(bookmarks) }),
    put: (bookmark) => set((state) => ({ bookmarks: inOrder([...state.bookmarks.filter(({ id }) => id !== bookmark.id), bookmark]) })),
    drop: (id) => set((state) => ({ bookmarks: state.bookmarks.filter((bookmark) => bookmark.id !== id) })),
  },
}));
