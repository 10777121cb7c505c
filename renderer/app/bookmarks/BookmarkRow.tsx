import type { KeyboardEvent } from 'react';
import { useServices } from '../../lib/services.ts';
import { nameOfPress } from '../../lib/key-press.ts';
import { deedOf } from '../../lib/place-keys.ts';
import { useWords } from '../../lib/use-words.ts';
import { type Bookmark, BOOKMARK_NAME_LIMIT } from '../../stores/bookmarks.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { contentOf } from './bookmark-content.ts';
import type { BookmarkDeeds } from './use-bookmark-deeds.ts';

interface BookmarkRowProps {
  readonly bookmark: Bookmark;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isRenamed: boolean;
  readonly deeds: BookmarkDeeds;
  readonly onOpen: () => void;
  readonly onRename: (isRenamed: boolean) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One kept view: its name opens it, what it shows stands under it. */
export function BookmarkRow({ bookmark, isFirst, isLast, isRenamed, deeds, onOpen, onRename, onKeyDown }: BookmarkRowProps) {
  const words = useWords();
  const { t } = words;
  const { city } = useServices();
  const { name } = bookmark;
  if (isRenamed) return <NameField bookmark={bookmark} onNamed={(given) => deeds.rename(bookmark, given)} onDone={() => onRename(false)} />;
  return (
    <li className="bookmark-row">
      <button type="button" id={`bookmark-${bookmark.id}`} className="bookmark-open" onClick={onOpen} onKeyDown={onKeyDown}>
        <span className="bookmark-name one-line">{name}</span>
        <span className="bookmark-content one-line">{contentOf(city, bookmark, words)}</span>
      </button>
      <button type="button" className="icon-button" aria-label={t('bookmarks.rename', { name })} onClick={() => onRename(true)}>
        <Icon name="pen" />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={isFirst}
        aria-label={t('bookmarks.earlier', { name })}
        onClick={() => deeds.move(bookmark, -1)}
      >
        <Icon name="ascending" />
      </button>
      <button
        type="button"
        className="icon-button"
        disabled={isLast}
        aria-label={t('bookmarks.later', { name })}
        onClick={() => deeds.move(bookmark, 1)}
      >
        <Icon name="descending" />
      </button>
      <button type="button" className="icon-button" aria-label={t('bookmarks.remove', { name })} onClick={() => deeds.remove(bookmark)}>
        <Icon name="close" />
      </button>
    </li>
  );
}

interface NameFieldProps {
  readonly bookmark: Bookmark;
  readonly onNamed: (name: string) => void;
  readonly onDone: () => void;
}

/** Enter and leaving the field rename; Escape leaves the name as it is. */
function NameField({ bookmark, onNamed, onDone }: NameFieldProps) {
  const { t } = useWords();
  const keyPressed = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const deed = deedOf('field', nameOfPress(event));
    if (deed === null) return;
    // The dialog stays open, and the row that gets the focus back is not pressed by the same key.
    event.preventDefault();
    if (deed === 'fieldLeave') event.currentTarget.value = bookmark.name;
    event.currentTarget.blur();
  };
  return (
    <li className="bookmark-row">
      <input
        className="field"
        autoFocus
        aria-label={t('bookmarks.name')}
        maxLength={BOOKMARK_NAME_LIMIT}
        defaultValue={bookmark.name}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={keyPressed}
        onBlur={(event) => {
          onNamed(event.currentTarget.value);
          onDone();
        }}
      />
    </li>
  );
}
