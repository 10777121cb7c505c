import type { City } from '../../../../shared/city/city.ts';
import { areaCode, WHOLE_CITY } from '../../../../shared/domain/areas.ts';
import { dayOf, type DayNumber } from '../../../../shared/domain/time.ts';
import type { Clock } from '../../clock.ts';
import type { ChangeSource, RowSink, SourcePosition } from '../../replication/change.ts';
import { ChangeStream } from './change-stream.ts';
import { canContinue, formatCursor, parseCursor, type CityIdentity, type Cursor } from './cursor.ts';
import type { PresetName } from './presets.ts';
import { createSimulation, type Simulation } from './simulation.ts';
import { sendSnapshot } from './snapshot.ts';
import { createWorld } from './world.ts';

interface SimulatedCityOptions {
  readonly city: City;
  readonly preset: PresetName;
  /** Any integer; another seed is another city life. */
  readonly seed: number;
  readonly clock: Clock;
  /** How often the clock is looked at, by that same clock; each look makes one transaction of up to 500 changes, or more of them. */
  readonly tickMs?: number;
}

const TICK_MS = 250;

/** Has nothing to acknowledge, and small transactions only: anything that takes rows can be filled with it. */
export interface SimulatedCity extends ChangeSource {
  run(cursor: SourcePosition | null, sink: RowSink, signal: AbortSignal): Promise<void>;
}

function waitFor(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      cancel();
      resolve();
    };
    const cancel = clock.after(delayMs, () => {
      signal.removeEventListener('abort', stop);
      resolve();
    });
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}

/**
 * A city that lives by itself: fourteen days of history, then live. What it says about a moment depends on the seed, the preset, the city file
 * and the day on which the replica was first filled, and on nothing else.
 */
export function createSimulatedCity({ city, preset, seed, clock, tickMs = TICK_MS }: SimulatedCityOptions): SimulatedCity {
  const identity: CityIdentity = { seed, preset, cityVersion: city.version };

  const snapshot = async (
    { records, positions }: Simulation,
    demonstrationDay: DayNumber,
    sink: RowSink,
    signal: AbortSignal,
  ): Promise<Cursor> => {
    const cursor = { atMs: clock.now(), demonstrationDay };
    await sendSnapshot([...records, positions], cursor.atMs, formatCursor(identity, cursor), sink, signal);
    return cursor;
  };

  const goLive = async (stream: ChangeStream, demonstrationDay: DayNumber, sink: RowSink, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const nowMs = clock.now();
      for (const { committedAtMs, changes } of stream.advance(nowMs)) {
        await sink.transaction({ position: formatCursor(identity, { atMs: committedAtMs, demonstrationDay }), committedAtMs, changes });
        if (signal.aborted) return;
      }
      sink.heartbeat(nowMs);
      await waitFor(clock, tickMs, signal);
    }
  };

  return {
    id: 'simulated-city',
    description: { kind: 'simulated', label: '', areaCode: areaCode(city, WHOLE_CITY) },
    run: async (position: SourcePosition | null, sink: RowSink, signal: AbortSignal) => {
      const parsed = position === null ? null : parseCursor(identity, position);
      const known = parsed !== null && canContinue(parsed, clock.now()) ? parsed : null;
      const demonstrationDay = known?.demonstrationDay ?? dayOf(clock.now());
      const simulation = createSimulation(createWorld(city, preset, seed, demonstrationDay));
      try {
        const start = known ?? (await snapshot(simulation, demonstrationDay, sink, signal));
        simulation.forgetHistory();
        const stream = new ChangeStream(simulation, start.atMs, known === null);
        await goLive(stream, demonstrationDay, sink, signal);
      } catch (error) {
        // Being asked to stop is the normal end of a run, wherever it was.
        if (!signal.aborted) throw error;
      }
    },
  };
}
