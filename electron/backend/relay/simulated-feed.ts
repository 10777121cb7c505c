import type { City } from '../../../shared/city/city.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import { streetColumnOf, UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';
import type { Clock } from '../clock.ts';
import type { ReadArea } from '../jetstream/read-area.ts';
import type { SnapshotChunk, SourcePosition } from '../replication/change.ts';
import { type CityIdentity, type Cursor, parseCursor } from '../sources/simulated-city/cursor.ts';
import type { PresetName } from '../sources/simulated-city/presets.ts';
import { createSimulatedCity } from '../sources/simulated-city/simulated-city.ts';
import { createSimulation } from '../sources/simulated-city/simulation.ts';
import { sendSnapshot } from '../sources/simulated-city/snapshot.ts';
import { createWorld } from '../sources/simulated-city/world.ts';
import { orderText, type RelayFeed, type SnapshotTaker } from './relay-feed.ts';

interface SimulatedFeedOptions {
  readonly city: City;
  readonly preset: PresetName;
  readonly seed: number;
  readonly clock: Clock;
}

/** Lets only the rows of an area through. */
function onlyOf(area: ReadArea, city: City, taker: SnapshotTaker): SnapshotTaker {
  const isWithin = (street: unknown): boolean => area.has(city.streets.code[Number(street)] ?? UNKNOWN_STREET_CODE);
  return {
    beginSnapshot: (position, plan) => taker.beginSnapshot(position, plan),
    snapshotChunk: (chunk: SnapshotChunk) => {
      const column = streetColumnOf(TABLES[chunk.table]);
      const at = Object.keys(TABLES[chunk.table].columns).indexOf(column ?? '');
      return taker.snapshotChunk(at < 0 ? chunk : { ...chunk, rows: chunk.rows.filter((row) => isWithin(row[at])) });
    },
    endSnapshot: () => taker.endSnapshot(),
  };
}

/** The simulated city as a relay's feed, for demonstrations and tests: its rows are a function of time, so that any past moment can be copied. */
export function createSimulatedFeed({ city, preset, seed, clock }: SimulatedFeedOptions): RelayFeed {
  const identity: CityIdentity = { seed, preset, cityVersion: city.version };
  const cursorOf = (position: SourcePosition): Cursor => {
    const cursor = parseCursor(identity, position);
    if (cursor === null) throw new Error('the position of another city');
    return cursor;
  };
  return {
    source: createSimulatedCity({ city, preset, seed, clock }),
    orderOf: (position) => orderText(cursorOf(position).atMs),
    snapshot: async (area, { position }, taker, signal) => {
      const { atMs, demonstrationDay } = cursorOf(position);
      const { records } = createSimulation(createWorld(city, preset, seed, demonstrationDay));
      await sendSnapshot(records, atMs, position, onlyOf(area, city, taker), signal);
    },
  };
}
