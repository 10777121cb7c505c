import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import type { TrackSpan } from '../../../shared/domain/track-stops.ts';

type Stop = WorkerTrack['stops'][number];
type Visit = WorkerTrack['visits'][number];

/** What happened on a way, in order of time. */
export type TrackEntry =
  | { readonly kind: 'stop'; readonly atMs: number; readonly number: number; readonly stop: Stop; readonly visits: readonly Visit[] }
  | { readonly kind: 'visit'; readonly atMs: number; readonly visit: Visit }
  | { readonly kind: 'gap'; readonly atMs: number; readonly gap: TrackSpan };

function isDuring({ fromMs, untilMs }: TrackSpan, { visitedAtMs }: Visit): boolean {
  return visitedAtMs >= fromMs && visitedAtMs <= untilMs;
}

/** Stops with the check-ins made during them, numbered as on the map; check-ins on the way; gaps. */
export function trackEntries({ stops, visits, gaps }: Pick<WorkerTrack, 'stops' | 'visits' | 'gaps'>): readonly TrackEntry[] {
  const entries: TrackEntry[] = [
    ...stops.map((stop, index) => ({
      kind: 'stop' as const,
      atMs: stop.fromMs,
      number: index + 1,
      stop,
      visits: visits.filter((visit) => isDuring(stop, visit)),
    })),
    ...visits
      .filter((visit) => !stops.some((stop) => isDuring(stop, visit)))
      .map((visit) => ({ kind: 'visit' as const, atMs: visit.visitedAtMs, visit })),
    ...gaps.map((gap) => ({ kind: 'gap' as const, atMs: gap.fromMs, gap })),
  ];
  return entries.sort((one, other) => one.atMs - other.atMs);
}

/** Whether an entry tells of a moment: the one that is marked while time goes by. */
export function isAt(entry: TrackEntry, momentMs: number): boolean {
  const span = entry.kind === 'stop' ? entry.stop : entry.kind === 'gap' ? entry.gap : { fromMs: entry.atMs, untilMs: entry.atMs + 60_000 };
  return momentMs >= span.fromMs && momentMs < span.untilMs;
}
