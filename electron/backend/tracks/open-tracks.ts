import { featureBox } from '../../../shared/city/city-lookup.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { MOST_TRACKS, type TrackRequest, type Tracks, type WorkerTrack } from '../../../shared/contract/tracks.ts';
import { heardMs, joinPaths, partsInside, type TrackPath, type TrackPoint } from '../../../shared/domain/track-path.ts';
import { gapsOf, stopsOf, type TrackSpan } from '../../../shared/domain/track-stops.ts';
import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import type { LocateGrid } from '../city/grid-locator.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { readVisitsOfTracks } from './read-visits.ts';
import { eachShift, type ShiftTrack } from './read-tracks.ts';

type Answer = Pick<Tracks, 'tracks' | 'leftOut'>;
/** Of one worker, in order of time. */
type Shifts = readonly [ShiftTrack, ...ShiftTrack[]];

interface Asked {
  readonly context: QueryContext;
  readonly locate: LocateGrid;
}

function workerTrack(
  { context, locate }: Asked,
  shifts: Shifts,
  path: TrackPath,
  gaps: readonly TrackSpan[],
  grids: ReadonlySet<number> | null,
): WorkerTrack {
  const [{ workerId, name, role, homeGrid }] = shifts;
  const spans = shifts.map(({ fromMs, untilMs }) => ({ fromMs, untilMs }));
  return {
    workerId,
    name,
    role,
    homeGrid,
    shifts: spans,
    path,
    stops: stopsOf(path).map((stop) => ({ ...stop, grid: locate(stop, homeGrid) })),
    gaps,
    visits: readVisitsOfTracks(context, workerId, spans).filter(({ grid }) => grids === null || grids.has(grid)),
    heardMs: heardMs(path),
  };
}

async function ofWorker(asked: Asked, { day }: TrackRequest, workerId: number, signal: CallSignal): Promise<Answer> {
  const found: ShiftTrack[] = [];
  await eachShift(asked.context, day, workerId, signal, (shift) => found.push(shift));
  const [first, ...rest] = found;
  if (first === undefined) return { tracks: [], leftOut: 0 };
  const gaps = found.flatMap((shift) => gapsOf(shift.path, shift, POSITION_STALE_MS));
  return { tracks: [workerTrack(asked, [first, ...rest], joinPaths(found.map(({ path }) => path)), gaps, null)], leftOut: 0 };
}

/** Who was in any of the grids, as far as they were: what somebody did elsewhere was not asked for, and is not told. */
async function ofGrids(asked: Asked, { day }: TrackRequest, wanted: readonly number[], signal: CallSignal): Promise<Answer> {
  const grids = new Set(wanted);
  const isInside = insideOf(asked, grids);
  const found: { readonly shift: ShiftTrack; readonly path: TrackPath }[] = [];
  await eachShift(asked.context, day, null, signal, (shift) => {
    const path = partsInside(shift.path, isInside);
    if (path.atMs.length > 0) found.push({ shift, path });
  });
  found.sort((one, other) => heardMs(other.path) - heardMs(one.path) || one.shift.workerId - other.shift.workerId);
  const tracks = found
    .slice(0, MOST_TRACKS)
    .map(({ shift, path }) => workerTrack(asked, [shift], path, gapsOf(path, spanOf(path), POSITION_STALE_MS), grids));
  return { tracks, leftOut: found.length - tracks.length };
}

function spanOf({ atMs }: TrackPath): TrackSpan {
  return { fromMs: atMs[0] ?? 0, untilMs: atMs.at(-1) ?? 0 };
}

/** Most tracks are nowhere near: a box around the grids says so before any grid is looked for. */
function insideOf({ context, locate }: Asked, grids: ReadonlySet<number>): (point: TrackPoint) => boolean {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const grid of grids) {
    const { minX, minY, maxX, maxY } = featureBox(context.city.grids.outline, grid);
    [west, south, east, north] = [Math.min(west, minX), Math.min(south, minY), Math.max(east, maxX), Math.max(north, maxY)];
  }
  let lastGrid = -1;
  return (point) => {
    const { longitude, latitude } = point;
    if (longitude < west || longitude > east || latitude < south || latitude > north) return false;
    lastGrid = locate(point, lastGrid);
    return grids.has(lastGrid);
  };
}

/** Ways, stops, gaps and check-ins of the shifts that began on a day, as far as the platform has written them. */
export async function openTracks(context: QueryContext, locate: LocateGrid, request: TrackRequest, signal: CallSignal): Promise<Answer> {
  const { subject } = request;
  const asked = { context, locate };
  return subject.kind === 'worker' ? ofWorker(asked, request, subject.workerId, signal) : ofGrids(asked, request, subject.grids, signal);
}
