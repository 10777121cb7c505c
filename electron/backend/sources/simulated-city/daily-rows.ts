import { dayOf, type DayNumber } from '../../../../shared/domain/time.ts';
import type { TableName, TableRow } from '../../../../shared/tables/index.ts';
import type { RowFamily } from './row-family.ts';
import { dayOfKey, expiryOf, ordinalOfKey, rowKey } from './row-keys.ts';

/** Rows that are planned day by day, live for a few days and leave after the retention. */
interface DailyRows<Name extends TableName, Plan extends { readonly day: DayNumber }> {
  readonly table: Name;
  readonly retentionDays: number;
  /** How many days after its own a row can still change. */
  readonly lifeDays: number;
  /** How long before its day the first row may come. */
  readonly earliestMs: number;
  planOf(day: DayNumber): Plan;
  sizeOf(plan: Plan): number;
  /** Rows of all days from one to another, for progress on screen; may be an estimate. */
  countRows(fromDay: DayNumber, toDay: DayNumber): number;
  /** The row at this moment as if it never left; null before it comes. */
  rowOf(plan: Plan, ordinal: number, atMs: number): TableRow<Name> | null;
  /** Names every moment of the row's life, its appearance included. */
  eachMoment(plan: Plan, ordinal: number, visit: (atMs: number) => void): void;
}

export function createDailyFamily<Name extends TableName, Plan extends { readonly day: DayNumber }>(
  rows: DailyRows<Name, Plan>,
): RowFamily<Name> {
  const { retentionDays, planOf, sizeOf } = rows;
  const firstDay = (atMs: number): DayNumber => dayOf(atMs) - retentionDays - 1;
  const lastDay = (atMs: number): DayNumber => dayOf(atMs + rows.earliestMs);
  const hasLeft = (day: DayNumber, atMs: number): boolean => atMs >= expiryOf(day, retentionDays, 1, 1);
  const expiry = (plan: Plan, ordinal: number): number => expiryOf(plan.day, retentionDays, ordinal, sizeOf(plan));
  const rowOf = (plan: Plan, ordinal: number, atMs: number): TableRow<Name> | null =>
    ordinal < sizeOf(plan) && atMs < expiry(plan, ordinal) ? rows.rowOf(plan, ordinal, atMs) : null;

  type Record = (atMs: number, key: number) => void;
  const collectLives = (plan: Plan, fromMs: number, toMs: number, record: Record): void => {
    const size = sizeOf(plan);
    let key = 0;
    const visit = (atMs: number): void => {
      if (fromMs < atMs && atMs <= toMs) record(atMs, key);
    };
    for (let ordinal = 0; ordinal < size; ordinal += 1) {
      key = rowKey(plan.day, ordinal);
      rows.eachMoment(plan, ordinal, visit);
    }
  };
  const collectExpiries = (plan: Plan, fromMs: number, toMs: number, record: Record): void => {
    const size = sizeOf(plan);
    for (let ordinal = 0; ordinal < size; ordinal += 1) {
      const atMs = expiry(plan, ordinal);
      if (fromMs < atMs && atMs <= toMs) record(atMs, rowKey(plan.day, ordinal));
    }
  };

  return {
    table: rows.table,
    countRows: (atMs) => rows.countRows(firstDay(atMs) + 1, lastDay(atMs)),
    *rowsAt(atMs) {
      for (let day = firstDay(atMs); day <= lastDay(atMs); day += 1) {
        if (hasLeft(day, atMs)) continue;
        const plan = planOf(day);
        const size = sizeOf(plan);
        for (let ordinal = 0; ordinal < size; ordinal += 1) {
          const row = rowOf(plan, ordinal, atMs);
          if (row !== null) yield row;
        }
      }
    },
    rowAt: (key, atMs) => rowOf(planOf(dayOfKey(key)), ordinalOfKey(key), atMs),
    collectMoments: (fromMs, toMs, record) => {
      for (let day = dayOf(fromMs) - rows.lifeDays; day <= lastDay(toMs); day += 1) collectLives(planOf(day), fromMs, toMs, record);
      for (let day = firstDay(fromMs); day < dayOf(toMs) - retentionDays; day += 1) {
        // Leaving takes two hours of one night; at any other time the plan of a day so long ago is not needed.
        if (!hasLeft(day, fromMs) && expiryOf(day, retentionDays, 0, 1) <= toMs) collectExpiries(planOf(day), fromMs, toMs, record);
      }
    },
  };
}
