import { pathAt, pathRow, TRACK_LINK, type TrackPath } from '../../../shared/domain/track-path.ts';

/** A straight part of a way, or of a gap; coordinates in 1e-7 degrees. */
export interface TrackPiece {
  readonly fromLongitude: number;
  readonly fromLatitude: number;
  readonly toLongitude: number;
  readonly toLatitude: number;
  readonly isGap: boolean;
  /** Behind the moment in view: not gone yet. */
  readonly isAhead: boolean;
}

/** A path as pieces, the one that is under way at a moment in two. Between its parts there is nothing: where somebody was then was not asked for. */
export function* piecesOf(path: TrackPath, momentMs: number): Generator<TrackPiece> {
  const here = pathAt(path, momentMs);
  for (let index = 1; index < path.atMs.length; index += 1) {
    const [from, to] = [pathRow(path, index - 1), pathRow(path, index)];
    if (to.link === TRACK_LINK.start) continue;
    const isGap = to.link === TRACK_LINK.gap;
    const ends = (one: typeof from, other: typeof to): Omit<TrackPiece, 'isGap' | 'isAhead'> => ({
      fromLongitude: one.longitude,
      fromLatitude: one.latitude,
      toLongitude: other.longitude,
      toLatitude: other.latitude,
    });
    if (here !== null && !isGap && from.atMs < momentMs && to.atMs > momentMs) {
      yield { ...ends(from, here), isGap, isAhead: false };
      yield { ...ends(here, to), isGap, isAhead: true };
    } else yield { ...ends(from, to), isGap, isAhead: to.atMs > momentMs };
  }
}
