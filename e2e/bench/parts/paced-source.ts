import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../../../electron/backend/clock.ts';
import type { ChangeSource, RowSink, SnapshotChunk } from '../../../electron/backend/replication/change.ts';
import { createSimulatedCity } from '../../../electron/backend/sources/simulated-city/simulated-city.ts';
import type { SourceSpec } from '../../../electron/backend/sources/source-spec.ts';
import { CityLife } from './city-life.ts';

/** Between two transactions, at the least. */
const BEAT_MS = 50;
/** A machine that cannot keep up falls behind, as it would on a real line, instead of taking everything in one. */
const MOST_A_TRANSACTION = 1000;
/** How the replication thread is told the rate, from the thread beside it. */
export const RATE_CHANNEL = 'bench-changes-a-second';

/** The simulated city's snapshot, taken over and kept. */
async function snapshotInto(sink: RowSink, source: ReturnType<typeof createSimulatedCity>): Promise<readonly SnapshotChunk[]> {
  const chunks: SnapshotChunk[] = [];
  const stop = new AbortController();
  const onlySnapshot: RowSink = {
    beginSnapshot: (position, plan) => sink.beginSnapshot(position, plan),
    snapshotChunk: async (chunk) => {
      chunks.push(chunk);
      await sink.snapshotChunk(chunk);
    },
    endSnapshot: async () => {
      await sink.endSnapshot();
      stop.abort();
    },
    transaction: async () => undefined,
    heartbeat: () => undefined,
  };
  await source.run(null, onlySnapshot, stop.signal);
  return chunks;
}

/** The simulated city as it stands at the start, and then a working day of it at whatever rate is asked for. */
export async function createPacedSource(spec: SourceSpec, city: City, clock: Clock): Promise<ChangeSource> {
  if (spec.kind !== 'simulated') throw new Error('only the simulated city can be paced');
  const simulated = createSimulatedCity({ city, preset: spec.preset, seed: spec.seed, clock });
  const channel = new BroadcastChannel(RATE_CHANNEL);
  let changesPerSecond = 0;
  channel.onmessage = ({ data }) => {
    changesPerSecond = Number(data);
  };
  return {
    id: simulated.id,
    description: simulated.description,
    async run(_cursor, sink, signal) {
      const life = new CityLife(await snapshotInto(sink, simulated));
      let owed = 0;
      let lastMs = performance.now();
      for (let beat = 1; !signal.aborted; beat++) {
        await new Promise<void>((resolve) => void clock.after(BEAT_MS, resolve));
        const nowMs = performance.now();
        owed += (changesPerSecond * (nowMs - lastMs)) / 1000;
        lastMs = nowMs;
        const count = Math.min(Math.floor(owed), MOST_A_TRANSACTION);
        owed -= count;
        const committedAtMs = clock.now();
        if (count > 0) await sink.transaction({ position: `paced:${beat}`, committedAtMs, changes: life.changes(count, committedAtMs) });
        sink.heartbeat(committedAtMs);
      }
      channel.close();
    },
  };
}
