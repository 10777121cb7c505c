import { beforeAll, describe, expect, it } from 'vitest';
import { LIST_MARKS, PLACEMENTS, TASK_OUTCOMES, TASK_STATES } from '../../../../shared/domain/screening.ts';
import { HOUR_MS, MINUTE_MS, dayOf } from '../../../../shared/domain/time.ts';
import type { TableRow } from '../../../../shared/tables/index.ts';
import { at } from './testing/city-run.ts';
import { CityRows, NOW, PATIENCE_MS, share } from './testing/city-rows.ts';

let rows: CityRows;
let batches: readonly TableRow<'batch'>[];
let tasks: readonly TableRow<'task'>[];
beforeAll(async () => {
  rows = await CityRows.load();
  batches = rows.at('batch');
  tasks = rows.at('task');
}, PATIENCE_MS);

const TODAY = dayOf(NOW);
const state = (name: (typeof TASK_STATES)[number]): number => TASK_STATES.indexOf(name);

describe('batches', { timeout: PATIENCE_MS }, () => {
  it('come by night, at dawn and at noon, are due at six and named by their reporting day', () => {
    expect(batches).toHaveLength(3 * 15);
    expect(batches.slice(-3).map(({ code }) => code)).toEqual(['1123-1', '1123-2', '1123-3']);
    for (const { pushed_at, due_at, code } of batches) {
      const midnight = due_at - 18 * HOUR_MS;
      const minute = (pushed_at - midnight) / MINUTE_MS;
      if (code.endsWith('-1')) expect(minute >= -30 && minute <= 60).toBe(true);
      else if (code.endsWith('-2')) expect(minute >= 5.7 * 60 && minute <= 6.7 * 60).toBe(true);
      else expect(minute >= 11 * 60 && minute <= 12.5 * 60).toBe(true);
    }
    expect(new Set(batches.map(({ agency }) => agency)).size).toBeGreaterThan(3);
    expect(new Set(batches.map(({ list_version }) => list_version)).size).toBeGreaterThan(1);
  });

  it('hold exactly 11,044 people tonight, all of them from the first minutes on', () => {
    const night = batches.find(({ code }) => code === '1123-1');
    expect(tasks.filter(({ batch_id }) => batch_id === night?.id)).toHaveLength(11_044);
    expect(rows.at('task', at('2026-11-23 00:00')).filter(({ batch_id }) => batch_id === night?.id)).toHaveLength(11_044);
  });
});

describe('screening', { timeout: PATIENCE_MS }, () => {
  const today = (): readonly TableRow<'task'>[] =>
    tasks.filter(({ due_at, state: now }) => dayOf(due_at) === TODAY && now !== state('withdrawn'));
  const verified = (row: TableRow<'task'>): boolean => row.state === state('verified');

  it('has got far by five in the afternoon, and nowhere by eight in the morning', () => {
    expect(share(today(), verified)).toBeGreaterThan(0.85);
    expect(share(today(), verified)).toBeLessThan(0.93);
    const eight = at('2026-11-23 08:00');
    const night = tasks.filter(({ due_at, pushed_at }) => dayOf(due_at) === TODAY && pushed_at < eight);
    expect(share(night, ({ verified_at }) => verified_at !== null && verified_at <= eight)).toBeLessThan(0.1);
    expect(share(night, ({ verified_at }) => verified_at !== null && verified_at < at('2026-11-23 06:00'))).toBeLessThan(0.01);
  });

  it('goes at a different pace in every street, and worst in clusters of neighbouring grids', () => {
    const rates = Array.from({ length: rows.city.streets.count }, (_, street) =>
      share(
        today().filter((row) => row.street === street),
        verified,
      ),
    ).sort((a, b) => a - b);
    expect(rates[5]).toBeLessThan(0.75);
    expect(rates[Math.floor(rates.length / 2)]).toBeGreaterThan(0.9);
    expect(rates.at(-5)).toBeGreaterThan(0.95);
    // Grids come in order of place within their community, so clusters show as neighbours that are behind together.
    const tasksOf = Map.groupBy(today(), ({ grid }) => grid);
    const due = [...tasksOf.keys()];
    const behind = new Set(due.filter((grid) => share(tasksOf.get(grid) ?? [], verified) < 0.6));
    const besideOneBehind = due.filter(
      (grid) => behind.has(grid - 1) && rows.city.grids.community[grid] === rows.city.grids.community[grid - 1],
    );
    expect(share(besideOneBehind, (grid) => behind.has(grid))).toBeGreaterThan(2 * share(due, (grid) => behind.has(grid)));
  });

  it('ends in the outcomes of the real city, with some not reached, put off, withdrawn, doubled and unplaced', () => {
    const done = tasks.filter(verified);
    const expected = {
      homeObservation: 0.124,
      centralisedIsolation: 0.011,
      nucleicAcidTest: 0.249,
      healthMonitoring: 0.316,
      cleared: 0.26,
      notInCity: 0.034,
    };
    for (const [outcome, part] of Object.entries(expected)) {
      expect(
        share(done, (row) => TASK_OUTCOMES[row.outcome] === outcome),
        outcome,
      ).toBeCloseTo(part, 2);
    }
    const within = (part: number, low: number, high: number): boolean => part >= low && part <= high;
    expect(
      within(
        share(tasks, ({ unreachable_at }) => unreachable_at !== null),
        0.01,
        0.02,
      ),
    ).toBe(true);
    expect(
      within(
        share(tasks, ({ deferred_at }) => deferred_at !== null),
        0.012,
        0.028,
      ),
    ).toBe(true);
    expect(
      within(
        share(tasks, (row) => row.state === state('withdrawn')),
        0.008,
        0.018,
      ),
    ).toBe(true);
    expect(
      within(
        share(tasks, ({ list_mark }) => list_mark === LIST_MARKS.indexOf('duplicate')),
        0.003,
        0.01,
      ),
    ).toBe(true);
    expect(
      within(
        share(today(), ({ placement }) => placement !== PLACEMENTS.indexOf('placed')),
        0.0005,
        0.004,
      ),
    ).toBe(true);
    expect(tasks.some((row) => row.unreachable_at !== null && verified(row))).toBe(true);
  });

  it('keeps each task consistent', () => {
    const { grids, compounds } = rows.city;
    const isInOrder = ({ pushed_at, assigned_at, started_at, verified_at }: TableRow<'task'>): boolean => {
      const steps = [pushed_at, assigned_at, started_at, verified_at].filter((moment) => moment !== null);
      return steps.every((moment, index) => index === 0 || moment >= (steps[index - 1] ?? 0));
    };
    const isWhereItSays = ({ placement, grid, compound, street, worker_id }: TableRow<'task'>): boolean =>
      placement === 0
        ? grids.street[grid] === street && (compound < 0 || compounds.grid[compound] === grid)
        : grid === -1 && compound === -1 && worker_id === -1;
    expect(tasks.filter((row) => !isInOrder(row))).toEqual([]);
    expect(tasks.filter((row) => !isWhereItSays(row))).toEqual([]);
    expect(tasks.filter((row) => verified(row) !== (row.outcome !== 0) || verified(row) !== (row.verified_at !== null))).toEqual([]);
  });
});
