import type { TrackFixes } from './track-fixes.ts';

/**
 * How a point of a path hangs together with the one before it: `start` not at all (a shift begins, or the way led through places that were not
 * asked for), `way` by a straight way, `gap` by a time in which nothing was heard. Numbers travel: they are never changed.
 */
export const TRACK_LINK = { start: 0, way: 1, gap: 2 } as const;

/** Where somebody was, in order of time; coordinates in 1e-7 degrees, WGS-84. */
export interface TrackPath {
  readonly atMs: Float64Array;
  readonly longitude: Int32Array;
  readonly latitude: Int32Array;
  /** Numbers of TRACK_LINK. */
  readonly link: Uint8Array;
}

export interface TrackPoint {
  readonly longitude: number;
  readonly latitude: number;
}

interface PathRow extends TrackPoint {
  readonly atMs: number;
  readonly link: number;
}

/** A way is looked at in steps of this many metres: so exact is where it enters an area and leaves it. */
export const SAMPLE_METERS = 20;
const METERS_PER_RADIAN = 6_371_009;
const RADIANS_PER_UNIT = Math.PI / 180 / 1e7;

/** Distance on the mean sphere (IUGG radius 6,371,009 m), equirectangular: exact to a thousandth within a city. */
export function metersBetween(from: TrackPoint, to: TrackPoint): number {
  const middle = ((from.latitude + to.latitude) / 2) * RADIANS_PER_UNIT;
  const east = (to.longitude - from.longitude) * RADIANS_PER_UNIT * Math.cos(middle);
  const north = (to.latitude - from.latitude) * RADIANS_PER_UNIT;
  return METERS_PER_RADIAN * Math.hypot(east, north);
}

export function pathRow({ atMs, longitude, latitude, link }: TrackPath, index: number): PathRow {
  return { atMs: atMs[index] ?? 0, longitude: longitude[index] ?? 0, latitude: latitude[index] ?? 0, link: link[index] ?? 0 };
}

function pathOf(rows: readonly PathRow[]): TrackPath {
  return {
    atMs: Float64Array.from(rows, ({ atMs }) => atMs),
    longitude: Int32Array.from(rows, ({ longitude }) => longitude),
    latitude: Int32Array.from(rows, ({ latitude }) => latitude),
    link: Uint8Array.from(rows, ({ link }) => link),
  };
}

/** The fixes of a shift as a path that begins there. */
export function pathOfShift({ atMs, longitude, latitude, isAfterGap }: TrackFixes): TrackPath {
  const link = Uint8Array.from(isAfterGap, (after, index) =>
    index === 0 ? TRACK_LINK.start : after === 1 ? TRACK_LINK.gap : TRACK_LINK.way,
  );
  return { atMs, longitude, latitude, link };
}

/** Paths one after another, each with its own beginning. */
export function joinPaths(paths: readonly TrackPath[]): TrackPath {
  return pathOf(paths.flatMap((path) => Array.from(path.atMs, (_, index) => pathRow(path, index))));
}

function between(from: PathRow, to: PathRow, share: number): PathRow {
  const along = (one: number, other: number): number => Math.round(one + (other - one) * share);
  return {
    atMs: along(from.atMs, to.atMs),
    longitude: along(from.longitude, to.longitude),
    latitude: along(from.latitude, to.latitude),
    link: TRACK_LINK.way,
  };
}

/** Where a path was inside of something; a gap is told of when it was inside before and after. */
export function partsInside(path: TrackPath, isInside: (point: TrackPoint) => boolean): TrackPath {
  const rows: PathRow[] = [];
  let last: PathRow | null = null;
  let wasInside = false;
  const step = (row: PathRow, isFix: boolean): void => {
    const isNowInside = isInside(row);
    if (isNowInside && !wasInside) rows.push({ ...row, link: TRACK_LINK.start });
    else if (isNowInside && isFix) rows.push(row);
    else if (wasInside && !isNowInside && last !== null && rows.at(-1)?.atMs !== last.atMs && row.link === TRACK_LINK.way) rows.push(last);
    last = row;
    wasInside = isNowInside;
  };
  for (let index = 0; index < path.atMs.length; index += 1) {
    const to = pathRow(path, index);
    const from: PathRow | null = last;
    if (to.link === TRACK_LINK.start) wasInside = false;
    if (to.link === TRACK_LINK.way && from !== null) {
      const steps = Math.ceil(metersBetween(from, to) / SAMPLE_METERS);
      for (let sample = 1; sample < steps; sample += 1) step(between(from, to, sample / steps), false);
    }
    step(to, true);
  }
  return pathOf(rows);
}

/** Time that a path covers without its gaps and what lies between its parts, milliseconds. */
export function heardMs(path: TrackPath): number {
  let sum = 0;
  for (let index = 1; index < path.atMs.length; index += 1)
    if (path.link[index] === TRACK_LINK.way) sum += (path.atMs[index] ?? 0) - (path.atMs[index - 1] ?? 0);
  return sum;
}

/** Where somebody was at a moment, and when that was last heard; null outside of every part of the path. */
export function pathAt(path: TrackPath, momentMs: number): PathRow | null {
  const next = path.atMs.findIndex((atMs) => atMs > momentMs);
  const index = next < 0 ? path.atMs.length - 1 : next - 1;
  if (index < 0) return null;
  const from = pathRow(path, index);
  const link = next < 0 ? TRACK_LINK.start : (path.link[next] ?? 0);
  if (link === TRACK_LINK.gap || from.atMs === momentMs) return from;
  if (link === TRACK_LINK.start) return null;
  const to = pathRow(path, next);
  return between(from, to, (momentMs - from.atMs) / (to.atMs - from.atMs));
}
