import type { WorkerRow } from '../../../../shared/tables/worker.table.ts';
import { personOf } from './people.ts';
import type { RowFamily } from './row-family.ts';
import type { World } from './world.ts';

/** The workers of the city; nobody joins or leaves while the simulation runs. */
export function createWorkers({ city, roster }: World): RowFamily<'worker'> {
  const rowOf = (worker: number): WorkerRow => {
    const grid = roster.grid[worker] ?? 0;
    const person = personOf(roster.person[worker] ?? 0);
    return {
      id: worker + 1,
      street: city.grids.street[grid] ?? 0,
      grid,
      role: roster.role[worker] ?? 0,
      worker_name: person.name,
      phone: person.phone,
      shift_start_minute: roster.startMinute[worker] ?? 0,
      shift_end_minute: roster.endMinute[worker] ?? 0,
    };
  };
  return {
    table: 'worker',
    countRows: () => roster.count,
    *rowsAt() {
      for (let worker = 0; worker < roster.count; worker += 1) yield rowOf(worker);
    },
    rowAt: (key) => rowOf(key - 1),
    collectMoments: () => undefined,
  };
}
