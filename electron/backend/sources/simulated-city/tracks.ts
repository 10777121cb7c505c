import { FixWriter } from '../../../../shared/domain/track-fixes.ts';
import { dayOf, type DayNumber, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { createDailyFamily } from './daily-rows.ts';
import { RETENTION_DAYS } from './presets.ts';
import type { RowFamily } from './row-family.ts';
import { rowKey } from './row-keys.ts';
import { silencesIn } from './silences.ts';
import { eachTurn, whereIs, type WalkPlan } from './walking.ts';
import type { World } from './world.ts';

/** The platform writes down a track's latest part this often, not all tracks in the same moment. */
const WRITTEN_EVERY_MS = 15 * MINUTE_MS;

interface TrackPlan {
  readonly day: DayNumber;
}

/** Makes the fixes of a part of a shift: where the way bends, but for what a silent handheld could not tell. */
function createFixes(world: World, walksOf: (day: DayNumber) => WalkPlan): (worker: number, fromMs: number, untilMs: number) => Uint8Array {
  const writer = new FixWriter();

  const addWhereabouts = (worker: number, atMs: number, isAfterGap: boolean): void => {
    const { longitude, latitude } = whereIs(walksOf(dayOf(atMs)), worker, atMs, world.seed);
    writer.add(atMs, longitude, latitude, isAfterGap);
  };

  /** Between two moments in which something was heard. */
  const addTurns = (worker: number, fromMs: number, untilMs: number): void => {
    for (let day = dayOf(fromMs); day <= dayOf(untilMs); day += 1)
      eachTurn(walksOf(day), worker, (atMs, { longitude, latitude }) => {
        if (atMs > fromMs && atMs < untilMs) writer.add(atMs, longitude, latitude, false);
      });
  };

  return (worker, fromMs, untilMs) => {
    writer.begin(fromMs);
    let heardMs = fromMs;
    const hear = (sinceMs: number, toMs: number, isAfterGap: boolean): void => {
      if (sinceMs >= toMs) return;
      addWhereabouts(worker, sinceMs, isAfterGap);
      addTurns(worker, sinceMs, toMs);
      addWhereabouts(worker, toMs, false);
    };
    for (const silence of silencesIn(world, worker, fromMs, untilMs)) {
      hear(heardMs, silence.fromMs - 1, heardMs > fromMs);
      heardMs = silence.untilMs;
    }
    hear(heardMs, untilMs, heardMs > fromMs);
    return writer.take();
  };
}

/** Tracks of the shifts that begin on a day. */
export function createTracks(world: World, walksOf: (day: DayNumber) => WalkPlan): RowFamily<'track'> {
  const { city, roster } = world;
  const fixesOf = createFixes(world, walksOf);
  const firstWritten = (worker: number): number => MINUTE_MS + ((roster.person[worker] ?? 0) % (WRITTEN_EVERY_MS - MINUTE_MS));

  /** When the row was written last before a moment: every quarter of an hour, and when the handheld is put away. */
  const lastWritten = (worker: number, [fromMs, toMs]: readonly [number, number], atMs: number): number => {
    const first = fromMs + firstWritten(worker);
    return atMs >= toMs ? toMs : first + Math.floor((atMs - first) / WRITTEN_EVERY_MS) * WRITTEN_EVERY_MS;
  };

  return createDailyFamily<'track', TrackPlan>({
    table: 'track',
    retentionDays: RETENTION_DAYS,
    lifeDays: 1,
    earliestMs: 0,
    planOf: (day) => ({ day }),
    sizeOf: () => roster.count,
    countRows: (fromDay, toDay) => (toDay - fromDay + 1) * roster.count,
    rowOf: ({ day }, worker, atMs) => {
      const shift = roster.shiftOf(worker, day);
      const [startedAt, endsAt] = shift;
      if (atMs < startedAt + firstWritten(worker)) return null;
      const knownUntil = lastWritten(worker, shift, atMs);
      const home = roster.grid[worker] ?? 0;
      return {
        id: rowKey(day, worker),
        worker_id: worker + 1,
        street: city.grids.street[home] ?? -1,
        grid: home,
        started_at: startedAt,
        ends_at: endsAt,
        known_until: knownUntil,
        fixes: fixesOf(worker, startedAt, knownUntil),
      };
    },
    eachMoment: ({ day }, worker, visit) => {
      const [fromMs, toMs] = roster.shiftOf(worker, day);
      for (let atMs = fromMs + firstWritten(worker); atMs < toMs; atMs += WRITTEN_EVERY_MS) visit(atMs);
      visit(toMs);
    },
  });
}
