import { beforeEach, expect, it } from 'vitest';
import { type Bookmark, useBookmarksStore } from './bookmarks.store.ts';

const { actions } = useBookmarksStore.getState();
const ids = () => useBookmarksStore.getState().bookmarks.map(({ id }) => id);
const at = (id: string, place: number): Bookmark => ({ id, name: id, link: '#/area/320106', place });

beforeEach(() => actions.restore([at('c', 3), at('a', 1), at('b', 2)]));

it('stand in the order of their places, in the order of their ids where two windows gave the same', () => {
  expect(ids()).toEqual(['a', 'b', 'c']);
  actions.put(at('aa', 2));
  expect(ids()).toEqual(['a', 'aa', 'b', 'c']);
});

it('put another name or place where the bookmark was', () => {
  actions.put(at('a', 2.5));
  expect(ids()).toEqual(['b', 'a', 'c']);
});

it('drop one and leave the others', () => {
  actions.drop('b');
  expect(ids()).toEqual(['a', 'c']);
});
