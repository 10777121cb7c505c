import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchSummary } from '../../shared/contract/topics.ts';
import { DAY_MS, HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { batchBefore, batchesBefore, comparisonOf } from './comparison.ts';

const DAY = 20_780;

function batch(id: number, code: string, pushedAtMs: number): BatchSummary {
  return { id, code, pushedAtMs, dueAtMs: pushedAtMs + 10 * HOUR_MS, day: DAY, agency: '', originArea: '', listVersion: 1 };
}
const NIGHT_BEFORE = batch(1, '1122-1', startOfDay(DAY - 1) - HOUR_MS);
const NOON_BEFORE = batch(2, '1122-2', startOfDay(DAY - 1) + 12 * HOUR_MS);
const NIGHT = batch(3, '1123-1', startOfDay(DAY) - 2 * HOUR_MS);
const BATCHES = [NOON_BEFORE, NIGHT, NIGHT_BEFORE];

describe('a comparison', () => {
  it('sets a day beside the day before at the same time', () => {
    const atMs = startOfDay(DAY) + 15 * HOUR_MS;
    expect(comparisonOf({ kind: 'today' }, atMs, [])).toMatchObject({
      otherScope: { kind: 'day', day: DAY - 1 },
      otherAtMs: atMs - DAY_MS,
    });
  });

  it('sets a batch beside the last one of the same running number, as long after its own push', () => {
    const atMs = NIGHT.pushedAtMs + 7 * HOUR_MS;
    expect(comparisonOf({ kind: 'batch', batchId: NIGHT.id }, atMs, BATCHES)).toMatchObject({
      otherCode: '1122-1',
      otherAtMs: NIGHT_BEFORE.pushedAtMs + 7 * HOUR_MS,
    });
  });

  it('sets a batch beside the chosen one, if that had time enough: one pushed later has not', () => {
    const atMs = NIGHT.pushedAtMs + 7 * HOUR_MS;
    const comparedWith = (id: number) => comparisonOf({ kind: 'batch', batchId: NIGHT.id }, atMs, BATCHES, id);
    expect(comparedWith(NOON_BEFORE.id)).toMatchObject({ otherCode: '1122-2', otherAtMs: NOON_BEFORE.pushedAtMs + 7 * HOUR_MS });
    expect(comparedWith(NIGHT.id)?.otherCode).toBe('1122-1');
    expect(batchesBefore(NIGHT, BATCHES)).toEqual([NOON_BEFORE, NIGHT_BEFORE]);
    expect(batchesBefore(NIGHT_BEFORE, BATCHES)).toEqual([]);
  });

  it('takes whichever batch came before when none has the number, and none when it is the first', () => {
    expect(batchBefore(batch(9, '1124-3', NIGHT.pushedAtMs + DAY_MS), BATCHES)).toBe(NIGHT);
    expect(batchBefore(NIGHT_BEFORE, BATCHES)).toBeNull();
    expect(comparisonOf({ kind: 'batch', batchId: NIGHT_BEFORE.id }, NIGHT.pushedAtMs, BATCHES)).toBeNull();
  });

  it('says nothing of what is pinned, of everything, of an unknown batch, or of one that was not pushed yet', () => {
    for (const scope of [{ kind: 'all' }, { kind: 'day', day: DAY }, { kind: 'batch', batchId: 77 }] as const)
      expect(comparisonOf(scope, startOfDay(DAY), BATCHES)).toBeNull();
    expect(comparisonOf({ kind: 'batch', batchId: NIGHT.id }, NIGHT.pushedAtMs - 1, BATCHES)).toBeNull();
  });

  it('never asks of what is still to come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5 * DAY_MS }), fc.constantFrom(1, 2, 3), (since, batchId) => {
        const atMs = NIGHT_BEFORE.pushedAtMs + since;
        expect(comparisonOf({ kind: 'batch', batchId }, atMs, BATCHES)?.otherAtMs ?? 0).toBeLessThanOrEqual(atMs);
      }),
    );
  });
});
