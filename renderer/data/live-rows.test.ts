import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertColumns, CoverageColumns, WorkerColumns } from '../../shared/contract/topics.ts';
import type { Schedule } from './change-signal.ts';
import { AlertRows } from './live-alerts.ts';
import { COVERAGE_COLUMN_NAMES, CoverageRows } from './live-coverage.ts';
import { WorkerRows } from './live-workers.ts';

const atOnce: Schedule = (callback) => callback();
const GRIDS = 8;
const STREETS = 3;

interface Alert {
  readonly id: number;
  readonly grid: number;
  readonly state: number;
}
const alerts = fc.uniqueArray(
  fc.record({ id: fc.integer({ min: 1, max: 60 }), grid: fc.integer({ min: -1, max: 7 }), state: fc.nat({ max: 2 }) }),
  {
    selector: ({ id }) => id,
    maxLength: 40,
  },
);

function alertColumns(rows: readonly Alert[]): AlertColumns {
  const level = rows.map(({ id }) => id % 4);
  return {
    id: Float64Array.from(rows, ({ id }) => id),
    grid: Int32Array.from(rows, ({ grid }) => grid),
    longitude: Int32Array.from(rows, ({ id }) => 1_187_000_000 + id),
    latitude: Int32Array.from(rows, ({ id }) => 320_000_000 + id),
    level: Uint8Array.from(level),
    kind: Uint8Array.from(level),
    state: Uint8Array.from(rows, ({ state }) => state),
    raisedAtMs: Float64Array.from(rows, ({ id }) => id * 1000),
  };
}

function contentOf({ columns, count }: { readonly columns: AlertColumns; readonly count: number }): Map<number, readonly number[]> {
  const content = new Map<number, readonly number[]>();
  for (let row = 0; row < count; row++) {
    content.set(columns.id[row] ?? 0, [
      columns.grid[row] ?? 0,
      columns.level[row] ?? 0,
      columns.state[row] ?? 0,
      columns.raisedAtMs[row] ?? 0,
    ]);
  }
  return content;
}

describe('live alerts', () => {
  it('hold after a snapshot and deltas what a fresh snapshot of the result holds', () => {
    fc.assert(
      fc.property(
        alerts,
        fc.array(fc.record({ changed: alerts, removed: fc.array(fc.integer({ min: 1, max: 60 })) }), { maxLength: 6 }),
        (first, deltas) => {
          const live = new AlertRows(atOnce);
          live.apply({ kind: 'snapshot', revision: 1, data: { columns: alertColumns(first) } });
          const expected = new Map(first.map((alert) => [alert.id, alert]));
          for (const [index, { changed, removed }] of deltas.entries()) {
            const gone = removed.filter((id) => !changed.some((alert) => alert.id === id));
            live.apply({
              kind: 'delta',
              revision: index + 2,
              data: { columns: alertColumns(changed), removedIds: Float64Array.from(gone) },
            });
            for (const id of gone) expected.delete(id);
            for (const alert of changed) expected.set(alert.id, alert);
          }
          const fresh = new AlertRows(atOnce);
          fresh.apply({ kind: 'snapshot', revision: 1, data: { columns: alertColumns([...expected.values()]) } });
          expect(contentOf(live)).toEqual(contentOf(fresh));
          expect(live.count).toBe(expected.size);
        },
      ),
    );
  });

  it('grow beyond their first capacity without losing a row', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ id: index + 1, grid: index % GRIDS, state: 0 }));
    const live = new AlertRows(atOnce);
    live.apply({ kind: 'snapshot', revision: 1, data: { columns: alertColumns(rows) } });
    expect(live.count).toBe(5000);
    expect(contentOf(live).get(4999)?.[3]).toBe(4_999_000);
  });

  it('tell their listeners once a frame, however many deltas it brought', () => {
    const frames: (() => void)[] = [];
    const live = new AlertRows((callback) => void frames.push(callback));
    let calls = 0;
    live.onChanged(() => calls++);
    for (let revision = 1; revision <= 3; revision++) live.apply({ kind: 'snapshot', revision, data: { columns: alertColumns([]) } });
    for (const frame of frames) frame();
    expect({ calls, revision: live.revision }).toEqual({ calls: 1, revision: 3 });
  });
});

function workerColumns(rows: readonly { readonly id: number; readonly longitude: number }[]): WorkerColumns {
  const zeros = rows.map(() => 0);
  return {
    id: Float64Array.from(rows, ({ id }) => id),
    grid: Int32Array.from(zeros),
    longitude: Int32Array.from(rows, ({ longitude }) => longitude),
    latitude: Int32Array.from(zeros),
    heading: Uint16Array.from(zeros),
    locatedAtMs: Float64Array.from(zeros),
    role: Uint8Array.from(zeros),
    openTasks: Uint16Array.from(zeros),
    verifiedToday: Uint16Array.from(zeros),
    isUnrecorded: Uint8Array.from(zeros),
  };
}

describe('live workers', () => {
  const start = 1_187_000_000;
  const walkTo = (longitude: number): WorkerRows => {
    const live = new WorkerRows(atOnce, () => 42);
    live.apply({ kind: 'snapshot', revision: 1, data: { columns: workerColumns([{ id: 7, longitude: start }]) } });
    live.apply({ kind: 'delta', revision: 2, data: { columns: workerColumns([{ id: 7, longitude }]), removedIds: new Float64Array(0) } });
    return live;
  };

  it('remember where a worker walked from', () => {
    const live = walkTo(start + 2000);
    expect([live.previousLongitude[0], live.columns.longitude[0], live.receivedAtMs[0]]).toEqual([start, start + 2000, 42]);
  });

  it('let a worker who jumped appear at the new place', () => {
    const live = walkTo(start + 1_000_000);
    expect(live.previousLongitude[0]).toBe(start + 1_000_000);
  });

  it('keep the others and their past when one goes off duty', () => {
    const live = new WorkerRows(atOnce, () => 0);
    const at = (ids: readonly number[], shift: number) => workerColumns(ids.map((id) => ({ id, longitude: start + id * 10 + shift })));
    live.apply({ kind: 'snapshot', revision: 1, data: { columns: at([1, 2, 3], 0) } });
    live.apply({ kind: 'delta', revision: 2, data: { columns: at([3], 5), removedIds: Float64Array.of(1) } });
    expect(live.count).toBe(2);
    const row = live.columns.id.subarray(0, live.count).indexOf(3);
    expect([live.previousLongitude[row], live.columns.longitude[row]]).toEqual([start + 30, start + 35]);
  });
});

function coverageColumns(values: readonly number[]): CoverageColumns {
  const column = (offset: number) => Uint16Array.from(values, (value) => value + offset);
  return {
    listed: column(0),
    verified: column(1),
    verifiedOnTime: column(2),
    unreachable: column(3),
    deferred: column(4),
    withdrawn: column(5),
    overdue: column(6),
  };
}

describe('live coverage', () => {
  const counts = fc.array(fc.nat({ max: 500 }), { minLength: GRIDS, maxLength: GRIDS });
  const change = fc.uniqueArray(fc.record({ grid: fc.nat({ max: GRIDS - 1 }), value: fc.nat({ max: 500 }) }), {
    selector: ({ grid }) => grid,
  });

  it('holds after a snapshot and deltas what a fresh snapshot of the result holds', () => {
    fc.assert(
      fc.property(counts, fc.array(change, { maxLength: 6 }), (first, deltas) => {
        const snapshot = (values: readonly number[]) => ({
          kind: 'snapshot' as const,
          revision: 1,
          data: {
            day: 20_780,
            batchIds: Float64Array.of(4),
            columns: coverageColumns(values),
            unplacedByStreet: new Uint32Array(STREETS + 1),
          },
        });
        const live = new CoverageRows(GRIDS, STREETS, atOnce);
        live.apply(snapshot(first));
        const expected = [...first];
        for (const [index, rows] of deltas.entries()) {
          const grids = Uint16Array.from(rows, ({ grid }) => grid);
          const columns = coverageColumns(rows.map(({ value }) => value));
          live.apply({ kind: 'delta', revision: index + 2, data: { grids, columns, unplacedByStreet: Uint32Array.of(index, 0, 0, 1) } });
          for (const { grid, value } of rows) expected[grid] = value;
        }
        const fresh = new CoverageRows(GRIDS, STREETS, atOnce);
        fresh.apply(snapshot(expected));
        for (const name of COVERAGE_COLUMN_NAMES) expect(live.columns[name]).toEqual(fresh.columns[name]);
        expect(live.unplacedByStreet[0]).toBe(Math.max(0, deltas.length - 1));
      }),
    );
  });
});
