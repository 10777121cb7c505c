import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { CallError } from '../../../shared/contract/errors.ts';
import { BOOKMARK_NAME_LIMIT, useBookmarksStore } from '../../stores/bookmarks.store.ts';
import { bookmarksOf, keepBookmark, moveBookmark, readBookmarks, removeBookmark, renameBookmark, save } from './book.ts';

const LINK = '#/area/320106?metric=overdue';
let office: Map<string, unknown>;
let refusal: CallError | null;

/** An office that keeps settings as the backend does: what travels is JSON. */
const client: BackendClient = {
  call: (name, request) => {
    const fields = new Map<string, unknown>(Object.entries(request));
    const key = String(fields.get('key'));
    if (refusal === null && name === 'saveSetting') {
      const json: string | undefined = JSON.stringify(fields.get('value'));
      if (json === undefined) office.delete(key);
      else office.set(key, JSON.parse(json));
    }
    const value = name === 'settings' ? Object.fromEntries(office) : null;
    // Whatever was asked for, this office answers as these two calls do.
    return Promise.resolve((refusal === null ? { ok: true, value } : { ok: false, error: refusal }) as never);
  },
  subscribe: () => () => undefined,
  onState: () => () => undefined,
  state: 'connected',
  close: () => undefined,
};

const kept = () => useBookmarksStore.getState().bookmarks;
const names = () => kept().map(({ name }) => name);
const nth = (index: number) => {
  const bookmark = kept()[index];
  if (bookmark === undefined) throw new Error('no such bookmark');
  return bookmark;
};

beforeEach(async () => {
  office = new Map();
  refusal = null;
  useBookmarksStore.setState(useBookmarksStore.getInitialState());
  for (const name of ['c', 'b', 'a']) await keepBookmark(client, name, LINK);
});

describe('bookmarks', () => {
  it('stand with the latest first, and the same in every other window of the office', async () => {
    expect(names()).toEqual(['a', 'b', 'c']);
    const here = kept();
    useBookmarksStore.setState(useBookmarksStore.getInitialState());
    await readBookmarks(client);
    expect(kept()).toEqual(here);
  });

  it('that two windows keep at the same time are both kept', async () => {
    const before = kept();
    await keepBookmark(client, 'here', LINK);
    useBookmarksStore.getState().actions.restore(before);
    await keepBookmark(client, 'there', LINK);
    await readBookmarks(client);
    expect(names().toSorted()).toEqual(['a', 'b', 'c', 'here', 'there']);
  });

  it('change places with their neighbours, and not past the ends', async () => {
    await moveBookmark(client, nth(0), -1);
    expect(names()).toEqual(['a', 'b', 'c']);
    await moveBookmark(client, nth(0), 1);
    await moveBookmark(client, nth(2), -1);
    expect(names()).toEqual(['b', 'c', 'a']);
    await readBookmarks(client);
    expect(names()).toEqual(['b', 'c', 'a']);
  });

  it('are renamed, but not to nothing, and never longer than they can be shown', async () => {
    await renameBookmark(client, nth(1), ' morning ');
    await renameBookmark(client, nth(1), '  ');
    expect(names()).toEqual(['a', 'morning', 'c']);
    await renameBookmark(client, nth(1), 'x'.repeat(200));
    expect(nth(1).name).toHaveLength(BOOKMARK_NAME_LIMIT);
  });

  it('are removed, and come back in their place', async () => {
    const removed = nth(1);
    await removeBookmark(client, removed);
    expect(names()).toEqual(['a', 'c']);
    expect(office.size).toBe(2);
    await save(client, removed);
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  it('stay as they are where the office could not save', async () => {
    refusal = { code: 'disk-full', message: '' };
    expect(await keepBookmark(client, 'd', LINK)).toEqual(refusal);
    expect(await removeBookmark(client, nth(0))).toEqual(refusal);
    expect(await renameBookmark(client, nth(0), 'x')).toEqual(refusal);
    expect(await moveBookmark(client, nth(0), 1)).toEqual(refusal);
    expect(names()).toEqual(['a', 'b', 'c']);
  });
});

it('whatever stands among the settings, only bookmarks are taken for bookmarks', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('console.bookmark.1', 'console.bookmark.2', 'console.viewer'), fc.jsonValue()),
      (settings) => {
        for (const { id, link } of bookmarksOf(settings)) expect([id.length, link.startsWith('#/area/')]).toEqual([1, true]);
      },
    ),
  );
  expect(bookmarksOf({ 'console.bookmark.7': { name: 'n', link: LINK, place: 3 } })).toEqual([
    { id: '7', name: 'n', link: LINK, place: 3 },
  ]);
  expect(bookmarksOf({ 'console.bookmark.7': { name: 'n', link: 'javascript:alert(1)', place: 3 } })).toEqual([]);
});
