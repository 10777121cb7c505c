import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { CallError } from '../../../shared/contract/errors.ts';
import { type Bookmark, BOOKMARK_LIMIT, BOOKMARK_NAME_LIMIT, useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { parseDeepLink } from '../deep-link.ts';

/**
 * Every bookmark is a setting of office.db of its own, `console.bookmark.<id>` with `{name, link, place}`: two windows that keep views at the same
 * time take nothing from one another.
 */
const KEY_PREFIX = 'console.bookmark.';

/** What became of it: null when it was saved. */
type Saved = Promise<CallError | null>;

/** The bookmarks among the office's settings; what was saved in another form is passed over. */
export function bookmarksOf(settings: Readonly<Record<string, unknown>>): readonly Bookmark[] {
  return Object.entries(settings)
    .filter(([key]) => key.startsWith(KEY_PREFIX))
    .flatMap(([key, value]) => bookmarkOf(key.slice(KEY_PREFIX.length), value) ?? []);
}

function bookmarkOf(id: string, value: unknown): Bookmark | null {
  const fields = new Map<string, unknown>(typeof value === 'object' && value !== null ? Object.entries(value) : []);
  const [name, link, place] = [fields.get('name'), fields.get('link'), fields.get('place')];
  if (typeof name !== 'string' || typeof link !== 'string' || typeof place !== 'number') return null;
  return parseDeepLink(link) === null ? null : { id, name: name.slice(0, BOOKMARK_NAME_LIMIT), link, place };
}

/** Takes over what other windows of this office kept meanwhile. */
export async function readBookmarks(client: BackendClient): Saved {
  const answer = await client.call('settings', {});
  if (!answer.ok) return answer.error;
  useBookmarksStore.getState().actions.restore(bookmarksOf(answer.value));
  return null;
}

/** Before all others. The name must not be blank. */
export async function keepBookmark(client: BackendClient, name: string, link: string): Saved {
  const [first] = useBookmarksStore.getState().bookmarks;
  const id = crypto.randomUUID().replaceAll('-', '');
  // By the clock, so that two windows never give the same place.
  const place = Math.min(-Date.now(), (first?.place ?? 0) - 1);
  return save(client, { id, name: name.trim().slice(0, BOOKMARK_NAME_LIMIT), link, place });
}

export function hasRoom(bookmarks: readonly Bookmark[]): boolean {
  return bookmarks.length < BOOKMARK_LIMIT;
}

/** A blank name leaves the one that it has. */
export async function renameBookmark(client: BackendClient, bookmark: Bookmark, name: string): Saved {
  const given = name.trim().slice(0, BOOKMARK_NAME_LIMIT);
  return given === '' || given === bookmark.name ? null : save(client, { ...bookmark, name: given });
}

/** Changes places with its neighbour, above (−1) or below (1); nothing happens at the ends. */
export async function moveBookmark(client: BackendClient, bookmark: Bookmark, step: -1 | 1): Saved {
  const { bookmarks } = useBookmarksStore.getState();
  const from = bookmarks.findIndex(({ id }) => id === bookmark.id);
  const other = bookmarks[from + step];
  if (from < 0 || other === undefined) return null;
  return (await save(client, { ...bookmark, place: other.place })) ?? (await save(client, { ...other, place: bookmark.place }));
}

/** `save` of the same bookmark takes it back. */
export async function removeBookmark(client: BackendClient, { id }: Bookmark): Saved {
  const answer = await client.call('saveSetting', { key: KEY_PREFIX + id, value: undefined });
  if (!answer.ok) return answer.error;
  useBookmarksStore.getState().actions.drop(id);
  return null;
}

/** In its own place; also one that was removed. */
export async function save(client: BackendClient, bookmark: Bookmark): Saved {
  const { id, name, link, place } = bookmark;
  const answer = await client.call('saveSetting', { key: KEY_PREFIX + id, value: { name, link, place } });
  if (!answer.ok) return answer.error;
  useBookmarksStore.getState().actions.put(bookmark);
  return null;
}
