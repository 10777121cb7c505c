import { describe, expect, it } from 'vitest';
import { TRACK_LINK, type TrackPath } from '../../../shared/domain/track-path.ts';
import { piecesOf } from './track-pieces.ts';

const path: TrackPath = {
  atMs: new Float64Array([0, 100, 200, 300, 400]),
  longitude: new Int32Array([0, 1000, 1000, 5000, 6000]),
  latitude: new Int32Array(5),
  link: new Uint8Array([TRACK_LINK.start, TRACK_LINK.way, TRACK_LINK.gap, TRACK_LINK.start, TRACK_LINK.way]),
};
const spans = (momentMs: number) =>
  [...piecesOf(path, momentMs)].map(({ fromLongitude, toLongitude, isGap, isAhead }) => [fromLongitude, toLongitude, isGap, isAhead]);

describe('pieces of a track', () => {
  it('are ways and gaps, and nothing between its parts', () => {
    expect(spans(1000)).toEqual([
      [0, 1000, false, false],
      [1000, 1000, true, false],
      [5000, 6000, false, false],
    ]);
  });

  it('are parted where somebody is at the moment in view', () => {
    expect(spans(50)).toEqual([
      [0, 500, false, false],
      [500, 1000, false, true],
      [1000, 1000, true, true],
      [5000, 6000, false, true],
    ]);
  });
});
