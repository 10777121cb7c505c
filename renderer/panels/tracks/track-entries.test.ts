import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { isAt, trackEntries } from './track-entries.ts';

type Visit = WorkerTrack['visits'][number];

const visitAt = (visitedAtMs: number): Visit => ({
  id: visitedAtMs,
  workerName: '',
  compound: 3,
  kind: 1,
  building: 2,
  unit: 1,
  floorFrom: 4,
  floorTo: 6,
  households: 6,
  visitedAtMs,
  grid: 5,
});
const stopAt = (fromMs: number, untilMs: number) => ({ fromMs, untilMs, longitude: 0, latitude: 0, grid: 5 });

describe('the list of a track', () => {
  it('tells stops with their check-ins, check-ins on the way and gaps, in order', () => {
    const entries = trackEntries({
      stops: [stopAt(100, 200), stopAt(400, 500)],
      visits: [visitAt(150), visitAt(160), visitAt(300)],
      gaps: [{ fromMs: 210, untilMs: 290 }],
    });
    expect(entries.map((entry) => [entry.kind, entry.atMs])).toEqual([
      ['stop', 100],
      ['gap', 210],
      ['visit', 300],
      ['stop', 400],
    ]);
    expect(entries.flatMap((entry) => (entry.kind === 'stop' ? [[entry.number, entry.visits.length]] : []))).toEqual([
      [1, 2],
      [2, 0],
    ]);
    expect(entries.findIndex((entry) => isAt(entry, 250))).toBe(1);
  });

  it('tells every check-in once', () => {
    const spans = fc
      .uniqueArray(fc.nat(10_000), { minLength: 2, maxLength: 12 })
      .map((moments) => [...moments].sort((one, other) => one - other))
      .map((moments) => moments.flatMap((fromMs, index) => (index % 2 === 0 ? [stopAt(fromMs, moments[index + 1] ?? fromMs)] : [])));
    fc.assert(
      fc.property(spans, fc.uniqueArray(fc.nat(10_000), { maxLength: 20 }), (stops, moments) => {
        const told = trackEntries({ stops, visits: moments.map(visitAt), gaps: [] }).flatMap((entry) => {
          if (entry.kind === 'visit') return [entry.visit.id];
          return entry.kind === 'stop' ? entry.visits.map(({ id }) => id) : [];
        });
        expect([...told].sort()).toEqual([...moments].sort());
      }),
    );
  });
});
