import { useState } from 'react';
import type { CallError } from '../../../shared/contract/errors.ts';
import { useServices } from '../../lib/services.ts';
import type { CommandState } from '../../lib/use-command.ts';
import { useWords } from '../../lib/use-words.ts';
import { type Bookmark, BOOKMARK_LIMIT, useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { currentLink } from '../address.ts';
import { hasRoom, keepBookmark, moveBookmark, removeBookmark, renameBookmark, save } from './book.ts';

export interface BookmarkDeeds {
  /** What became of the last deed. */
  readonly run: CommandState;
  /** The one that was removed last, until something else was done: it can be had back. */
  readonly removed: Bookmark | null;
  /** Of the view as it is now; answers whether it was kept. */
  keep(name: string): Promise<boolean>;
  rename(bookmark: Bookmark, name: string): void;
  move(bookmark: Bookmark, step: -1 | 1): void;
  remove(bookmark: Bookmark): void;
  takeBack(bookmark: Bookmark): void;
}

/** What the user does to the bookmarks, and what is said of it. */
export function useBookmarkDeeds(): BookmarkDeeds {
  const { t } = useWords();
  const { client, city } = useServices();
  const [run, setRun] = useState<CommandState>({ state: 'idle' });
  const [removed, setRemoved] = useState<Bookmark | null>(null);
  const tell = async (deed: Promise<CallError | null>, said: string): Promise<boolean> => {
    setRun({ state: 'working' });
    setRemoved(null);
    const error = await deed;
    setRun(error === null ? { state: 'done', said } : { state: 'failed', error });
    return error === null;
  };
  return {
    run,
    removed,
    keep: async (name) => {
      if (hasRoom(useBookmarksStore.getState().bookmarks))
        return tell(keepBookmark(client, name, currentLink(city)), t('bookmarks.kept', { name }));
      setRun({ state: 'done', said: t('bookmarks.full', { value: BOOKMARK_LIMIT }) });
      return false;
    },
    rename: (bookmark, name) => void tell(renameBookmark(client, bookmark, name), ''),
    move: (bookmark, step) => void tell(moveBookmark(client, bookmark, step), ''),
    remove: (bookmark) =>
      void tell(removeBookmark(client, bookmark), t('bookmarks.removed', { name: bookmark.name })).then((isGone) =>
        setRemoved(isGone ? bookmark : null),
      ),
    takeBack: (bookmark) => void tell(save(client, bookmark), t('bookmarks.kept', { name: bookmark.name })),
  };
}
