import { expect, it } from 'vitest';
import { planOf } from '../replication/change.ts';
import { formatPlan, parsePlan } from './snapshot-plan.ts';

it('reads the plan of a snapshot as it was written', () => {
  const plan = planOf([
    { table: 'batch', expectedRows: 12 },
    { table: 'task', expectedRows: 1_200_000 },
  ]);
  expect(parsePlan(formatPlan(plan))).toEqual({ ...plan, rows: 1_200_012 });
});

it.each(['', 'batch', 'batch=-1', 'batch=x', 'batch=1,elsewhere=2'])('takes "%s" for no plan', (text) => {
  expect(parsePlan(text)).toEqual({ rows: 0, tables: [] });
});
