import { type FocusEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CallError } from '../../../shared/contract/errors.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { type Bookmark, useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { CommandLine } from '../../ui/CommandLine.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { openLink } from '../address.ts';
import { readBookmarks } from './book.ts';
import { BookmarkRow } from './BookmarkRow.tsx';
import { KeepForm } from './KeepForm.tsx';
import { useBookmarkDeeds } from './use-bookmark-deeds.ts';
import './bookmarks.css';

interface BookmarksDialogProps {
  /** Whether the user came to keep the view rather than to open another. */
  readonly isKeeping: boolean;
  readonly onClose: () => void;
}

/** The views that this office kept: open one, keep another, rename, sort, remove. */
export function BookmarksDialog({ isKeeping, onClose }: BookmarksDialogProps) {
  const { t, error } = useWords();
  const { city } = useServices();
  const bookmarks = useBookmarksStore((state) => state.bookmarks);
  const { failure, retry } = useFreshBookmarks();
  const deeds = useBookmarkDeeds();
  const [renamed, setRenamed] = useState<string | null>(null);
  const { list, focusRow, onFocus } = useRowFocus(isKeeping, [bookmarks, renamed]);
  const open = ({ link }: Bookmark): void => {
    onClose();
    openLink(city, link);
  };
  const keyPressed = (event: KeyboardEvent, bookmark: Bookmark, index: number): void => {
    const deed = deedOf('bookmarks', nameOfPress(event));
    if (deed === null) return;
    event.preventDefault();
    if (deed === 'bookmarkDown') focusRow(index + 1);
    if (deed === 'bookmarkUp') focusRow(index - 1);
    if (deed === 'bookmarkLater') deeds.move(bookmark, 1);
    if (deed === 'bookmarkEarlier') deeds.move(bookmark, -1);
    if (deed === 'bookmarkRename') setRenamed(bookmark.id);
    if (deed === 'bookmarkRemove') {
      focusRow(index === bookmarks.length - 1 ? index - 1 : index + 1);
      deeds.remove(bookmark);
    }
  };
  return (
    <Dialog title={t('bookmarks.title')} closeLabel={t('keys.close')} className="bookmarks-dialog" onClose={onClose}>
      <div className="bookmarks-body">
        <KeepForm onKeep={deeds.keep} />
        {failure !== null && (
          <PanelMessage tone="stale" title={t('state.stale')} text={error(failure)} action={{ label: t('error.retry'), run: retry }} />
        )}
        {bookmarks.length === 0 && <PanelMessage tone="empty" title={t('bookmarks.none')} text={t('bookmarks.noneHint')} />}
        <ol className="bookmark-list" aria-label={t('bookmarks.title')} ref={list} onFocus={onFocus}>
          {bookmarks.map((bookmark, index) => (
            <BookmarkRow
              key={bookmark.id}
              bookmark={bookmark}
              isFirst={index === 0}
              isLast={index === bookmarks.length - 1}
              isRenamed={renamed === bookmark.id}
              deeds={deeds}
              onOpen={() => open(bookmark)}
              onRename={(isRenamed) => setRenamed(isRenamed ? bookmark.id : null)}
              onKeyDown={(event) => keyPressed(event, bookmark, index)}
            />
          ))}
        </ol>
        <div className="bookmarks-foot">
          <CommandLine run={deeds.run} hint={bookmarks.length === 0 ? '' : t('bookmarks.hint')} />
          {deeds.removed !== null && <TakeBack bookmark={deeds.removed} onTakeBack={deeds.takeBack} />}
        </div>
      </div>
    </Dialog>
  );
}

function TakeBack({ bookmark, onTakeBack }: { readonly bookmark: Bookmark; readonly onTakeBack: (bookmark: Bookmark) => void }) {
  const { t } = useWords();
  return (
    <button type="button" className="text-button" onClick={() => onTakeBack(bookmark)}>
      {t('bookmarks.takeBack')}
    </button>
  );
}

/** What another window of this office kept is here too; until that is known, what this window knows is shown. */
function useFreshBookmarks(): { readonly failure: CallError | null; readonly retry: () => void } {
  const { client } = useServices();
  const [failure, setFailure] = useState<CallError | null>(null);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let isOpen = true;
    void readBookmarks(client).then((error) => {
      if (isOpen) setFailure(error);
    });
    return () => {
      isOpen = false;
    };
  }, [client, attempt]);
  return { failure, retry: () => setAttempt((count) => count + 1) };
}

/**
 * Enter does at once what the user came for: the first bookmark, or the name of a new one, has the focus. A row that was moved or renamed keeps it,
 * although the page took it away.
 */
function useRowFocus(isKeeping: boolean, changes: readonly unknown[]) {
  const list = useRef<HTMLOListElement>(null);
  const lastRow = useRef('');
  const rowsOf = (): readonly HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('.bookmark-open') ?? [])];
  useEffect(() => {
    const name = list.current?.closest('.bookmarks-body')?.querySelector<HTMLElement>('.keep-form input');
    (isKeeping ? name : (rowsOf()[0] ?? name))?.focus();
  }, [isKeeping]);
  useLayoutEffect(() => {
    const { activeElement } = document;
    const isLost = activeElement === document.body || activeElement?.tagName === 'DIALOG';
    if (isLost)
      rowsOf()
        .find(({ id }) => id === lastRow.current)
        ?.focus();
  }, changes);
  return {
    list,
    focusRow: (index: number): void => rowsOf()[index]?.focus(),
    onFocus: ({ target }: FocusEvent): void => {
      lastRow.current = target.closest('li')?.querySelector('.bookmark-open')?.id ?? lastRow.current;
    },
  };
}
