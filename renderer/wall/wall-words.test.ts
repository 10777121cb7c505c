import { expect, it } from 'vitest';
import { barShare, classRange, wallCount } from './wall-words.ts';

it('says counts and classes as they may be said', () => {
  expect([wallCount(-1), wallCount(0), wallCount(1204)]).toEqual(['—', '0', '1,204']);
  expect([0, 1, 2, 3, 4].map(classRange)).toEqual(['<60', '60–75', '75–85', '85–95', '≥95']);
  expect([barShare(874, 3), barShare(-1, 4), barShare(-1, 7)]).toEqual([0.874, 0.95, 0]);
});
