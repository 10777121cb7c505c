import { join } from 'node:path';
import type { City } from '../../../shared/city/city.ts';
import { loadCity } from '../../../electron/backend/city/load-city.ts';
import { TEST_KEYS } from '../../../electron/backend/keys/testing/test-security.ts';
import { ManualClock } from '../../../electron/backend/manual-clock.ts';
import type { RowSink, SnapshotChunk } from '../../../electron/backend/replication/change.ts';
import { openReplica } from '../../../electron/backend/replication/open-replica.ts';
import type { Replica } from '../../../electron/backend/replication/replica.ts';
import { createSimulatedCity } from '../../../electron/backend/sources/simulated-city/simulated-city.ts';
import type { PresetName } from '../../../electron/backend/sources/simulated-city/presets.ts';

/** An afternoon: both batches pushed, most workers on duty. Every bench looks at the same one. */
export const BENCH_NOW = '2026-11-23T15:00';
export const BENCH_NOW_MS = Date.parse(`${BENCH_NOW}:00+08:00`);

const ROOT = join(import.meta.dirname, '..', '..', '..');
export const CITY_FOLDER = join(ROOT, 'resources', 'city');

/** One snapshot of the simulated city, handed to `sink` as the application's source does. */
export async function sendSnapshot(city: City, preset: PresetName, sink: Omit<RowSink, 'transaction' | 'heartbeat'>): Promise<void> {
  const stop = new AbortController();
  const source = createSimulatedCity({ city, preset, seed: 1, clock: new ManualClock(BENCH_NOW_MS) });
  const onlySnapshot: RowSink = {
    beginSnapshot: (position, plan) => sink.beginSnapshot(position, plan),
    snapshotChunk: (chunk) => sink.snapshotChunk(chunk),
    endSnapshot: async () => {
      await sink.endSnapshot();
      stop.abort();
    },
    transaction: async () => undefined,
    heartbeat: () => undefined,
  };
  await source.run(null, onlySnapshot, stop.signal);
}

export function openBenchReplica(folder: string, city: City): Replica {
  return openReplica({ folder, key: TEST_KEYS.replica, sourceId: 'simulated-city', city, now: () => BENCH_NOW_MS });
}

/** A replica in `folder`, filled with the preset as on a first run. */
export async function fillReplica(folder: string, preset: PresetName): Promise<{ readonly city: City; readonly replica: Replica }> {
  const city = await loadCity(CITY_FOLDER);
  const replica = openBenchReplica(folder, city);
  await sendSnapshot(city, preset, replica.sink);
  return { city, replica };
}

/** All rows of a snapshot in memory, so that loading them can be timed without making them. */
export async function gatherSnapshot(city: City, preset: PresetName): Promise<readonly SnapshotChunk[]> {
  const chunks: SnapshotChunk[] = [];
  await sendSnapshot(city, preset, {
    beginSnapshot: async () => undefined,
    snapshotChunk: async (chunk) => void chunks.push(chunk),
    endSnapshot: async () => undefined,
  });
  return chunks;
}
