import { expect, it } from 'vitest';
import type { Bookmark } from '../../stores/bookmarks.store.ts';
import { neighbourStep, sequenceOf } from './sequence.ts';

const bookmarks: readonly Bookmark[] = ['a', 'b', 'c', 'd'].map((id, place) => ({ id, place, name: id, link: `#/area/${id}` }));

it('goes through the chosen bookmarks in the order that they have among all', () => {
  const sequence = sequenceOf(bookmarks, new Set(['d', 'a', 'c', 'gone']));
  const walked: (string | undefined)[] = [];
  for (let step = neighbourStep(sequence, null, 1); step !== null; step = neighbourStep(sequence, step.id, 1)) walked.push(step.id);
  expect(walked).toEqual(['a', 'c', 'd']);
  expect(neighbourStep(sequence, 'a', -1)).toBeNull();
  expect(neighbourStep(sequence, 'd', -1)?.id).toBe('c');
});

it('begins at its start, at its end when it goes back, and anew when the step that was shown was taken out', () => {
  const sequence = sequenceOf(bookmarks, new Set(['b', 'c']));
  expect([neighbourStep(sequence, null, 1)?.id, neighbourStep(sequence, null, -1)?.id]).toEqual(['b', 'c']);
  expect(neighbourStep(sequence, 'a', 1)?.id).toBe('b');
  expect(neighbourStep([], null, 1)).toBeNull();
});
