import type { BatchRow } from '../../../../shared/tables/batch.table.ts';
import { dayOf, type DayNumber } from '../../../../shared/domain/time.ts';
import { BATCHES_A_DAY, batchOfId, planBatch, type BatchPlan } from './batch-plan.ts';
import { RETENTION_DAYS } from './presets.ts';
import type { RowFamily } from './row-family.ts';
import { expiryOf } from './row-keys.ts';
import type { World } from './world.ts';

/** A batch leaves after the last of its tasks. */
function batchExpiry({ day }: BatchPlan): number {
  return expiryOf(day, RETENTION_DAYS, 1, 1);
}

function rowOf(plan: BatchPlan, atMs: number): BatchRow | null {
  if (atMs < plan.pushedAt || atMs >= batchExpiry(plan)) return null;
  return {
    id: plan.id,
    code: plan.code,
    pushed_at: plan.pushedAt,
    due_at: plan.dueAt,
    agency: plan.agency,
    origin_area: plan.originArea,
    list_version: 1 + plan.revisedAt.filter((revisedAt) => revisedAt <= atMs).length,
  };
}

export function createBatches(world: World): RowFamily<'batch'> {
  const plansOfDays = (from: DayNumber, to: DayNumber): BatchPlan[] =>
    Array.from({ length: (to - from + 1) * BATCHES_A_DAY }, (_, index) =>
      planBatch(world, from + Math.floor(index / BATCHES_A_DAY), index % BATCHES_A_DAY),
    );
  const plansAround = (fromMs: number, toMs: number): BatchPlan[] => plansOfDays(dayOf(fromMs) - RETENTION_DAYS - 1, dayOf(toMs) + 1);
  const rowsAt = (atMs: number): BatchRow[] =>
    plansAround(atMs, atMs)
      .map((plan) => rowOf(plan, atMs))
      .filter((row) => row !== null);
  return {
    table: 'batch',
    countRows: (atMs) => rowsAt(atMs).length,
    rowsAt,
    rowAt: (key, atMs) => {
      const { day, ordinal } = batchOfId(key);
      return rowOf(planBatch(world, day, ordinal), atMs);
    },
    collectMoments: (fromMs, toMs, record) => {
      for (const plan of plansAround(fromMs, toMs)) {
        for (const atMs of [plan.pushedAt, ...plan.revisedAt, batchExpiry(plan)]) {
          if (fromMs < atMs && atMs <= toMs) record(atMs, plan.id);
        }
      }
    },
  };
}
