import { MINUTE_MS } from './time.ts';
import { metersBetween, pathRow, TRACK_LINK, type TrackPath } from './track-path.ts';

/**
 * A stop (停留) is a stay point after Li, Zheng, Xie, Chen, Liu and Ma, "Mining user similarity based on location history", ACM GIS 2008, section
 * 3.1: from one fix on, all fixes within a distance of it, over at least a time. Their 200 m and 20 minutes find restaurants; a door is found with 30 m,
 * twice what a phone's fix is off by among houses, and 3 minutes, twice the least time a door takes.
 */
export const STOP_RADIUS_METERS = 30;
export const STOP_LEAST_MS = 3 * MINUTE_MS;

export interface TrackSpan {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Where somebody stayed: the middle of the fixes, weighted by the time that each stood for, in 1e-7 degrees. */
export interface TrackStop extends TrackSpan {
  readonly longitude: number;
  readonly latitude: number;
}

/** The last fix that still belongs to a stay that begins at `first`. */
function endOfStay(path: TrackPath, first: number): number {
  const center = pathRow(path, first);
  let last = first;
  for (let index = first + 1; index < path.atMs.length; index += 1) {
    const row = pathRow(path, index);
    if (row.link !== TRACK_LINK.way || metersBetween(center, row) > STOP_RADIUS_METERS) break;
    last = index;
  }
  return last;
}

function stopOf(path: TrackPath, first: number, last: number): TrackStop {
  const fromMs = path.atMs[first] ?? 0;
  const untilMs = path.atMs[last] ?? 0;
  let [longitude, latitude] = [0, 0];
  for (let index = first + 1; index <= last; index += 1) {
    const [from, to] = [pathRow(path, index - 1), pathRow(path, index)];
    longitude += ((from.longitude + to.longitude) / 2) * (to.atMs - from.atMs);
    latitude += ((from.latitude + to.latitude) / 2) * (to.atMs - from.atMs);
  }
  const durationMs = untilMs - fromMs;
  return { fromMs, untilMs, longitude: Math.round(longitude / durationMs), latitude: Math.round(latitude / durationMs) };
}

/** Stops in order of time. None reaches over a gap: what was not heard is not known. */
export function stopsOf(path: TrackPath): TrackStop[] {
  const stops: TrackStop[] = [];
  for (let first = 0; first < path.atMs.length; ) {
    const last = endOfStay(path, first);
    const isStop = (path.atMs[last] ?? 0) - (path.atMs[first] ?? 0) >= STOP_LEAST_MS;
    if (isStop) stops.push(stopOf(path, first, last));
    first = isStop ? last + 1 : first + 1;
  }
  return stops;
}

/**
 * Gaps (无信号): times within a shift in which nothing was heard, as the platform marks them; also before the first fix and behind the last one, from
 * `leastMs` on.
 */
export function gapsOf(path: TrackPath, told: TrackSpan, leastMs: number): TrackSpan[] {
  const gaps: TrackSpan[] = [];
  const add = (fromMs: number, untilMs: number, least: number): void => {
    if (untilMs - fromMs >= least) gaps.push({ fromMs, untilMs });
  };
  add(told.fromMs, Math.min(path.atMs[0] ?? told.untilMs, told.untilMs), leastMs);
  for (let index = 1; index < path.atMs.length; index += 1)
    if (path.link[index] === TRACK_LINK.gap) add(path.atMs[index - 1] ?? 0, path.atMs[index] ?? 0, 1);
  const last = path.atMs.at(-1);
  if (last !== undefined) add(last, told.untilMs, leastMs);
  return gaps;
}
