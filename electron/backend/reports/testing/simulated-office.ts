import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { City } from '../../../../shared/city/city.ts';
import { loadCity } from '../../city/load-city.ts';
import { type Office, openOffice } from '../../db/office/office.ts';
import { TEST_KEYS } from '../../keys/testing/test-security.ts';
import { ManualClock } from '../../manual-clock.ts';
import { openReplica } from '../../replication/open-replica.ts';
import type { Replica } from '../../replication/replica.ts';
import type { PresetName } from '../../sources/simulated-city/presets.ts';
import { createSimulatedCity } from '../../sources/simulated-city/simulated-city.ts';

const SEED = 7;

/** A real replica and office database in a folder of their own, filled with the simulated city's history up to the clock. */
export interface SimulatedOffice {
  readonly city: City;
  readonly replica: Replica;
  readonly office: Office;
  readonly clock: ManualClock;
  readonly folder: string;
  close(): void;
}

/** Fills a replica as the source's first run does, and stops the source where its snapshot ends. */
async function fill(replica: Replica, city: City, preset: PresetName, clock: ManualClock): Promise<void> {
  const stop = new AbortController();
  const source = createSimulatedCity({ city, preset, seed: SEED, clock });
  const sink = {
    ...replica.sink,
    endSnapshot: async () => {
      await replica.sink.endSnapshot();
      stop.abort();
    },
  };
  await source.run(null, sink, stop.signal);
}

export async function openSimulatedOffice(nowMs: number, preset: PresetName = 'small'): Promise<SimulatedOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'report-office-'));
  const city = await loadCity(join(import.meta.dirname, '../../../../resources/city'));
  const clock = new ManualClock(nowMs);
  const replica = openReplica({ folder, key: TEST_KEYS.replica, sourceId: 'simulated-city', city, now: () => clock.now() });
  await fill(replica, city, preset, clock);
  const office = openOffice({ folder, key: TEST_KEYS.office, nowMs });
  return {
    city,
    replica,
    office,
    clock,
    folder,
    close: () => {
      replica.close();
      office.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
