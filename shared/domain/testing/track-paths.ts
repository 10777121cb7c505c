import fc from 'fast-check';
import { TRACK_LINK, type TrackPath, type TrackPoint } from '../track-path.ts';

export const CENTER: TrackPoint = { longitude: 1_187_800_000, latitude: 320_600_000 };
/** A metre northwards in 1e-7 degrees, and a little less than one eastwards. */
export const METER_UNITS = 90;
export const STARTED_AT_MS = 1_795_363_200_000;

interface Step {
  readonly afterMs: number;
  readonly eastMeters: number;
  readonly northMeters?: number;
  readonly link?: number;
}

/** A path of steps around a place; the first begins it. */
export function pathFrom(steps: readonly Step[]): TrackPath {
  let atMs = STARTED_AT_MS;
  return {
    atMs: Float64Array.from(steps, ({ afterMs }) => (atMs += afterMs)),
    longitude: Int32Array.from(steps, ({ eastMeters }) => CENTER.longitude + Math.round(eastMeters * METER_UNITS)),
    latitude: Int32Array.from(steps, ({ northMeters = 0 }) => CENTER.latitude + Math.round(northMeters * METER_UNITS)),
    link: Uint8Array.from(steps, ({ link = TRACK_LINK.way }, index) => (index === 0 ? TRACK_LINK.start : link)),
  };
}

/** Paths of some hundred metres in which somebody stays, walks, falls silent and comes back. */
export const anyPath: fc.Arbitrary<TrackPath> = fc
  .array(
    fc.record({
      afterMs: fc.integer({ min: 1000, max: 600_000 }),
      eastMeters: fc.integer({ min: 0, max: 400 }),
      northMeters: fc.integer({ min: 0, max: 60 }),
      link: fc.constantFrom(TRACK_LINK.way, TRACK_LINK.way, TRACK_LINK.way, TRACK_LINK.gap, TRACK_LINK.start),
    }),
    { minLength: 1, maxLength: 25 },
  )
  .map(pathFrom);
