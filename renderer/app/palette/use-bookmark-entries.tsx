import { useMemo } from 'react';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { openLink } from '../address.ts';
import { contentOf } from '../bookmarks/bookmark-content.ts';
import type { PaletteEntry } from './palette-entries.ts';
import type { WordsMatch } from './words-match.ts';

/** Without a text the palette shows the first few. */
const SHOWN_AT_FIRST = 6;

/** The kept views whose name holds the text. */
export function useBookmarkEntries(isMeant: WordsMatch, isSearching: boolean): readonly PaletteEntry[] {
  const words = useWords();
  const { city } = useServices();
  const bookmarks = useBookmarksStore((state) => state.bookmarks);
  return useMemo(() => {
    const found = bookmarks.filter(({ name }) => isMeant(name));
    return (!isSearching ? found.slice(0, SHOWN_AT_FIRST) : found).map((bookmark) => ({
      key: `bookmark-${bookmark.id}`,
      content: (
        <>
          <span className="hit-name one-line">{bookmark.name}</span>
          <span className="hit-path one-line">{contentOf(city, bookmark, words)}</span>
          <span className="hit-kind">{words.t('bookmarks.title')}</span>
        </>
      ),
      run: () => openLink(city, bookmark.link),
    }));
  }, [isSearching, isMeant, words, city, bookmarks]);
}
